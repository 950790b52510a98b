import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Model } from '#shared/catalogue.ts'
import type { Failure } from '#shared/failure.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { assertNever } from '#shared/result.ts'
import { FailureError } from './data/failure-error.ts'
import { useToday } from './data/use-today.ts'
import { useKeepTypedModel, type Way } from './data/ways.ts'
import { matchesName } from './match-name.ts'
import { modelLabel } from './model-label.ts'
import type { BadgeWords } from './ui/badge.tsx'
import { Combobox, type ComboboxGroup, type ComboboxOption } from './ui/combobox.tsx'

interface ModelPickerProps {
  readonly way: Way
  /** `null` = this connection has no model to name. */
  readonly model: Model | null
  /** A typed id is kept with the connection by then. */
  readonly onChoose: (modelId: string) => void
  /** It could not be kept. */
  readonly onFailure: (failure: Failure) => void
  /** Ways of asking for which an id can be typed; absent = all that the connection has. */
  readonly typedFor?: readonly ProviderId[]
}

/** Days before the end from which on it is said with the name. */
const soonDays = 30
const dayMs = 24 * 60 * 60 * 1000
const longestId = 200

/**
 * The models of one connection; what is gone stays in sight, with its date and what came after. An id that is in no list
 * can be typed, and is kept with the connection.
 */
export function ModelPicker({
  way,
  model,
  onChoose,
  onFailure,
  typedFor = way.connection.providers,
}: ModelPickerProps) {
  const { t } = useTranslation('create')
  const today = useToday()
  const { connection, models } = way
  const keepTypedModel = useKeepTypedModel()
  const chooseTyped = async (key: string): Promise<void> => {
    const provider = connection.providers.find((one) => key.startsWith(`${one} `))
    if (provider === undefined) return
    const id = key.slice(provider.length + 1)
    try {
      await keepTypedModel(connection, { id, provider })
      onChoose(id)
    } catch (cause) {
      if (!(cause instanceof FailureError)) throw cause
      onFailure(cause.failure)
    }
  }
  const toOption = (one: Model): ComboboxOption => ({
    value: keyOf(one.provider, one.id),
    label: one.label,
    alias: one.id,
    description: remarkOn(one, models, t),
    badges: badgesOn(one, today, t),
    isDisabled: one.status.kind === 'retired',
  })
  const groupOf = (label: string, isIn: (one: Model) => boolean): ComboboxGroup => ({
    label,
    items: models.filter(isIn).map(toOption),
  })
  const groups = [
    groupOf(t('modelsLive'), ({ status }) => status.kind !== 'ending' && status.kind !== 'retired'),
    groupOf(t('modelsEnding'), ({ status }) => status.kind === 'ending'),
    groupOf(t('modelsRetired'), ({ status }) => status.kind === 'retired'),
  ].filter(({ items }) => items.length > 0)

  return (
    <Combobox
      label={t('model')}
      value={model === null ? null : keyOf(model.provider, model.id)}
      placeholder={t('modelPlaceholder')}
      groups={groups}
      matches={matchesName}
      emptyText={models.length === 0 ? t('modelsNone') : t('modelNotFound')}
      onChange={(key) => {
        const known = models.find((one) => keyOf(one.provider, one.id) === key)
        if (known !== undefined) onChoose(known.id)
        else void chooseTyped(key)
      }}
      {...(connection.profile !== 'sketch' && {
        offer: (typed: string) =>
          typed.length > longestId
            ? []
            : typedFor.flatMap((provider) =>
                models.some((one) => one.id === typed && one.provider === provider)
                  ? []
                  : [
                      {
                        value: keyOf(provider, typed),
                        label: t('useTypedModel', { id: typed }),
                        description: typedFor.length > 1 ? nameOfProvider(provider, t) : t('modelUnknownHint'),
                      },
                    ],
              ),
      })}
    />
  )
}

/** Ids hold no spaces in front. */
const keyOf = (provider: string, id: string): string => `${provider} ${id}`

function badgesOn(model: Model, today: string, t: TFunction<'create'>): readonly BadgeWords[] {
  const { status } = model
  const isEndingSoon = status.kind === 'ending' && Date.parse(status.on) - Date.parse(today) <= soonDays * dayMs
  return [
    ...(isEndingSoon ? [{ text: t('modelEndsSoon', { date: status.on }), tone: 'warning' } as const] : []),
    ...(model.isKnown ? [] : [{ text: t('modelUnknown'), tone: 'neutral' } as const]),
  ]
}

function remarkOn(model: Model, models: readonly Model[], t: TFunction<'create'>): string | undefined {
  const { status } = model
  switch (status.kind) {
    case 'live':
      return liveRemark(model, t)
    case 'legacy':
      return t('modelLegacy')
    case 'ending':
      return status.replacedBy === null
        ? t('modelUntil', { date: status.on })
        : t('modelUntilReplaced', { date: status.on, replacedBy: modelLabel(status.replacedBy, models) })
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
  if (model.imageModels.length > 0) return t('languageModelHint')
  return model.label === model.id ? undefined : model.id
}

/** How a way of asking is called, where a connection has several. */
function nameOfProvider(provider: string, t: TFunction<'create'>): string {
  switch (provider) {
    case 'openai-images':
      return t('throughImages')
    case 'openai-responses':
      return t('throughResponses')
    case 'chat-images':
      return t('throughChat')
    default:
      return provider
  }
}
