import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useNow } from './use-now.ts'

/** How long ago something began, second by second. Silent to screen readers, which would read every tick. */
export function ElapsedTime({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useTranslation('create')
  const nowMs = useNow()
  return (
    <span aria-hidden className="tabular-nums">
      {sayDuration(Math.floor((nowMs - sinceMs) / 1000), t)}
    </span>
  )
}

export const sayDuration = (seconds: number, t: TFunction<'create'>): string =>
  seconds < 60
    ? t('elapsed', { seconds: Math.max(0, seconds) })
    : t('elapsedMinutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
