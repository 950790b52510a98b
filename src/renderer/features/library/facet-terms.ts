import type { FacetField, Facets } from '#shared/image-query.ts'
import { addTerm, type Condition, formatTerm, parseQuery, removeTerm, type Term } from '#shared/query-language.ts'

export interface FacetValue {
  readonly condition: Condition
  /** How many of the pictures in sight have it; `null` = not counted. */
  readonly count: number | null
}

/** The values of one field as conditions of the query language, in which they are written the way they were counted. */
export function toFacetValues(field: FacetField, facets: Facets | undefined): readonly FacetValue[] {
  return (facets?.[field] ?? []).flatMap(({ value, count }): readonly FacetValue[] => {
    const condition = toCondition(field, value)
    return condition === null ? [] : [{ condition, count }]
  })
}

function toCondition(field: FacetField, value: string): Condition | null {
  if (field === 'model' || field === 'provider' || field === 'tag') return { isNegated: false, kind: field, value }
  const [term, ...more] = parseQuery(field === 'rating' ? `rating=${value}` : `${field}:${value}`).terms
  if (term === undefined || term.kind !== field || more.length > 0) return null
  const { start: _start, end: _end, ...condition } = term
  return condition
}

/** The term of a text that says the same as `condition`, or its contrary. */
export function findTerm(text: string, condition: Condition): Term | undefined {
  const written = formatTerm({ ...condition, isNegated: false })
  return parseQuery(text).terms.find((term) => formatTerm({ ...term, isNegated: false }) === written)
}

/** A picture has one model, one size, one rating: another choice takes the place of the one before. */
const hasOneValue = (kind: Condition['kind']): boolean => ['model', 'provider', 'rating', 'size'].includes(kind)

/** Asks for a condition; one that is asked for already is dropped, one that is left out is asked for instead. */
export function toggleTerm(text: string, condition: Condition): string {
  const known = findTerm(text, condition)
  const without = known === undefined ? text : removeTerm(text, known)
  if (known?.isNegated === condition.isNegated) return without
  const rival =
    condition.isNegated || !hasOneValue(condition.kind)
      ? undefined
      : parseQuery(without).terms.find((term) => term.kind === condition.kind && !term.isNegated)
  return addTerm(rival === undefined ? without : removeTerm(without, rival), condition)
}

/** The days that are asked for; a new choice replaces whatever dates stood there. */
export function withDates(text: string, dates: readonly Condition[]): string {
  const cleared = parseQuery(text)
    .terms.filter(({ kind }) => kind === 'before' || kind === 'after')
    .reduceRight((left, term) => removeTerm(left, term), text)
  return dates.reduce(addTerm, cleared)
}
