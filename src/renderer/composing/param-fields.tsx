import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { canBeTransparent, canCompress, canPreview, maxNOf } from '../fit-params.ts'
import { formatUsd } from '../format-usd.ts'
import { Field, TextInput } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Select } from '../ui/select.tsx'
import { Slider } from '../ui/slider.tsx'
import { ExtraFields } from './extra-fields.tsx'
import { ImageModelField } from './image-model-field.tsx'
import { SizeField } from './size-field.tsx'
import { useDraft, useDraftApi } from './use-draft.ts'

interface ParamFieldsProps {
  readonly model: Model
  /** As they would be sent. */
  readonly params: ImageParams
  /** How many pictures go along. */
  readonly inputCount: number
}

/** Each preview is billed as so many image output tokens (OpenAI's image guide, “Partial images cost”). */
const tokensPerPreview = 100

/** What the API makes where nothing is said (images.generate in its reference). */
const usualFrames = { count: 9, durationMs: 200 }

/** Every parameter that the model has, and none that it has not. */
export function ParamFields({ model, params, inputCount }: ParamFieldsProps) {
  const { t } = useTranslation('create')
  const { setParams, forgetParams } = useDraftApi().getState()
  const maxN = maxNOf(model, params.outputFormat)
  return (
    <div className="grid grid-cols-2 items-start gap-x-3 gap-y-3.5">
      <div className="col-span-2 empty:hidden">
        <ImageModelField model={model} params={params} />
      </div>
      <div className="col-span-2">
        <SizeField model={model} size={params.size} />
      </div>
      <ChoiceField
        label={t('quality')}
        choices={model.qualities}
        value={params.quality}
        onChange={(quality) => setParams({ quality })}
      />
      {maxN > 1 && (
        <NumberField label={t('n')} value={params.n} min={1} max={maxN} onChange={(n) => setParams({ n })} />
      )}
      <ChoiceField
        label={t('background')}
        choices={model.backgrounds}
        value={params.background}
        disabledChoices={canBeTransparent(params.outputFormat) ? [] : ['transparent']}
        disabledReason={t('transparentNeedsAlpha')}
        onChange={(background) => setParams({ background })}
      />
      <ChoiceField
        label={t('outputFormat')}
        choices={model.outputFormats}
        value={params.outputFormat ?? model.outputFormats[0]}
        disabledChoices={params.background === 'transparent' ? ['jpeg', 'gif', 'svg'] : inputCount > 0 ? ['svg'] : []}
        disabledReason={t(params.background === 'transparent' ? 'transparentNeedsAlpha' : 'svgFromWordsOnly')}
        onChange={(outputFormat) => setParams({ outputFormat })}
      />
      {canCompress(model, params.outputFormat) && (
        <Slider
          label={t('outputCompression')}
          value={params.outputCompression ?? 100}
          min={0}
          max={100}
          onChange={(outputCompression) => setParams({ outputCompression })}
          className="col-span-2 mr-2"
        />
      )}
      {params.outputFormat === 'gif' && (
        <>
          <NumberField
            label={t('frameCount')}
            value={params.frameCount ?? usualFrames.count}
            min={2}
            max={16}
            onChange={(frameCount) => setParams({ frameCount })}
          />
          <NumberField
            label={t('frameDurationMs')}
            value={params.frameDurationMs ?? usualFrames.durationMs}
            min={10}
            max={655_350}
            step={10}
            onChange={(frameDurationMs) => setParams({ frameDurationMs })}
          />
        </>
      )}
      {params.outputFormat === 'svg' && (
        <Field label={t('svgModel')} className="col-span-2">
          <TextInput
            value={params.svgModel ?? ''}
            maxLength={200}
            spellCheck={false}
            placeholder={t('fromModel')}
            onChange={({ currentTarget: { value } }) =>
              value.trim() === '' ? forgetParams(['svgModel']) : setParams({ svgModel: value.trim() })
            }
          />
        </Field>
      )}
      <ChoiceField
        label={t('style')}
        choices={model.styles}
        value={params.style}
        onChange={(style) => setParams({ style })}
      />
      {inputCount > 0 && (
        <ChoiceField
          label={t('inputFidelity')}
          choices={model.edits.inputFidelities}
          value={params.inputFidelity}
          onChange={(inputFidelity) => setParams({ inputFidelity })}
        />
      )}
      <ChoiceField
        label={t('moderation')}
        choices={model.moderations}
        value={params.moderation}
        onChange={(moderation) => setParams({ moderation })}
      />
      <ChoiceField
        label={t('complexity')}
        choices={model.complexities}
        value={params.complexity}
        onChange={(complexity) => setParams({ complexity })}
      />
      <PreviewsField model={model} params={params} />
      <ExtraFields model={model} params={params} />
    </div>
  )
}

type ChoiceWord = NonNullable<
  ImageParams['quality' | 'background' | 'outputFormat' | 'moderation' | 'complexity' | 'style' | 'inputFidelity']
>

interface ChoiceFieldProps<Choice extends ChoiceWord> {
  readonly label: string
  readonly choices: readonly Choice[]
  /** `undefined` = left to the model. */
  readonly value: Choice | undefined
  readonly disabledChoices?: readonly Choice[]
  readonly disabledReason?: string
  readonly onChange: (choice: Choice) => void
}

function ChoiceField<Choice extends ChoiceWord>(props: ChoiceFieldProps<Choice>) {
  const { t } = useTranslation('create')
  const { label, choices, value, disabledChoices = [], disabledReason, onChange } = props
  if (choices.length === 0) return null
  const wordOf = (choice: ChoiceWord): string => t(choice)
  const options = choices.map((choice) => ({
    value: choice,
    label: wordOf(choice),
    ...(disabledChoices.includes(choice) && { isDisabled: true, description: disabledReason }),
  }))
  // The model's own way is `auto` where it has that word; where it has not, an empty choice stands for it.
  const chosen = value ?? choices.find((choice) => choice === 'auto')
  return (
    <Select<string>
      label={label}
      value={chosen ?? ''}
      onChange={(next) => {
        const choice = choices.find((known) => known === next)
        if (choice !== undefined) onChange(choice)
      }}
      options={chosen === undefined ? [{ value: '', label: t('fromModel') }, ...options] : options}
    />
  )
}

function PreviewsField({ model, params }: Pick<ParamFieldsProps, 'model' | 'params'>) {
  const { t } = useTranslation('create')
  const setParams = useDraft((draft) => draft.setParams)
  if (!canPreview(model, params.n, params.outputFormat)) return null
  const count = params.partialImages ?? 0
  const counts = Array.from({ length: model.maxPartialImages + 1 }, (_, index) => index)
  return (
    <div>
      <Select
        label={t('partialImages')}
        value={String(count)}
        onChange={(next) => setParams({ partialImages: Number(next) })}
        options={counts.map((option) => ({
          value: String(option),
          label: option === 0 ? t('previewsOff') : String(option),
          ...(option > 0 && model.prices !== null && { description: costOf(option, model.prices.imageOutput) }),
        }))}
      />
      {count > 0 && model.prices !== null && (
        <p className="mt-1 text-xs text-ink-soft">{costOf(count, model.prices.imageOutput)}</p>
      )}
    </div>
  )
}

/** `usdPerMillion` dollars per million tokens are as many millionths of a dollar per token. */
const costOf = (previewCount: number, usdPerMillion: number): string =>
  `+ ${formatUsd(Math.round(previewCount * tokensPerPreview * usdPerMillion))}`
