import { ArrowLeftRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import { findSizeProblem, parseSize } from '#shared/size-problem.ts'
import { offeredSizes } from '../fit-params.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Select } from '../ui/select.tsx'
import { nearestSize } from './nearest-size.ts'
import { sizeProblemWords } from './size-problem-words.ts'
import { useDraft } from './use-draft.ts'

interface SizeFieldProps {
  readonly model: Model
  /** As it would be sent: already the model's own where the wish did not fit. */
  readonly size: string
}

/** The model's sizes by name; where its rule is free, any other, judged while it is typed. */
export function SizeField({ model, size }: SizeFieldProps) {
  const { t } = useTranslation('create')
  const wantsCustom = useDraft((draft) => draft.isCustomSize)
  const setSize = useDraft((draft) => draft.setSize)
  const offered = offeredSizes(model)
  const isFree = model.sizes.kind === 'free'
  const isCustom = isFree && (wantsCustom || !offered.includes(size))

  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('size')}
        value={isCustom ? 'custom' : size}
        onChange={(choice) =>
          choice === 'custom'
            ? setSize(parseSize(size) === null ? firstDimensions(offered) : size, true)
            : setSize(choice, false)
        }
        options={[
          ...offered.map((value) => ({ value, label: value === 'auto' ? t('sizeAuto') : sizeLabel(value) })),
          ...(isFree ? [{ value: 'custom', label: t('sizeCustom') }] : []),
        ]}
      />
      {isCustom && <CustomSize model={model} size={size} />}
    </div>
  )
}

function CustomSize({ model, size }: SizeFieldProps) {
  const { t, i18n } = useTranslation('create')
  const setSize = useDraft((draft) => draft.setSize)
  const { sizes } = model
  const { width, height } = parseSize(size) ?? { width: 1024, height: 1024 }
  const problem = findSizeProblem(size, sizes)
  if (sizes.kind !== 'free') return null
  const nearest = problem === null ? null : nearestSize({ width, height }, sizes)
  const limits = { min: sizes.multipleOf, max: sizes.maxEdge, step: sizes.multipleOf, allowOutOfRange: true }

  return (
    <fieldset aria-label={t('sizeCustom')} className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-end gap-1">
        <NumberField
          {...limits}
          label={t('width')}
          value={width}
          isInvalid={problem !== null}
          onChange={(next) => setSize(`${next}x${height}`, true)}
          className="flex-1"
        />
        <IconButton
          label={t('swapSides')}
          icon={ArrowLeftRight}
          size="small"
          className="mb-0.5"
          onClick={() => setSize(`${height}x${width}`, true)}
        />
        <NumberField
          {...limits}
          label={t('height')}
          value={height}
          isInvalid={problem !== null}
          onChange={(next) => setSize(`${width}x${next}`, true)}
          className="flex-1"
        />
      </div>
      <div role="status" className="text-sm text-danger empty:hidden">
        {problem !== null && sizeProblemWords(problem, size, t, i18n.language)}
      </div>
      {nearest !== null && (
        <Button size="small" className="self-start" onClick={() => setSize(nearest, true)}>
          {t('useNearest', { size: sizeLabel(nearest) })}
        </Button>
      )}
    </fieldset>
  )
}

const sizeLabel = (size: string): string => size.replace('x', ' × ')
const firstDimensions = (offered: readonly string[]): string =>
  offered.find((size) => parseSize(size) !== null) ?? '1024x1024'
