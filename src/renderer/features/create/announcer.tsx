import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnmade } from '#shared/generation-status.ts'
import { on } from '../../bridge.ts'
import { describeFailure } from '../../describe-failure.ts'

/** Says aloud what the eye sees happen on the stage. */
export function Announcer() {
  const { t } = useTranslation('create')
  const { t: tFailure } = useTranslation('failures')
  const [news, setNews] = useState('')
  useEffect(
    () =>
      on('generation.changed', ({ generation }) => {
        if (generation.status === 'sent') setNews(t('announceStarted'))
        else if (generation.status === 'succeeded') setNews(t('announceDone'))
        else if (isUnmade(generation))
          setNews(t('announceFailed', { title: describeFailure(generation.failure, tFailure).title }))
      }),
    [t, tFailure],
  )
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  )
}
