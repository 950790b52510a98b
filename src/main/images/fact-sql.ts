import { startOfDateMs } from '#shared/query-language.ts'
import type { Db } from '../library/database.ts'
import type { BoundValues } from './bound-values.ts'
import { collectionsNamed, generationsOf, modelsNamed, providersNamed, tagsNamed } from './named.ts'
import type { FactCondition } from './query-meaning.ts'

interface Asked {
  readonly db: Db
  readonly values: BoundValues
  readonly nowMs: number
}

const nothing = '0'
const isEdit = (generationId: string): string =>
  `EXISTS (SELECT 1 FROM generation_sources s WHERE s.generation_id = ${generationId} AND s.role = 'edit')`

/** What a fact asks of an image `i`. */
export function imageFact({ db, values, nowMs }: Asked, fact: FactCondition): string {
  const { bind, bindAll } = values
  switch (fact.kind) {
    case 'model':
      return madeBy(db, values, 'model', modelsNamed(db, fact.value))
    case 'provider':
      return madeBy(db, values, 'provider', providersNamed(db, fact.value))
    case 'tag':
      return `i.id IN (SELECT image_id FROM image_tags WHERE tag_id IN ${bindAll(tagsNamed(db, fact.value))})`
    case 'collection':
      return isInCollections(collectionsNamed(db, fact.value), values)
    case 'rating':
      return fact.stars === 0 ? 'i.rating IS NULL' : `i.rating ${fact.comparison} ${bind(fact.stars)}`
    case 'cost':
      return `i.cost_micro_usd ${fact.comparison} ${bind(Math.round(fact.usd * 1e6))}`
    case 'before':
      return `i.created_at_ms < ${bind(startOfDateMs(fact.date, nowMs))}`
    case 'after':
      return `i.created_at_ms >= ${bind(startOfDateMs(fact.date, nowMs))}`
    case 'is':
      return imageStates[fact.state]
    case 'size':
      return fact.shape === null
        ? `i.width = ${bind(fact.width)} AND i.height = ${bind(fact.height)}`
        : `i.width ${comparisonByShape[fact.shape]} i.height`
  }
}

const comparisonByShape = { square: '=', portrait: '<', landscape: '>' } as const
const imageStates = {
  favorite: 'i.is_favorite = 1',
  edited: isEdit('i.generation_id'),
  failed: nothing,
  imported: 'i.generation_id IS NULL',
  blind: 'i.is_judged_blind = 1',
} as const

export const isInCollections = (ids: readonly number[], { bindAll }: BoundValues): string =>
  `i.id IN (SELECT image_id FROM collection_images WHERE collection_id IN ${bindAll(ids)})`

/** A few generations are looked up by their ids; of many, each picture is asked whether its own is among them. */
function madeBy(db: Db, { bindAll }: BoundValues, column: 'model' | 'provider', names: readonly string[]): string {
  const few = generationsOf(db, column, names)
  return few === null
    ? `(SELECT g.${column} FROM generations g WHERE g.id = i.generation_id) IN ${bindAll(names)}`
    : `i.generation_id IN ${bindAll(few)}`
}

/** What a fact asks of a generation `g` that made no picture. */
export function failedFact({ db, values, nowMs }: Asked, fact: FactCondition): string {
  const { bind, bindAll } = values
  switch (fact.kind) {
    case 'model':
      return `g.model IN ${bindAll(modelsNamed(db, fact.value))}`
    case 'provider':
      return `g.provider IN ${bindAll(providersNamed(db, fact.value))}`
    case 'cost':
      return `g.cost_micro_usd ${fact.comparison} ${bind(Math.round(fact.usd * 1e6))}`
    case 'before':
      return `g.created_at_ms < ${bind(startOfDateMs(fact.date, nowMs))}`
    case 'after':
      return `g.created_at_ms >= ${bind(startOfDateMs(fact.date, nowMs))}`
    case 'is':
      return failedStates[fact.state]
    case 'tag':
    case 'collection':
    case 'rating':
    case 'size':
      return nothing
  }
}

const failedStates = {
  favorite: nothing,
  edited: isEdit('g.id'),
  failed: '1',
  imported: nothing,
  blind: nothing,
} as const
