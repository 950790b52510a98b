import { useTranslation } from 'react-i18next'
import type { Way } from '../../data/ways.ts'
import { offeredSizes } from '../../fit-params.ts'
import { Select } from '../../ui/select.tsx'
import { useFormStore } from './form-store.ts'
import { targetOfArm } from './plan-form.ts'

/** Size and quality of every arm that has none of its own; the rest is as on Create. */
export function SharedSettings({ ways }: { readonly ways: readonly Way[] }) {
  const { t } = useTranslation('compare')
  const { t: tCreate } = useTranslation('create')
  const form = useFormStore((state) => state.form)
  const change = useFormStore((state) => state.change)
  const [first] = form.arms
  const model = first === undefined ? null : (targetOfArm(first, form, ways)?.model ?? null)
  if (model === null) return null
  const { params } = form
  const offered = offeredSizes(model)
  const sizes = offered.includes(params.size) ? offered : [...offered, params.size]
  const quality = model.qualities.find((one) => one === params.quality)
  return (
    <div className="grid grid-cols-2 gap-3">
      <Select<string>
        label={tCreate('size')}
        value={params.size}
        onChange={(size) => change({ params: { ...params, size } })}
        options={sizes.map((value) => ({
          value,
          label: value === 'auto' ? tCreate('sizeAuto') : value.replace('x', ' × '),
        }))}
      />
      {model.qualities.length > 0 && (
        <Select<string>
          label={tCreate('quality')}
          value={quality ?? (model.qualities.includes('auto') ? 'auto' : '')}
          onChange={(next) => {
            const chosen = model.qualities.find((one) => one === next)
            if (chosen !== undefined) change({ params: { ...params, quality: chosen } })
          }}
          options={[
            ...(quality === undefined && !model.qualities.includes('auto')
              ? [{ value: '', label: tCreate('fromModel') }]
              : []),
            ...model.qualities.map((value) => ({ value, label: tCreate(value) })),
          ]}
        />
      )}
      <p className="col-span-2 -mt-1 text-sm text-ink-soft">{t('sharedBody')}</p>
      {form.seedLeftOut !== null && (
        <p className="col-span-2 -mt-1 text-sm text-warning">{t('seedLeftOut', { seed: form.seedLeftOut })}</p>
      )}
    </div>
  )
}
