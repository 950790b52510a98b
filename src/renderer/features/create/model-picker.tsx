import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { Connection } from '#shared/connection.ts'
import { assertNever } from '#shared/result.ts'
import { useDraftStore } from '../../draft-store.ts'
import { Select } from '../../ui/select.tsx'
import { hasUsableKey, isOffered, type Target } from './resolve-target.ts'

interface ModelPickerProps {
  readonly target: Target
  readonly connections: readonly Connection[]
  readonly models: readonly Model[]
}

/** Every model under every connection that leads to it; what is gone stays in sight, with its date and what came after. */
export function ModelPicker({ target, connections, models }: ModelPickerProps) {
  const { t } = useTranslation('create')
  const setModel = useDraftStore((draft) => draft.setModel)
  const ways = connections.filter(isOffered).map((connection) => ({
    connection,
    models: models.filter(({ provider }) => connection.providers.includes(provider)),
  }))
  return (
    <Select
      label={t('model')}
      value={wayKey(target.connection, target.model)}
      onChange={(key) => {
        for (const way of ways)
          for (const model of way.models)
            if (wayKey(way.connection, model) === key) setModel(way.connection.id, model.id)
      }}
      options={ways.map(({ connection, models: ofConnection }) => ({
        label: hasUsableKey(connection) ? connection.label : `${connection.label} · ${t('modelNeedsKey')}`,
        options: ofConnection.map((model) => ({
          value: wayKey(connection, model),
          label: model.label,
          description: modelRemark(model, models, t),
          isDisabled: model.status.kind === 'retired',
        })),
      }))}
    />
  )
}

const wayKey = (connection: Connection, model: Model): string => `${connection.id} ${model.id}`

function modelRemark(model: Model, models: readonly Model[], t: TFunction<'create'>): string | undefined {
  const { status } = model
  switch (status.kind) {
    case 'live':
      return liveRemark(model, t)
    case 'ending':
      return t('modelUntil', { date: status.on })
    case 'legacy':
      return t('modelLegacy')
    case 'retired':
      return status.replacedBy === null
        ? t('modelGone', { date: status.on })
        : t('modelGoneReplaced', { date: status.on, replacedBy: modelLabel(status.replacedBy, models) })
    default:
      return assertNever(status)
  }
}

function liveRemark(model: Model, t: TFunction<'create'>): string | undefined {
  if (model.provider === 'sketch') return t('sketchHint')
  return model.imageModels.length > 0 ? t('languageModelHint') : undefined
}

/** The catalogue's name of a model, or its id where the catalogue does not know it. */
export const modelLabel = (id: string, models: readonly Model[]): string =>
  models.find((model) => model.id === id)?.label ?? id
