import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { useDraft } from './use-draft.ts'

interface DroppedParamsProps {
  readonly model: Model
  readonly dropped: readonly (keyof ImageParams)[]
}

const words = [
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
  'standard',
  'hd',
  'transparent',
  'opaque',
  'png',
  'jpeg',
  'webp',
  'gif',
  'svg',
  'vivid',
  'natural',
] as const

/** Says which of the person's choices this model will not see. They come back with a model that has them. */
export function DroppedParams({ model, dropped }: DroppedParamsProps) {
  const { t, i18n } = useTranslation('create')
  const wishes = useDraft((draft) => draft.params)
  const forgetParams = useDraft((draft) => draft.forgetParams)
  const names = dropped.map((name) => `${t(name)} ${wordOf(wishes[name])}`)
  return (
    <div role="status" className="flex flex-wrap items-baseline gap-x-2 text-xs text-warning empty:hidden">
      {dropped.length > 0 && (
        <>
          <span>{t('dropped', { model: model.label, names: new Intl.ListFormat(i18n.language).format(names) })}</span>
          <button
            type="button"
            onClick={() => forgetParams(dropped)}
            className="min-h-6 rounded-sm text-ink-soft underline underline-offset-2 hover:text-ink"
          >
            {t('forgetDropped')}
          </button>
        </>
      )}
    </div>
  )

  function wordOf(value: ImageParams[keyof ImageParams]): string {
    const known = words.find((word) => word === value)
    return known === undefined ? String(value) : t(known)
  }
}
