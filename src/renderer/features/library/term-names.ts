import { useTranslation } from 'react-i18next'
import type { ProviderId } from '#shared/provider-id.ts'
import { type Comparison, type Condition, daysAgo, type Field, type Shape, type State } from '#shared/query-language.ts'
import { assertNever } from '#shared/result.ts'
import { useModels } from '../../data/catalogue.ts'
import { formatUsd } from '../../format-usd.ts'

const signs: Readonly<Record<Comparison, string>> = { '=': '=', '<': '<', '>': '>', '<=': '≤', '>=': '≥' }

/** How what the query language says is called on screen. What the studio no longer knows keeps its own name. */
export function useTermNames() {
  const { t, i18n } = useTranslation('library')
  const models = useModels().data

  const fields: Readonly<Record<Field, string>> = {
    model: t('model'),
    provider: t('provider'),
    tag: t('tag'),
    collection: t('collection'),
    rating: t('rating'),
    cost: t('cost'),
    before: t('before'),
    after: t('after'),
    is: t('state'),
    size: t('size'),
  }
  const states: Readonly<Record<State, string>> = {
    favorite: t('favorites'),
    edited: t('stateEdited'),
    failed: t('stateFailed'),
    imported: t('stateImported'),
    blind: t('stateBlind'),
  }
  const shapes: Readonly<Record<Shape, string>> = {
    square: t('shapeSquare'),
    portrait: t('shapePortrait'),
    landscape: t('shapeLandscape'),
  }
  const providers: Readonly<Record<ProviderId, string>> = {
    sketch: t('providerSketch'),
    'openai-images': t('providerOpenAiImages'),
    'openai-responses': t('providerOpenAiResponses'),
    'chat-images': t('providerChatImages'),
    karlo: t('providerKarlo'),
  }
  const nameOfProvider = (id: string): string => Object.entries(providers).find(([known]) => known === id)?.[1] ?? id
  const nameOfModel = (id: string): string => models?.find((model) => model.id === id)?.label ?? id

  const nameOfDate = (date: string): string => {
    if (date === 'today' || date === 'yesterday') return t(date).toLocaleLowerCase(i18n.language)
    const ago = daysAgo(date)
    if (ago !== null) return t('daysAgo', { count: ago })
    const [year, month, day] = date.split('-')
    return new Intl.DateTimeFormat(i18n.language, {
      year: 'numeric',
      ...(month !== undefined && { month: 'short' }),
      ...(day !== undefined && { day: 'numeric' }),
    }).format(new Date(`${year}-${month ?? '01'}-${day ?? '01'}T12:00`))
  }

  /** What a condition asks for, where its field is told beside it, and without the word for “not”. */
  const nameOfValue = (term: Condition): string => {
    switch (term.kind) {
      case 'word':
      case 'exact':
        return term.text
      case 'model':
        return nameOfModel(term.value)
      case 'provider':
        return nameOfProvider(term.value)
      case 'tag':
      case 'collection':
        return term.value
      case 'rating':
        if (term.stars === 0) return t('chipUnrated')
        if (term.comparison === '=') return t('stars', { count: term.stars })
        if (term.comparison === '>=' && term.stars > 1) return t('starsAtLeast', { count: term.stars })
        return t('chipRating', { sign: signs[term.comparison], stars: term.stars })
      case 'cost':
        return t('chipCost', { sign: signs[term.comparison], amount: formatUsd(term.usd * 1_000_000) })
      case 'before':
        return t('chipBefore', { date: nameOfDate(term.date) })
      case 'after':
        return term.date === 'today' ? t('today') : t('chipFrom', { date: nameOfDate(term.date) })
      case 'is':
        return states[term.state]
      case 'size':
        return term.shape === null ? t('pixels', { width: term.width, height: term.height }) : shapes[term.shape]
      default:
        return assertNever(term)
    }
  }
  /** By itself: what could be any word says what it is the name of. */
  const nameOfTerm = (term: Condition): string => {
    const name =
      term.kind === 'tag' || term.kind === 'collection'
        ? t('chipField', { field: fields[term.kind], value: term.value })
        : nameOfValue(term)
    return term.isNegated ? t('chipNot', { name }) : name
  }
  return { nameOfField: (field: Field): string => fields[field], nameOfValue, nameOfTerm }
}
