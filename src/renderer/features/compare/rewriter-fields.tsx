import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { augmentInstructions } from '#shared/experiments/augment-instructions.ts'
import type { Way } from '../../data/ways.ts'
import type { Target } from '../../resolve-target.ts'
import { Button } from '../../ui/button.tsx'
import { inputClass } from '../../ui/field.tsx'
import { useFormStore } from './form-store.ts'
import { LanguageModelFields } from './language-model-fields.tsx'
import { type ArmForm, rewriterOf } from './plan-form.ts'

interface RewriterFieldsProps {
  readonly arm: ArmForm
  readonly target: Target
  readonly ways: readonly Way[]
}

/** Who rewrites the prompt before it is sent, and what it is told. */
export function RewriterFields({ arm, target, ways }: RewriterFieldsProps) {
  const { t } = useTranslation('compare')
  const fieldId = useId()
  const changeArm = useFormStore((state) => state.changeArm)
  const rewriter = rewriterOf(arm, target, ways)
  const way = ways.find(({ connection }) => connection.id === rewriter?.connectionId)
  const isByRule = way?.connection.profile === 'sketch'
  return (
    <div className="space-y-3 border-l-2 border-line pl-3">
      <LanguageModelFields
        connectionLabel={t('rewriterConnection')}
        modelLabel={t('rewriterModel')}
        byRule={t('byRule')}
        ways={ways}
        connectionId={rewriter?.connectionId ?? null}
        model={rewriter?.model ?? ''}
        onChange={(chosen) => changeArm(arm.key, { rewriter: chosen })}
      />
      {isByRule ? (
        <p className="text-sm text-ink-soft">{t('byRuleBody')}</p>
      ) : (
        <div>
          <label htmlFor={fieldId} className="mb-1 block text-sm font-medium text-ink-soft">
            {t('instructions')}
          </label>
          <textarea
            id={fieldId}
            value={arm.instructions}
            maxLength={8000}
            onChange={(event) => changeArm(arm.key, { instructions: event.currentTarget.value })}
            className={`${inputClass} field-sizing-content max-h-60 min-h-20 px-3 py-2 text-sm`}
          />
          {arm.instructions !== augmentInstructions && (
            <Button
              size="small"
              className="mt-1.5"
              onClick={() => changeArm(arm.key, { instructions: augmentInstructions })}
            >
              {t('useStudioInstructions')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
