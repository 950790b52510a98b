import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** How long ago something began, second by second. Silent to screen readers, which would read every tick. */
export function ElapsedTime({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useTranslation('create')
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.floor((nowMs - sinceMs) / 1000))
  return (
    <span aria-hidden className="tabular-nums">
      {seconds < 60
        ? t('elapsed', { seconds })
        : t('elapsedMinutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })}
    </span>
  )
}
