import type { ImageQuery } from '#shared/image-query.ts'
import type { Db } from '../library/database.ts'
import { failedTexts, imageTexts } from '../library/search.ts'
import { isUnmadeSql } from '../library/status-sql.ts'
import { allOf, anyOf, type TextPlan } from '../library/text-plan.ts'
import { type BoundValues, createBoundValues } from './bound-values.ts'
import { failedFact, imageFact, isInCollections } from './fact-sql.ts'
import { teachHolding } from './holding.ts'
import { insideCollections } from './named.ts'
import { meaningOf } from './query-meaning.ts'

/** Where the pictures lie that a query finds, as a part of an SQL statement. */
export interface Source {
  /** `no-picture`: generations that made none, as `g`; otherwise images, as `i`. */
  readonly kind: Kind
  /** From FROM to WHERE. */
  readonly sql: string
  /** The column of ids in which the rows lie in order, so that those of the newest need no sorting. */
  readonly id: string
  readonly bound: Bound
}
export type Bound = BoundValues['bound']
type Kind = 'image' | 'no-picture'

/** Each kind's own table, and its half of the index of words: a walk over that need not pass the other half. */
const kinds = {
  image: { table: 'images i', id: 'i.id', rowid: 'i.id', isOwn: 'image_search.rowid > 0', texts: imageTexts },
  'no-picture': {
    table: 'generations g',
    id: 'g.id',
    rowid: '-g.id',
    isOwn: 'image_search.rowid < 0',
    texts: failedTexts,
  },
} as const

export function findSource(db: Db, query: ImageQuery, nowMs: number): Source {
  teachHolding(db)
  const { asked, refused, facts } = meaningOf(query.text)
  const kind = facts.some((fact) => fact.kind === 'is' && fact.state === 'failed' && !fact.isNegated)
    ? 'no-picture'
    : 'image'
  const values = createBoundValues()
  const toSql = kind === 'image' ? imageFact : failedFact
  const needles = asked.flatMap((plan) => plan.needles)
  const conditions = [
    ...(kind === 'image' ? placeOfImages(db, query, values) : placeOfFailed(query)),
    ...facts.map((fact) => {
      const sql = toSql({ db, values, nowMs }, fact)
      return fact.isNegated ? `(${sql}) IS NOT TRUE` : sql
    }),
    ...withoutThose(kind, refused, values),
    ...(needles.length === 0 ? [] : [areHeld(kind, needles, values)]),
  ]
  return join(kind, conditions, allOf(asked.map(({ expression }) => expression)), values)
}

const placeOfImages = (db: Db, { place, collectionId }: ImageQuery, values: BoundValues): readonly string[] => [
  `i.deleted_at_ms IS ${place === 'trash' ? 'NOT ' : ''}NULL`,
  ...(collectionId === null ? [] : [isInCollections(insideCollections(db, [collectionId]), values)]),
]

/** What made no picture lies in no collection and cannot be thrown away. */
const placeOfFailed = ({ place, collectionId }: ImageQuery): readonly string[] => [
  `g.${isUnmadeSql}`,
  ...(place === 'trash' || collectionId !== null ? ['0'] : []),
]

/** Where the index alone is not exact, the texts themselves decide. */
function areHeld(kind: Kind, needles: readonly string[], { bind }: BoundValues): string {
  const different = [...new Set(needles)]
  return `holding(${bind(JSON.stringify(different))}, ${kinds[kind].texts.join(', ')}) = ${different.length}`
}

/** What is in the index alone is refused at once; what must be read, one by one. */
function withoutThose(kind: Kind, refused: readonly TextPlan[], values: BoundValues): readonly string[] {
  const isIndexed = (expression: string): string =>
    `${kinds[kind].rowid} IN (SELECT rowid FROM image_search WHERE image_search MATCH ${values.bind(expression)})`
  const indexed = refused.flatMap(({ expression, needles }) => (needles.length === 0 ? (expression ?? []) : []))
  const read = refused.filter(({ needles }) => needles.length > 0)
  return [
    ...(indexed.length === 0 ? [] : [`NOT ${isIndexed(anyOf(indexed))}`]),
    ...read.map(({ expression, needles }) => {
      const isFound = expression === null ? '' : `${isIndexed(expression)} AND `
      return `NOT (${isFound}${areHeld(kind, needles, values)})`
    }),
  ]
}

function join(kind: Kind, conditions: readonly string[], expression: string | null, values: BoundValues): Source {
  const { table, id, rowid, isOwn } = kinds[kind]
  const { bound } = values
  if (expression === null) return { kind, id, sql: `FROM ${table} WHERE ${conditions.join(' AND ')}`, bound }
  const found = [`image_search MATCH ${values.bind(expression)}`, isOwn, ...conditions].join(' AND ')
  return {
    kind,
    id: kind === 'image' ? 'image_search.rowid' : '-image_search.rowid',
    // CROSS JOIN: the walk goes down the index of words, and rows are looked up by id.
    sql: `FROM image_search CROSS JOIN ${table} ON ${rowid} = image_search.rowid WHERE ${found}`,
    bound,
  }
}
