import { Brush, ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Image } from '#shared/image.ts'
import { maxFeatherPx } from '#shared/limits.ts'
import { BudgetLine } from '../../composing/budget-line.tsx'
import { ConnectionPicker } from '../../composing/connection-picker.tsx'
import { DroppedParams } from '../../composing/dropped-params.tsx'
import { EstimateLine } from '../../composing/estimate-line.tsx'
import { ParamFields } from '../../composing/param-fields.tsx'
import { TargetNotice } from '../../composing/target-notice.tsx'
import { DraftContext } from '../../composing/use-draft.ts'
import { useWays } from '../../data/ways.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { focusPrompt } from '../../focus-prompt.ts'
import { ModelPicker } from '../../model-picker.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Slider } from '../../ui/slider.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { editKindRules } from './edit-kind.ts'
import { EditProblemNotice } from './edit-problem-notice.tsx'
import { EditPromptField } from './edit-prompt-field.tsx'
import { EditReferences } from './edit-references.tsx'
import { useEditDraft, useEditStore } from './edit-store.ts'
import { ExtendFields } from './extend-fields.tsx'
import { KeptMasks } from './kept-masks.tsx'
import { KindField } from './kind-field.tsx'
import { useEditAim } from './use-edit-aim.ts'
import { useSendEdit } from './use-send-edit.ts'

/** What should change, by whom, and what is kept. */
export function EditComposer({ image }: { readonly image: Image }) {
  const { t } = useTranslation('edit')
  const ways = useWays()
  const ready = useEditAim(image.id)
  const kind = useEditStore((state) => state.kind)
  const problem = ready?.aim?.checked.problem ?? null
  return (
    <DraftContext value={useEditDraft}>
      <section
        aria-label={t('composer')}
        className="flex min-h-0 shrink-0 flex-col border-line bg-surface @max-[860px]:border-b @min-[860px]:w-80 @min-[860px]:border-r"
      >
        <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-x-hidden overflow-y-auto px-4 pt-4 pb-5 @min-[860px]:[scrollbar-gutter:stable]">
          <KindField />
          <EditPromptField imageId={image.id} problem={problem?.kind === 'draft' ? problem.problem : null} />
          {kind === 'extend' && <ExtendFields key={image.id} image={image} />}
          {editKindRules[kind].drawing === 'mask' && <KeepFields />}
          {editKindRules[kind].drawing !== null && <KeptMasks image={image} kind={editKindRules[kind].drawing} />}
          <EditReferences image={image} problem={problem?.kind === 'draft' ? problem.problem : null} />
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
                  onChoose={(id) => useEditDraft.getState().setModel(ready.way.connection.id, id)}
                  onFailure={(startFailure) => useEditStore.setState({ startFailure })}
                />
                {ready.aim !== null && (
                  <>
                    <TargetNotice target={ready.aim.target} models={ready.way.models} />
                    <DroppedParams model={ready.aim.target.model} dropped={ready.aim.checked.dropped} />
                  </>
                )}
              </div>
              {ready.aim !== null && (
                <details className="group">
                  <summary className="flex min-h-6 cursor-pointer items-center gap-1 rounded-sm text-sm font-medium text-ink-soft marker:content-none hover:text-ink">
                    <ChevronDown size={14} aria-hidden className="-rotate-90 group-open:rotate-0" />
                    {t('settings')}
                  </summary>
                  <div className="mt-3">
                    <ParamFields
                      model={ready.aim.target.model}
                      params={ready.aim.checked.draft.params}
                      inputCount={ready.aim.checked.draft.sources?.length ?? 1}
                    />
                  </div>
                </details>
              )}
            </>
          )}
        </div>
        <EditFooter imageId={image.id} />
      </section>
    </DraftContext>
  )
}

/** The promise that only the mask changes, and how softly the two meet. */
function KeepFields() {
  const { t } = useTranslation('edit')
  const keeps = useEditStore((state) => state.keepsEverythingElse)
  const featherPx = useEditStore((state) => state.featherPx)
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        label={t('keepsEverythingElse')}
        description={t('keepsEverythingElseHint')}
        isChecked={keeps}
        onChange={(keepsEverythingElse) => useEditStore.setState({ keepsEverythingElse })}
      />
      <Slider
        label={t('feather')}
        value={featherPx}
        min={0}
        max={maxFeatherPx}
        isDisabled={!keeps}
        onChange={(next) => useEditStore.setState({ featherPx: next })}
        className="mr-2 ml-7"
      />
    </div>
  )
}

function EditFooter({ imageId }: { readonly imageId: number }) {
  const { t } = useTranslation('edit')
  const hintId = useId()
  const ready = useEditAim(imageId)
  const { send, isBusy, canSend } = useSendEdit(imageId)
  const startFailure = useEditStore((state) => state.startFailure)
  const checked = ready?.aim?.checked ?? null
  return (
    <div className="sticky bottom-0 flex flex-col gap-2.5 border-t border-line bg-surface px-4 py-3">
      {startFailure !== null && (
        <FailureNotice
          failure={startFailure}
          steps={{ 'try-again': () => void send(), 'edit-prompt': focusPrompt }}
          className="max-h-60 overflow-y-auto"
        />
      )}
      {ready?.aim != null && <EditProblemNotice target={ready.aim.target} problem={ready.aim.checked.problem} />}
      <EstimateLine draft={checked === null ? null : checked.draft} />
      <BudgetLine />
      <div className="flex gap-2">
        <Button
          variant="primary"
          icon={Brush}
          isBusy={isBusy}
          disabled={!canSend}
          aria-describedby={hintId}
          // The second click of a double click would cost a second time.
          onClick={(event) => event.detail < 2 && void send()}
          className="flex-1"
        >
          {t('run')}
        </Button>
        <span id={hintId} className="flex items-center" aria-hidden>
          <Kbd shortcut="Mod+Enter" />
        </span>
      </div>
    </div>
  )
}
