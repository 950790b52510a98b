import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { augmentInstructions } from '#shared/experiments/augment-instructions.ts'
import type { Way } from '../../data/ways.ts'
import { matchesName } from '../../match-name.ts'
import type { Target } from '../../resolve-target.ts'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { inputClass } from '../../ui/field.tsx'
import { rewriterModels } from '../../usual-rewriter.ts'
import { useFormStore } from './form-store.ts'
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
  const known = way === undefined ? [] : rewriterModels(way)
  const ids = rewriter === null || known.includes(rewriter.model) ? known : [...known, rewriter.model]
  const labelOf = (id: string): string => way?.models.find((model) => model.id === id)?.label ?? id
  return (
    <div className="space-y-3 border-l-2 border-line pl-3">
      <Combobox
        label={t('rewriterConnection')}
        value={rewriter?.connectionId ?? null}
        placeholder={t('chooseRewriter')}
        onChange={(id) => {
          const next = ways.find(({ connection }) => connection.id === id)
          const [model] = next === undefined ? [] : rewriterModels(next)
          changeArm(arm.key, { rewriter: { connectionId: id, model: model ?? '' } })
        }}
        matches={matchesName}
        emptyText={t('rewriterNotFound')}
        groups={[
          {
            label: '',
            items: ways.map(({ connection }) => ({
              value: connection.id,
              label: connection.label,
              description: connection.profile === 'sketch' ? t('byRule') : (connection.baseUrl ?? undefined),
            })),
          },
        ]}
      />
      {isByRule ? (
        <p className="text-sm text-ink-soft">{t('byRuleBody')}</p>
      ) : (
        <>
          <Combobox
            label={t('rewriterModel')}
            value={rewriter === null || rewriter.model === '' ? null : rewriter.model}
            placeholder={t('typeModel')}
            onChange={(model) =>
              rewriter !== null && changeArm(arm.key, { rewriter: { connectionId: rewriter.connectionId, model } })
            }
            matches={matchesName}
            emptyText={t('typeModel')}
            offer={(typed) =>
              typed.length > 200 || ids.includes(typed) ? [] : [{ value: typed, label: t('useTyped', { id: typed }) }]
            }
            groups={[
              {
                label: '',
                items: ids.filter((id) => id !== '').map((id) => ({ value: id, label: labelOf(id), alias: id })),
              },
            ]}
          />
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
        </>
      )}
    </div>
  )
}
