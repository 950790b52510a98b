import { useTranslation } from 'react-i18next'
import { isUnmade } from '#shared/generation-status.ts'
import { useGeneration } from '../../data/generations.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { loadEverything } from '../../load-draft.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { GenerationRecord } from './generation-record.tsx'

/** A request that made no picture: what became of it, and everything that was asked. Sending again is done in Create. */
export function NoPictureRecord({ generationId }: { readonly generationId: number }) {
  const { t } = useTranslation('provenance')
  const { data: generation, isError, error, refetch } = useGeneration(generationId)
  if (isError)
    return <FailureNotice failure={error.failure} steps={{ 'try-again': () => void refetch() }} className="m-4" />
  if (generation === undefined)
    return (
      <div className="p-4">
        <Spinner label={t('loading')} size={14} />
      </div>
    )
  const load = (): void => loadEverything(generation, null)
  return (
    <>
      {isUnmade(generation) && (
        <FailureNotice
          failure={generation.failure}
          tone={
            generation.status === 'maybe-billed' ? 'warning' : generation.status === 'cancelled' ? 'info' : 'danger'
          }
          wasFree={generation.status !== 'maybe-billed' && generation.usage === null}
          steps={{ 'edit-prompt': load, 'choose-model': load }}
          className="m-4"
        />
      )}
      <GenerationRecord image={null} generation={generation} />
    </>
  )
}
