import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useRecentGenerations } from '../../data/generations.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Announcer } from './announcer.tsx'
import { CancelWaitingDialog } from './cancel-waiting-dialog.tsx'
import { useCreateStore } from './create-store.ts'
import { QueueRegion } from './queue-region.tsx'
import { Stage } from './stage.tsx'
import { Strip } from './strip.tsx'
import { useFollowNewest } from './use-follow-newest.ts'
import { Welcome } from './welcome.tsx'

/** One generation large, the recent ones in a strip below. */
export function Results() {
  const { t } = useTranslation('create')
  const section = useRef<HTMLElement>(null)
  useFollowNewest(section)
  return (
    <section
      ref={section}
      aria-label={t('pictures')}
      className="flex min-h-80 min-w-0 flex-1 flex-col bg-canvas @max-[720px]:min-h-[26rem]"
    >
      <Announcer />
      <ResultsBody />
      <QueueRegion />
      <CancelWaitingDialog />
    </section>
  )
}

function ResultsBody() {
  const { t } = useTranslation('create')
  const recent = useRecentGenerations()
  const pickedGenerationId = useCreateStore((state) => state.pickedGenerationId)
  if (recent.isError) {
    return (
      <div className="m-auto max-w-lg p-6">
        <p className="mb-2 text-ink-soft">{t('recentFailedTitle')}</p>
        <FailureNotice failure={recent.error.failure} steps={{ 'try-again': () => void recent.refetch() }} />
      </div>
    )
  }
  if (recent.data === undefined) {
    return (
      <div className="flex flex-1 items-center justify-center text-ink-soft">
        <Spinner size={20} />
      </div>
    )
  }
  const [newest] = recent.data
  // While the newest only waits, what is being made before it is what there is to see.
  const beingMade = recent.data.find(({ status }) => status === 'sent' || status === 'streaming')
  const shown =
    recent.data.find(({ id }) => id === pickedGenerationId) ??
    (newest?.status === 'queued' ? beingMade : null) ??
    newest
  if (shown === undefined) return <Welcome />
  return (
    <>
      <Stage generation={shown} />
      <Strip generations={recent.data} shownId={shown.id} />
    </>
  )
}
