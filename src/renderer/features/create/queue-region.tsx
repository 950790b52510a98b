import { ChevronUp, Pause, Play, WifiOff } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueState } from '#shared/queue.ts'
import { useHoldQueue, useQueue } from '../../data/queue.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { useCreateStore } from './create-store.ts'
import { QueueList } from './queue-list.tsx'
import { useLaneLabel } from './use-lane-label.ts'
import { PauseWords } from './wait-words.tsx'

/** One line under the pictures that is always there, so that nothing jumps when something begins to wait; it opens into the list. */
export function QueueRegion() {
  const { t } = useTranslation('queue')
  const queue = useQueue()
  const listId = useId()
  const isOpen = useCreateStore((state) => state.isQueueOpen)
  const setQueueOpen = useCreateStore((state) => state.setQueueOpen)
  return (
    <section
      aria-label={t('queue')}
      className="flex max-h-[42%] @max-[720px]:max-h-96 shrink-0 flex-col border-t border-line bg-surface"
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-2.5 py-1 text-sm">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setQueueOpen(!isOpen)}
          className="flex h-7 items-center gap-1.5 rounded-md px-1.5 font-medium hover:bg-ink/7"
        >
          <ChevronUp size={15} aria-hidden className={isOpen ? 'rotate-180' : ''} />
          {t('queue')}
        </button>
        {queue.data !== undefined && <Summary queue={queue.data} />}
      </div>
      <div id={listId} hidden={!isOpen} className="min-h-0 overflow-y-auto">
        {isOpen && queue.isError && (
          <div className="p-4">
            <FailureNotice failure={queue.error.failure} steps={{ 'try-again': () => void queue.refetch() }} />
          </div>
        )}
        {isOpen && queue.data !== undefined && <QueueList queue={queue.data} />}
      </div>
    </section>
  )
}

function Summary({ queue }: { readonly queue: QueueState }) {
  const { t, i18n } = useTranslation('queue')
  const hold = useHoldQueue()
  const askToCancel = useCreateStore((state) => state.askToCancelWaiting)
  const running = sum(queue.lanes.map(({ runningCount }) => runningCount))
  const waiting = sum(queue.lanes.map(({ waitingCount }) => waitingCount))
  const count = (key: 'running' | 'waiting', value: number): string =>
    t(key, { count: value, shown: value.toLocaleString(i18n.language) })
  return (
    <>
      <p className="min-w-0 flex-1 text-ink-soft tabular-nums">
        {running + waiting === 0
          ? t('empty')
          : [
              ...(running > 0 ? [count('running', running)] : []),
              ...(waiting > 0 ? [count('waiting', waiting)] : []),
            ].join(' · ')}
        <Hindrance queue={queue} />
      </p>
      {waiting > 0 && (
        <Button
          variant="plain"
          size="small"
          aria-label={t('cancelAllWaiting')}
          onClick={() => askToCancel({ connectionId: null })}
        >
          {t('cancelWaiting')}
        </Button>
      )}
      {(waiting > 0 || queue.isHeld) && (
        <Button
          size="small"
          variant={queue.isHeld ? 'primary' : 'quiet'}
          icon={queue.isHeld ? Play : Pause}
          aria-label={queue.isHeld ? t('continueQueue') : t('pauseQueue')}
          isBusy={hold.isPending}
          onClick={() => hold.mutate(!queue.isHeld, { onError: sayFailure })}
        >
          {queue.isHeld ? t('continue') : t('pause')}
        </Button>
      )}
    </>
  )
}

/** What keeps it from going on, the one that needs the person first. */
function Hindrance({ queue }: { readonly queue: QueueState }) {
  const { t } = useTranslation('queue')
  const labelOf = useLaneLabel()
  const resting = queue.lanes.find(({ restsUntilMs, waitingCount }) => restsUntilMs !== null && waitingCount > 0)
  const restsUntilMs = resting?.restsUntilMs ?? null
  if (queue.isHeld) return <span className="font-medium text-warning"> · {t('paused')}</span>
  if (queue.lanes.some(({ isParked }) => isParked))
    return (
      <span className="font-medium text-warning">
        {' · '}
        <WifiOff size={13} aria-hidden className="mr-1 inline align-[-2px]" />
        {t('network')}
      </span>
    )
  if (resting === undefined || restsUntilMs === null) return null
  return (
    <span className="font-medium text-warning">
      {' · '}
      <PauseWords connection={labelOf(resting)} untilMs={restsUntilMs} />
    </span>
  )
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
