import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { useModels } from '../data/catalogue.ts'
import { modelLabel } from '../model-label.ts'
import { Select } from '../ui/select.tsx'
import { useDraft } from './use-draft.ts'

interface ImageModelFieldProps {
  readonly model: Model
  /** As they would be sent. */
  readonly params: ImageParams
}

/** Behind a language model: which model makes the picture. Sizes, qualities and the price of a picture are its own. */
export function ImageModelField({ model, params }: ImageModelFieldProps) {
  const { t } = useTranslation('create')
  const { data: models = [] } = useModels()
  const setParams = useDraft((draft) => draft.setParams)
  const [first = ''] = model.imageModels
  if (model.imageModels.length === 0) return null
  return (
    <Select
      label={t('imageModel')}
      value={params.imageModel ?? first}
      onChange={(imageModel) => setParams({ imageModel })}
      options={model.imageModels.map((id) => {
        const status = models.find((one) => one.id === id)?.status
        return {
          value: id,
          label: modelLabel(id, models),
          ...(status?.kind === 'ending' && { description: t('modelUntil', { date: status.on }) }),
          ...(status?.kind === 'retired' && { description: t('modelGone', { date: status.on }), isDisabled: true }),
        }
      })}
    />
  )
}
