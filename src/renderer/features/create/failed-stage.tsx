import { useTranslation } from 'react-i18next'
import type { UnmadeGeneration } from '#shared/generation.ts'
import { useModels } from '../../data/catalogue.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { modelLabel } from '../../model-label.ts'
import { useFailureSteps } from './use-failure-steps.ts'

/** No picture: what happened and what can be done, with the prompt that is still there. */
export function FailedStage({ generation }: { readonly generation: UnmadeGeneration }) {
  const { t, i18n } = useTranslation('create')
  const { data: models = [] } = useModels()
  const steps = useFailureSteps(generation)
  const createdAt = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <div className="flex min-h-0 flex-1 overflow-y-auto p-6">
      <div className="m-auto flex w-full max-w-lg flex-col gap-4">
        <FailureNotice
          failure={generation.failure}
          steps={steps}
          tone={toneOf(generation)}
          wasFree={wasFree(generation)}
        />
        <figure className="px-1">
          <blockquote className="line-clamp-6 whitespace-pre-wrap text-ink" data-selectable>
            {generation.typedPrompt}
          </blockquote>
          <figcaption className="mt-1 text-xs text-ink-soft">
            {modelLabel(generation.model, models)} · {createdAt.format(generation.createdAtMs)}
            {generation.status === 'maybe-billed' && ` · ${t('maybeBilled')}`}
          </figcaption>
        </figure>
      </div>
    </div>
  )
}

/** Money is a warning; a person's own Cancel is neither that nor a fault. */
export const toneOf = ({ status }: UnmadeGeneration): 'info' | 'warning' | 'danger' =>
  status === 'maybe-billed' ? 'warning' : status === 'cancelled' ? 'info' : 'danger'

/** Beyond what the provider itself reported nothing can have been billed. */
export const wasFree = ({ status, usage }: UnmadeGeneration): boolean => status !== 'maybe-billed' && usage === null
