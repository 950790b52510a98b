import { FlaskConical, Sparkles } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '#shared/connection.ts'
import { isOut } from '#shared/generation-status.ts'
import { BudgetLine } from '../../composing/budget-line.tsx'
import { type CheckedDraft, checkDraft } from '../../composing/check-draft.ts'
import { ConnectionPicker } from '../../composing/connection-picker.tsx'
import { DroppedParams } from '../../composing/dropped-params.tsx'
import { EstimateLine } from '../../composing/estimate-line.tsx'
import { ParamFields } from '../../composing/param-fields.tsx'
import { ReferencesField } from '../../composing/references-field.tsx'
import { TargetNotice } from '../../composing/target-notice.tsx'
import { useCancelGeneration, useRecentGenerations } from '../../data/generations.ts'
import { useWays, type Way } from '../../data/ways.ts'
import { contentOf, type DraftContent, referencesOf, useDraftStore } from '../../draft-store.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { focusPrompt } from '../../focus-prompt.ts'
import { ModelPicker } from '../../model-picker.tsx'
import { hasUsableKey, resolveTarget, resolveWay, type Target } from '../../resolve-target.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { isMac } from '../../ui/platform.ts'
import { ariaShortcut } from '../../ui/shortcut-label.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { useCreateStore } from './create-store.ts'
import { PromptField } from './prompt-field.tsx'
import { TurnBefore } from './turn-before.tsx'
import { planOfDraft, useCompareAugmented } from './use-compare-augmented.ts'
import { useGenerate } from './use-generate.ts'

/** Where a draft is written and sent. The prompt is there at once; what the models decide, when they are known. */
export function Composer() {
  const { t } = useTranslation('create')
  const ways = useWays()
  const draft = useDraftStore()
  const generate = useGenerate()
  const ready = readyDraft(draft, ways.data)
  const problem = ready?.aim?.checked.problem ?? null
  return (
    <section
      aria-label={t('composer')}
      className="flex min-h-0 shrink-0 flex-col border-line bg-surface @max-[720px]:border-b @min-[720px]:w-84 @min-[720px]:border-r"
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-x-hidden overflow-y-auto px-4 pt-4 pb-5 @min-[720px]:pr-1.5 @min-[720px]:[scrollbar-gutter:stable]">
        <div className="flex flex-col gap-2">
          {draft.turnBefore !== null && <TurnBefore turn={draft.turnBefore} problem={problem} />}
          <PromptField problem={problem} onGenerate={() => void generate()} />
          <ReferencesField problem={problem} />
        </div>
        {ways.isError ? (
          <FailureNotice failure={ways.error.failure} steps={{ 'try-again': () => void ways.refetch() }} />
        ) : ready === null ? (
          <div className="flex justify-center p-8">
            <Spinner size={20} />
          </div>
        ) : (
          <>
            <div className="flex flex-col gap-2">
              <ConnectionPicker connection={ready.way.connection} ways={ready.ways} />
              <ModelPicker
                way={ready.way}
                model={ready.aim?.target.model ?? null}
                onChoose={(id) => useDraftStore.getState().setModel(ready.way.connection.id, id)}
                onFailure={(failure) => useCreateStore.getState().setStartFailure(failure)}
              />
              {ready.aim === null ? (
                <p className="text-xs text-ink-soft">{t('modelsNone')}</p>
              ) : (
                <>
                  <TargetNotice target={ready.aim.target} models={ready.way.models} />
                  <DroppedParams model={ready.aim.target.model} dropped={ready.aim.checked.dropped} />
                </>
              )}
            </div>
            {ready.aim !== null && (
              <ParamFields
                model={ready.aim.target.model}
                params={ready.aim.checked.draft.params}
                inputCount={referencesOf(draft).length}
              />
            )}
          </>
        )}
      </div>
      {ready !== null && (
        <ComposerFooter connection={ready.way.connection} aim={ready.aim} onGenerate={() => void generate()} />
      )}
    </section>
  )
}

/** What a draft would become. */
interface Aim {
  readonly target: Target
  readonly checked: CheckedDraft
}

interface ReadyDraft {
  readonly ways: readonly Way[]
  readonly way: Way
  /** `null` = a model must be named first. */
  readonly aim: Aim | null
}

/** The draft held against what can be reached; `null` while that is not known. */
function readyDraft(draft: DraftContent, ways: readonly Way[] | undefined): ReadyDraft | null {
  if (ways === undefined) return null
  const way = resolveWay(draft, ways)
  // The sketch is built in, so there always is one.
  if (way === null) throw new Error('There is no connection at all.')
  const target = resolveTarget(draft, ways)
  return { ways, way, aim: target === null ? null : { target, checked: checkDraft(contentOf(draft), target) } }
}

interface ComposerFooterProps {
  readonly connection: Connection
  readonly aim: Aim | null
  readonly onGenerate: () => void
}

/** Stays in sight while the parameters scroll: what it will cost, and the way to send or stop. */
function ComposerFooter({ connection, aim, onGenerate }: ComposerFooterProps) {
  const { t } = useTranslation('create')
  const hintId = useId()
  const startFailure = useCreateStore((state) => state.startFailure)
  const { data: recent = [] } = useRecentGenerations()
  const cancel = useCancelGeneration()
  const newestRunning = recent.find(isOut)
  const problem = aim?.checked.problem ?? null
  const isPriced = aim !== null && (problem === null || problem.kind === 'no-prompt')
  // The notice above already says it and leads to Settings.
  const isSaidAbove = startFailure?.kind === 'key-missing' && !hasUsableKey(connection)
  return (
    <div className="sticky bottom-0 flex flex-col gap-2.5 border-t border-line bg-surface px-4 py-3">
      {startFailure !== null && !isSaidAbove && (
        <FailureNotice
          failure={startFailure}
          steps={{ 'try-again': onGenerate, 'edit-prompt': focusPrompt }}
          className="max-h-60 overflow-y-auto"
        />
      )}
      <EstimateLine draft={isPriced ? aim.checked.draft : null} />
      <BudgetLine />
      <div className="flex gap-2">
        <Button
          variant="primary"
          icon={Sparkles}
          disabled={aim === null || problem !== null}
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
      <CompareButton />
    </div>
  )
}

function CompareButton() {
  const { t } = useTranslation('create')
  const { data: ways = [] } = useWays()
  const canCompare = useDraftStore((draft) => planOfDraft(draft, ways) !== null)
  const { run, isBusy } = useCompareAugmented()
  return (
    <Button
      icon={FlaskConical}
      disabled={!canCompare}
      isBusy={isBusy}
      aria-keyshortcuts={ariaShortcut('Mod+D', isMac)}
      onClick={(event) => event.detail < 2 && void run()}
      className="min-w-0"
    >
      <span className="truncate">{t('compareAugmented')}</span>
    </Button>
  )
}
