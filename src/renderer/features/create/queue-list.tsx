import { useTranslation } from 'react-i18next'
import type { Generation } from '#shared/generation.ts'
import { isOut } from '#shared/generation-status.ts'
import type { LaneState, QueueState } from '#shared/queue.ts'
import { useQueueList } from '../../data/queue.ts'
import { useSetContinuesAfterRestart, useSettings } from '../../data/settings.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { sayFailure } from '../../say-failure.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useCreateStore } from './create-store.ts'
import { QueueItem } from './queue-item.tsx'
import { useLaneLabel } from './use-lane-label.ts'

/** Connection by connection: what is being made, and the first of what waits. */
export function QueueList({ queue }: { readonly queue: QueueState }) {
  const { t } = useTranslation('queue')
  const list = useQueueList()
  const lanes = queue.lanes.filter(({ waitingCount, runningCount }) => waitingCount + runningCount > 0)
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-3">
      {queue.isHeld && <p className="text-sm text-ink-soft">{t('pausedBody')}</p>}
      {list.isError ? (
        <FailureNotice failure={list.error.failure} steps={{ 'try-again': () => void list.refetch() }} />
      ) : list.data === undefined ? (
        <Spinner size={16} />
      ) : (
        lanes.map((lane) => (
          <LaneItems key={lane.connectionId} lane={lane} isOnly={lanes.length === 1} generations={list.data} />
        ))
      )}
      <AfterRestart />
    </div>
  )
}

interface LaneItemsProps {
  readonly lane: LaneState
  /** What is said of all then speaks of this one. */
  readonly isOnly: boolean
  readonly generations: readonly Generation[]
}

function LaneItems({ lane, isOnly, generations }: LaneItemsProps) {
  const { t, i18n } = useTranslation('queue')
  const askToCancel = useCreateStore((state) => state.askToCancelWaiting)
  const label = useLaneLabel()(lane)
  const own = generations.filter(({ connectionId }) => connectionId === lane.connectionId).filter(isOut)
  const shown = [...own.filter(({ status }) => status !== 'queued'), ...own.filter(({ status }) => status === 'queued')]
  const unshown = lane.waitingCount + lane.runningCount - shown.length
  return (
    <div>
      <div className="flex min-h-7 items-center gap-2 text-sm">
        <h3 className="font-medium">{label}</h3>
        <span className="flex-1 text-ink-soft">{t('atOnce', { shown: lane.maxConcurrent })}</span>
        {lane.waitingCount > 0 && !isOnly && (
          <Button
            variant="plain"
            size="small"
            aria-label={t('cancelWaitingOf', { connection: label })}
            onClick={() => askToCancel({ connectionId: lane.connectionId })}
          >
            {t('cancelWaiting')}
          </Button>
        )}
      </div>
      <ul aria-label={label} className="divide-y divide-line">
        {shown.map((generation) => (
          <QueueItem key={generation.id} generation={generation} />
        ))}
      </ul>
      {unshown > 0 && (
        <p className="pt-1.5 text-sm text-ink-soft tabular-nums">
          {t('more', { count: unshown, shown: unshown.toLocaleString(i18n.language) })}
        </p>
      )}
    </div>
  )
}

function AfterRestart() {
  const { t } = useTranslation('queue')
  const { data: settings } = useSettings()
  const change = useSetContinuesAfterRestart()
  if (settings === undefined) return null
  return (
    <label className="flex items-start gap-2 text-sm">
      <input
        type="checkbox"
        checked={settings.continuesAfterRestart}
        onChange={(event) => change.mutate(event.target.checked, { onError: sayFailure })}
        className="mt-0.5 size-4 accent-accent"
      />
      <span>
        {t('continuesAfterRestart')} <span className="text-ink-soft">{t('continuesAfterRestartBody')}</span>
      </span>
    </label>
  )
}
