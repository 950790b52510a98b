import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import { maxPromptLength } from '#shared/limits.ts'
import { offeredSizes } from '../../fit-params.ts'
import { Field, inputClass, TextInput } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { useFormStore } from './form-store.ts'
import type { ArmForm } from './plan-form.ts'

/** Where an arm goes its own way; what is left empty is as in the others. */
export function CustomArmFields({ arm, model }: { readonly arm: ArmForm; readonly model: Model }) {
  const { t } = useTranslation('compare')
  const { t: tCreate } = useTranslation('create')
  const promptId = useId()
  const changeArm = useFormStore((state) => state.changeArm)
  const { size: _, quality: __, ...others } = arm.ownParams
  const { size, quality } = arm.ownParams
  const sizes = offeredSizes(model)
  const knownSizes = size === undefined || sizes.includes(size) ? sizes : [...sizes, size]
  return (
    <>
      <div>
        <label htmlFor={promptId} className="mb-1 block text-sm font-medium text-ink-soft">
          {t('ownPrompt')}
        </label>
        <textarea
          id={promptId}
          value={arm.prompt}
          maxLength={maxPromptLength}
          placeholder={t('asTyped')}
          onChange={(event) => changeArm(arm.key, { prompt: event.currentTarget.value })}
          className={`${inputClass} field-sizing-content max-h-60 min-h-16 px-3 py-2`}
        />
      </div>
      <Field label={t('suffix')} description={t('suffixBody')}>
        <TextInput
          value={arm.suffix}
          maxLength={4000}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          onChange={(event) => changeArm(arm.key, { suffix: event.currentTarget.value })}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Select<string>
          label={t('ownSize')}
          value={size ?? ''}
          onChange={(next) =>
            changeArm(arm.key, {
              ownParams: { ...others, ...(next !== '' && { size: next }), ...(quality !== undefined && { quality }) },
            })
          }
          options={[
            { value: '', label: t('asOthers') },
            ...knownSizes.map((value) => ({ value, label: value === 'auto' ? tCreate('sizeAuto') : sizeLabel(value) })),
          ]}
        />
        {model.qualities.length > 0 && (
          <Select<string>
            label={t('ownQuality')}
            value={quality ?? ''}
            onChange={(next) => {
              const chosen = model.qualities.find((one) => one === next)
              changeArm(arm.key, {
                ownParams: {
                  ...others,
                  ...(size !== undefined && { size }),
                  ...(chosen !== undefined && { quality: chosen }),
                },
              })
            }}
            options={[
              { value: '', label: t('asOthers') },
              ...model.qualities.map((value) => ({ value, label: tCreate(value) })),
            ]}
          />
        )}
      </div>
    </>
  )
}

const sizeLabel = (size: string): string => size.replace('x', ' × ')
