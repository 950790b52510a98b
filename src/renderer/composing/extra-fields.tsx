import { useTranslation } from 'react-i18next'
import type { ExtraParam, Model } from '#shared/catalogue.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { maxGuidance, maxNegativePromptLength, maxSeed, maxSteps } from '#shared/limits.ts'
import { Field, inputClass } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { useDraftApi } from './use-draft.ts'

interface ExtraFieldsProps {
  readonly model: Model
  /** As they would be sent. */
  readonly params: ImageParams
}

type NumberName = Exclude<ExtraParam, 'negativePrompt'>
const numbers: readonly {
  readonly name: NumberName
  readonly min: number
  readonly max: number
  readonly step: number
}[] = [
  { name: 'seed', min: 0, max: maxSeed, step: 1 },
  { name: 'steps', min: 1, max: maxSteps, step: 1 },
  { name: 'guidance', min: 0, max: maxGuidance, step: 0.5 },
]

/** What only some servers know. Left empty, nothing of it is sent. */
export function ExtraFields({ model, params }: ExtraFieldsProps) {
  const { t, i18n } = useTranslation('create')
  const { setParams, forgetParams } = useDraftApi().getState()
  return (
    <>
      {model.extraParams.includes('negativePrompt') && (
        <Field label={t('negativePrompt')} className="col-span-2">
          <textarea
            aria-label={t('negativePrompt')}
            lang={i18n.language}
            value={params.negativePrompt ?? ''}
            maxLength={maxNegativePromptLength}
            placeholder={t('negativePromptPlaceholder')}
            onChange={({ currentTarget: { value } }) =>
              value === '' ? forgetParams(['negativePrompt']) : setParams({ negativePrompt: value })
            }
            className={`${inputClass} field-sizing-content max-h-40 min-h-15 px-3 py-2`}
          />
        </Field>
      )}
      {numbers.map(
        ({ name, ...range }) =>
          model.extraParams.includes(name) && (
            <NumberField
              key={name}
              label={t(name)}
              value={params[name] ?? null}
              {...range}
              placeholder={t('fromModel')}
              onChange={(value) => setParams({ [name]: value })}
              onClear={() => forgetParams([name])}
            />
          ),
      )}
    </>
  )
}
