import type { FacetField, SavedSearch } from '#shared/image-query.ts'
import { type Condition, type Field, formatTerm, replaceTerm, type Typing, typingAt } from '#shared/query-language.ts'
import { matchesName } from '../../match-name.ts'
import type { FacetValue } from './facet-terms.ts'

const mostShown = 8

export const fieldOrder: readonly Field[] = [
  'tag',
  'model',
  'is',
  'rating',
  'after',
  'before',
  'size',
  'cost',
  'collection',
  'provider',
]

export type Suggestion =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'term'; readonly condition: Condition; readonly count: number | null }
  | { readonly kind: 'saved-search'; readonly search: SavedSearch }

/** What the suggestions are drawn from. */
export interface Completions {
  readonly facets: Readonly<Record<FacetField, readonly FacetValue[]>>
  readonly tags: readonly string[]
  readonly collections: readonly string[]
  readonly savedSearches: readonly SavedSearch[]
  readonly nameOfField: (field: Field) => string
  readonly nameOfValue: (condition: Condition) => string
}

/** What the text at the caret could become, best first. */
export function suggest(text: string, caret: number, from: Completions): readonly Suggestion[] {
  const typing = typingAt(text, caret)
  if (typing?.field != null)
    return suggestValues(typing.field, typing.value, from)
      .filter((suggestion) => !isWritten(suggestion, text, typing))
      .slice(0, mostShown)
  const typed = typing?.value ?? ''
  return [
    ...suggestFields(typed, from),
    ...(typed === '' ? [] : suggestNamed(typed, from)),
    ...suggestSaved(typed, text, from),
  ].slice(0, mostShown + (typed === '' ? fieldOrder.length : 0))
}

/** It stands there already, to the letter. */
const isWritten = (suggestion: Suggestion, text: string, { start, end, isNegated }: Typing): boolean =>
  suggestion.kind === 'term' && formatTerm({ ...suggestion.condition, isNegated }) === text.slice(start, end)

const suggestFields = (typed: string, { nameOfField }: Completions): readonly Suggestion[] =>
  fieldOrder
    .filter((field) => beginsWith(field, typed) || beginsWith(nameOfField(field), typed))
    .map((field) => ({ kind: 'field', field }))

/** Words that are also the name of something: one need not remember which field it belongs to. */
const suggestNamed = (typed: string, from: Completions): readonly Suggestion[] =>
  (['tag', 'model', 'is', 'collection'] as const).flatMap((field) => suggestValues(field, typed, from).slice(0, 3))

const suggestSaved = (typed: string, text: string, { savedSearches }: Completions): readonly Suggestion[] =>
  // It replaces the whole text, so it is offered only as the whole text.
  typed === text.trim()
    ? savedSearches
        .filter(({ name }) => matchesName(name, typed))
        .slice(0, 4)
        .map((search) => ({ kind: 'saved-search', search }))
    : []

function suggestValues(field: Field, typed: string, from: Completions): readonly Suggestion[] {
  return valuesOf(field, from)
    .filter(
      ({ condition }) => matchesName(valueText(condition), typed) || matchesName(from.nameOfValue(condition), typed),
    )
    .map((value) => ({ kind: 'term', ...value }))
}

function valuesOf(field: Field, { facets, tags, collections }: Completions): readonly FacetValue[] {
  const uncounted = (condition: Condition): FacetValue => ({ condition, count: null })
  switch (field) {
    case 'model':
    case 'provider':
      return facets[field]
    case 'is':
      return withUncounted(
        facets.is,
        (['favorite', 'edited', 'imported', 'failed', 'blind'] as const).map((state) => ({
          isNegated: false,
          kind: 'is',
          state,
        })),
      )
    case 'tag':
      return withUncounted(
        facets.tag,
        tags.map((value) => ({ isNegated: false, kind: 'tag', value })),
      )
    case 'collection':
      return collections.map((name) => uncounted({ isNegated: false, kind: 'collection', value: name }))
    case 'rating':
      return [
        ...[5, 4, 3, 2, 1].map((stars) =>
          uncounted({ isNegated: false, kind: 'rating', comparison: stars === 5 ? '=' : '>=', stars }),
        ),
        uncounted({ isNegated: false, kind: 'rating', comparison: '=', stars: 0 }),
      ]
    case 'before':
    case 'after':
      return ['today', 'yesterday', '7d', '30d'].map((date) => uncounted({ isNegated: false, kind: field, date }))
    case 'size':
      return withUncounted(
        facets.size,
        (['square', 'portrait', 'landscape'] as const).map((shape) => ({ isNegated: false, kind: 'size', shape })),
      )
    case 'cost':
      return [0.01, 0.05, 0.1, 0.5].map((usd) => uncounted({ isNegated: false, kind: 'cost', comparison: '>', usd }))
  }
}

/** What occurs, then what does not. */
function withUncounted(counted: readonly FacetValue[], conditions: readonly Condition[]): readonly FacetValue[] {
  const known = new Set(counted.map(({ condition }) => formatTerm(condition)))
  const others = conditions.filter((condition) => !known.has(formatTerm(condition)))
  return [...counted, ...others.map((condition) => ({ condition, count: null }))]
}

/** As it stands behind the colon. */
const valueText = (condition: Condition): string =>
  'value' in condition ? condition.value : formatTerm(condition).replace(/^[a-z]+:?/, '')

export interface Completed {
  readonly text: string
  readonly caret: number
  /** A field was chosen, and its value comes next. */
  readonly isUnfinished: boolean
}

/** The text with a suggestion in the place of what is being typed. */
export function complete(
  text: string,
  caret: number,
  suggestion: Exclude<Suggestion, { kind: 'saved-search' }>,
): Completed {
  const typing: Pick<Typing, 'start' | 'end' | 'isNegated'> = typingAt(text, caret) ?? {
    start: caret,
    end: caret,
    isNegated: false,
  }
  const { isNegated } = typing
  if (suggestion.kind === 'field') {
    const { field } = suggestion
    const sign = field === 'rating' ? '>=' : field === 'cost' ? '>' : ':'
    const begun = `${text.slice(0, typing.start)}${isNegated ? '-' : ''}${field}${sign}`
    return { text: begun + text.slice(typing.end), caret: begun.length, isUnfinished: true }
  }
  const written = replaceTerm(text, typing, { ...suggestion.condition, isNegated })
  const end = typing.start + formatTerm({ ...suggestion.condition, isNegated }).length
  const isAtEnd = end === written.length
  return { text: isAtEnd ? `${written} ` : written, caret: end + 1, isUnfinished: false }
}

const beginsWith = (name: string, typed: string): boolean =>
  name.normalize('NFC').toLowerCase().startsWith(typed.trim().normalize('NFC').toLowerCase())
