import { Sparkles } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { Connection } from '#shared/connection.ts'
import { isOut } from '#shared/generation-status.ts'
import { useModels } from '../../data/catalogue.ts'
import { useConnections } from '../../data/connections.ts'
import { useCancelGeneration, useRecentGenerations } from '../../data/generations.ts'
import { contentOf, type DraftContent, useDraftStore } from '../../draft-store.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { focusPrompt } from '../../focus-prompt.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { type CheckedDraft, checkDraft } from './check-draft.ts'
import { useCreateStore } from './create-store.ts'
import { DroppedParams } from './dropped-params.tsx'
import { EstimateLine } from './estimate-line.tsx'
import { ModelPicker } from './model-picker.tsx'
import { ParamFields } from './param-fields.tsx'
import { PromptField } from './prompt-field.tsx'
import { hasUsableKey, resolveTarget, type Target } from './resolve-target.ts'
import { TargetNotice } from './target-notice.tsx'
import { useGenerate } from './use-generate.ts'

/** Where a draft is written and sent. The prompt is there at once; what the models decide, when they are known. */
export function Composer() {
  const { t } = useTranslation('create')
  const models = useModels()
  const connections = useConnections()
  const draft = useDraftStore()
  const generate = useGenerate()
  const problem = models.error ?? connections.error
  const ready = readyDraft(draft, models.data, connections.data)
  return (
    <section
      aria-label={t('composer')}
      className="flex min-h-0 shrink-0 flex-col border-line bg-surface @max-[720px]:border-b @min-[720px]:w-84 @min-[720px]:border-r"
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-x-hidden overflow-y-auto px-4 pt-4 pb-5 @min-[720px]:pr-1.5 @min-[720px]:[scrollbar-gutter:stable]">
        <PromptField problem={ready?.checked.problem ?? null} onGenerate={() => void generate()} />
        {problem !== null ? (
          <FailureNotice
            failure={problem.failure}
            steps={{ 'try-again': () => void Promise.all([models.refetch(), connections.refetch()]) }}
          />
        ) : ready === null ? (
          <div className="flex justify-center p-8">
            <Spinner size={20} />
          </div>
        ) : (
          <>
            <div className="flex flex-col gap-2">
              <ModelPicker target={ready.target} connections={ready.connections} models={ready.models} />
              <TargetNotice target={ready.target} models={ready.models} />
              <DroppedParams model={ready.target.model} dropped={ready.checked.dropped} />
            </div>
            <ParamFields model={ready.target.model} params={ready.checked.draft.params} />
          </>
        )}
      </div>
      {problem === null && ready !== null && (
        <ComposerFooter target={ready.target} checked={ready.checked} onGenerate={() => void generate()} />
      )}
    </section>
  )
}

interface ReadyDraft {
  readonly models: readonly Model[]
  readonly connections: readonly Connection[]
  readonly target: Target
  readonly checked: CheckedDraft
}

/** The draft held against what can be reached; `null` while that is not known. */
function readyDraft(
  draft: DraftContent,
  models: readonly Model[] | undefined,
  connections: readonly Connection[] | undefined,
): ReadyDraft | null {
  if (models === undefined || connections === undefined) return null
  const target = resolveTarget(draft, connections, models)
  // The sketch is built in, so there always is a target; a catalogue without a single model is a defect in main.
  if (target === null) throw new Error('No connection leads to any model.')
  return { models, connections, target, checked: checkDraft(contentOf(draft), target) }
}

interface ComposerFooterProps {
  readonly target: Target
  readonly checked: CheckedDraft
  readonly onGenerate: () => void
}

/** Stays in sight while the parameters scroll: what it will cost, and the way to send or stop. */
function ComposerFooter({ target, checked, onGenerate }: ComposerFooterProps) {
  const { t } = useTranslation('create')
  const hintId = useId()
  const startFailure = useCreateStore((state) => state.startFailure)
  const { data: recent = [] } = useRecentGenerations()
  const cancel = useCancelGeneration()
  const newestRunning = recent.find(isOut)
  const { problem, draft } = checked
  // The notice above already says it and leads to Settings.
  const isSaidAbove = startFailure?.kind === 'key-missing' && !hasUsableKey(target.connection)
  return (
    <div className="sticky bottom-0 flex flex-col gap-2.5 border-t border-line bg-surface px-4 py-3">
      {startFailure !== null && !isSaidAbove && (
        <FailureNotice
          failure={startFailure}
          steps={{ 'try-again': onGenerate, 'edit-prompt': focusPrompt }}
          className="max-h-60 overflow-y-auto"
        />
      )}
      <EstimateLine draft={problem === null || problem.kind === 'no-prompt' ? draft : null} />
      <div className="flex gap-2">
        <Button
          variant="primary"
          icon={Sparkles}
          disabled={problem !== null}
          aria-describedby={hintId}
          // The second click of a double click would cost a second time.
          onClick={(event) => event.detail < 2 && onGenerate()}
          className="flex-1"
        >
          {t('generate')}
        </Button>
        {newestRunning !== undefined && (
          <Button isBusy={cancel.isPending} onClick={() => cancel.mutate(newestRunning.id)}>
            {t('cancel')}
          </Button>
        )}
        <span id={hintId} className="flex items-center" aria-hidden>
          <Kbd shortcut="Mod+Enter" />
        </span>
      </div>
    </div>
  )
}
