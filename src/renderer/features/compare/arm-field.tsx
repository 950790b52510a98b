import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { armKinds } from '#shared/experiments/experiment-words.ts'
import type { Way } from '../../data/ways.ts'
import { Field, TextInput } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { CustomArmFields } from './custom-arm-fields.tsx'
import { useFormStore } from './form-store.ts'
import { type ArmForm, leastArms, type PlanProblem, targetOfArm, waysFor } from './plan-form.ts'
import { RewriterFields } from './rewriter-fields.tsx'
import { useProblemWords } from './use-problem-words.ts'
import { WayFields } from './way-fields.tsx'

interface ArmFieldProps {
  readonly arm: ArmForm
  readonly name: string
  readonly ways: readonly Way[]
  readonly problems: readonly PlanProblem[]
}

/** One of the alternatives: where its words come from, and who makes its pictures. */
export function ArmField({ arm, name, ways, problems }: ArmFieldProps) {
  const { t } = useTranslation('compare')
  const form = useFormStore((state) => state.form)
  const { changeArm, removeArm } = useFormStore.getState()
  const problemWords = useProblemWords()
  const target = targetOfArm(arm, form, ways)
  const canWrap = waysFor('wrapped', ways).length > 0
  return (
    <fieldset aria-label={name} className="min-w-0 space-y-3 rounded-lg border border-line bg-raised p-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Select
            label={t('kind')}
            value={arm.kind}
            onChange={(kind) => changeArm(arm.key, { kind })}
            options={armKinds.map((kind) => ({
              value: kind,
              label: t(`kind_${kind}`),
              description: kind === 'wrapped' && !canWrap ? t('needsResponses') : t(`about_${kind}`),
              isDisabled: kind === 'wrapped' && !canWrap,
            }))}
          />
        </div>
        {form.arms.length > leastArms && (
          <IconButton label={t('removeArm', { name })} icon={X} size="small" onClick={() => removeArm(arm.key)} />
        )}
      </div>
      <p className="text-sm text-ink-soft">{t(`about_${arm.kind}`)}</p>
      {!canWrap && arm.kind === 'verbatim' && <p className="text-sm text-ink-soft">{t('noWrapped')}</p>}
      <WayFields
        ways={waysFor(arm.kind, ways)}
        connectionId={target?.connection.id ?? null}
        model={target?.model.id ?? null}
        typedFor={arm.kind === 'wrapped' ? ['openai-responses'] : undefined}
        onChange={(choice) => changeArm(arm.key, choice)}
      />
      {arm.kind === 'augmented' && target !== null && <RewriterFields arm={arm} target={target} ways={ways} />}
      {arm.kind === 'custom' && target !== null && <CustomArmFields arm={arm} model={target.model} />}
      <Field label={t('label')}>
        <TextInput
          value={arm.label}
          maxLength={100}
          placeholder={t(`kind_${arm.kind}`)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onChange={(event) => changeArm(arm.key, { label: event.currentTarget.value })}
        />
      </Field>
      {problems.map((problem) => (
        <p key={problem.kind} role="status" className="text-sm text-danger">
          {problemWords(problem)}
        </p>
      ))}
    </fieldset>
  )
}
