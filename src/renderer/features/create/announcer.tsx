import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Generation } from '#shared/generation.ts'
import { isUnmade } from '#shared/generation-status.ts'
import type { QueueState } from '#shared/queue.ts'
import { on } from '../../bridge.ts'
import { describeFailure } from '../../describe-failure.ts'
import { isBusy, type QueueNews, queueNews } from './queue-news.ts'
import { useLaneLabel } from './use-lane-label.ts'

/** Says aloud what the eye sees happen on the stage; of a long queue only what goes wrong and how it ends. */
export function Announcer() {
  const { t } = useTranslation('create')
  const { t: tQueue } = useTranslation('queue')
  const { t: tFailure } = useTranslation('failures')
  const labelOf = useLaneLabel()
  const [news, setNews] = useState('')
  const queue = useRef<QueueState | null>(null)
  const wasBusy = useRef(false)

  const tellGeneration = useEffectEvent((generation: Generation) => {
    if (isUnmade(generation))
      return setNews(t('announceFailed', { title: describeFailure(generation.failure, tFailure).title }))
    if (isBusy(queue.current)) return
    if (generation.status === 'queued') setNews(tQueue('announceWaiting'))
    else if (generation.status === 'sent') setNews(t('announceStarted'))
    else if (generation.status === 'succeeded') setNews(t('announceDone'))
  })
  const tellQueue = useEffectEvent((state: QueueState) => {
    const heard = queueNews(queue.current, state, wasBusy.current)
    queue.current = state
    wasBusy.current = isBusy(state) || (wasBusy.current && state.lanes.length > 0)
    if (heard !== null) setNews(say(heard))
  })
  const say = (heard: QueueNews): string => {
    switch (heard.kind) {
      case 'paused':
        return tQueue('announcePaused')
      case 'continued':
        return tQueue('announceContinued')
      case 'network':
        return tQueue('announceNetwork')
      case 'rests':
        return tQueue('announceRests', { connection: labelOf(heard.lane) })
      case 'done':
        return tQueue('announceEmpty')
    }
  }
  useEffect(() => {
    const stops = [
      on('generation.changed', ({ generation }) => tellGeneration(generation)),
      on('queue.changed', ({ state }) => tellQueue(state)),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <p role="status" className="sr-only">
      {news}
    </p>
  )
}
