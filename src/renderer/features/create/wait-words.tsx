import { useTranslation } from 'react-i18next'
import type { QueuedGeneration } from '#shared/generation.ts'
import { assertNever } from '#shared/result.ts'
import { sayDuration } from '../../composing/elapsed-time.tsx'
import { useNow } from '../../composing/use-now.ts'
import { useQueue } from '../../data/queue.ts'
import { waitReason } from './wait-reason.ts'

interface WaitWordsProps {
  readonly generation: QueuedGeneration
  /** Where there is little room. */
  readonly isShort?: boolean
}

/** Why it has not left yet, with the seconds that are left of a pause. */
export function WaitWords({ generation, isShort = false }: WaitWordsProps) {
  const { t } = useTranslation('queue')
  const { data: queue } = useQueue()
  const reason = waitReason(generation, queue, Date.now())
  if (isShort)
    return reason.kind === 'rests' || reason.kind === 'again' ? <Countdown untilMs={reason.untilMs} /> : t('turnShort')
  switch (reason.kind) {
    case 'held':
    case 'network':
    case 'turn':
      return t(reason.kind)
    case 'rests':
      return <PauseWords connection={generation.connectionLabel} untilMs={reason.untilMs} />
    case 'again':
      return <AgainWords untilMs={reason.untilMs} />
    default:
      return assertNever(reason)
  }
}

/** A provider's pause, counted down. */
export function PauseWords({ connection, untilMs }: { readonly connection: string; readonly untilMs: number }) {
  const { t } = useTranslation('queue')
  return <span className="tabular-nums">{t('rests', { connection, time: useTimeLeft(untilMs) })}</span>
}

function AgainWords({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation('queue')
  return <span className="tabular-nums">{t('again', { time: useTimeLeft(untilMs) })}</span>
}

function Countdown({ untilMs }: { readonly untilMs: number }) {
  const { t } = useTranslation('queue')
  return <span className="tabular-nums">{t('restsShort', { time: useTimeLeft(untilMs) })}</span>
}

function useTimeLeft(untilMs: number): string {
  const { t } = useTranslation('create')
  return sayDuration(Math.ceil((untilMs - useNow()) / 1000), t)
}
