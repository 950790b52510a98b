import type { FacetField, Facets, ImageQuery } from '#shared/image-query.ts'
import { addTerm } from '#shared/query-language.ts'
import type { Db } from '../library/database.ts'
import { type Bound, findSource, type Source } from './find-source.ts'

const mostValues = 200

type Counts = Readonly<Record<FacetField, Map<string, number>>>

/** How many of the pictures that a query finds have what: as each narrowing of the query would count. */
export function countFacets(db: Db, query: ImageQuery, nowMs: number): Facets {
  const source = findSource(db, query, nowMs)
  const counts: Counts = {
    model: new Map(),
    provider: new Map(),
    tag: new Map(),
    rating: new Map(),
    size: new Map(),
    is: new Map(),
  }
  if (source.kind === 'no-picture') countFailed(db, source, counts)
  else {
    countImages(db, source, counts)
    const text = addTerm(query.text, { isNegated: false, kind: 'is', state: 'failed' })
    const failed = findSource(db, { ...query, text }, nowMs)
    add(counts.is, 'failed', db.prepare<[Bound], number>(`SELECT count(*) ${failed.sql}`).pluck().get(failed.bound))
  }
  return {
    model: mostFrequent(counts.model),
    provider: mostFrequent(counts.provider),
    tag: mostFrequent(counts.tag),
    rating: mostFrequent(counts.rating),
    size: mostFrequent(counts.size),
    is: mostFrequent(counts.is),
  }
}

const mostFrequent = (counts: ReadonlyMap<string, number>): { value: string; count: number }[] =>
  [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, mostValues)

function add<Key>(counts: Map<Key, number>, key: Key, count = 1): void {
  if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count)
}

/** Past the pixels along a side of any picture. */
const sideLimit = 2 ** 22

/** Everything that is counted of a row by itself, as one number below 2 ** 50: there are few different ones. */
const packedFacts = `((i.width * ${sideLimit} + i.height) * 6 + ifnull(i.rating, 0)) * 4 + i.is_favorite * 2 + i.is_judged_blind`

interface Facts {
  readonly width: number
  readonly height: number
  readonly rating: number
  readonly isFavorite: boolean
  readonly isJudgedBlind: boolean
}

function unpackFacts(packed: number): Facts {
  const rated = Math.floor(packed / 4)
  const size = Math.floor(rated / 6)
  return {
    width: Math.floor(size / sideLimit),
    height: size % sideLimit,
    rating: rated % 6,
    isFavorite: packed % 4 >= 2,
    isJudgedBlind: packed % 2 === 1,
  }
}

/**
 * One walk over what was found, counted here: SQLite would sort the rows anew for each field, which takes ten times as
 * long. In order of ids, because that is what makes it take the index that covers everything. Handing a value over takes
 * longer than finding it, so a row has three.
 */
function countImages(db: Db, { sql, id, bound }: Source, counts: Counts): void {
  const rows = db
    .prepare<[Bound], [id: number, generationId: number | null, facts: number]>(
      `SELECT i.id, i.generation_id, ${packedFacts} ${sql} ORDER BY ${id}`,
    )
    .raw()
    .all(bound)
  // By id, of which the last one is the highest.
  const isFound = new Uint8Array((rows.at(-1)?.[0] ?? 0) + 1)
  const byGeneration = new Map<number, number>()
  const byFacts = new Map<number, number>()
  let imported = 0
  for (const [imageId, generationId, facts] of rows) {
    isFound[imageId] = 1
    if (generationId === null) imported += 1
    else add(byGeneration, generationId)
    add(byFacts, facts)
  }
  add(counts.is, 'imported', imported)
  for (const [packed, count] of byFacts) {
    const { width, height, rating, isFavorite, isJudgedBlind } = unpackFacts(packed)
    add(counts.size, `${width}x${height}`, count)
    add(counts.size, width === height ? 'square' : width < height ? 'portrait' : 'landscape', count)
    add(counts.rating, String(rating), count)
    if (isFavorite) add(counts.is, 'favorite', count)
    if (isJudgedBlind) add(counts.is, 'blind', count)
  }
  countMakers(db, byGeneration, counts)
  countEdits(db, byGeneration, counts)
  const tagged = db
    .prepare<[], [string, number]>(
      'SELECT tags.name, image_tags.image_id FROM tags CROSS JOIN image_tags ON image_tags.tag_id = tags.id',
    )
    .raw()
    .iterate()
  for (const [name, imageId] of tagged) if (isFound[imageId] === 1) add(counts.tag, name)
}

function countFailed(db: Db, { sql, bound }: Source, counts: Counts): void {
  const rows = db.prepare<[Bound], [number, string, string]>(`SELECT g.id, g.model, g.provider ${sql}`).raw().all(bound)
  for (const [, model, provider] of rows) {
    add(counts.model, model)
    add(counts.provider, provider)
  }
  add(counts.is, 'failed', rows.length)
  countEdits(db, new Map(rows.map(([id]) => [id, 1])), counts)
}

function countMakers(db: Db, byGeneration: ReadonlyMap<number, number>, counts: Counts): void {
  const makers = db
    .prepare<[], [number, string, string]>(
      `SELECT id, model, provider FROM generations INDEXED BY generations_by_model WHERE status = 'succeeded'`,
    )
    .raw()
    .all()
  for (const [id, model, provider] of makers) {
    const count = byGeneration.get(id)
    add(counts.model, model, count ?? 0)
    add(counts.provider, provider, count ?? 0)
  }
}

function countEdits(db: Db, byGeneration: ReadonlyMap<number, number>, counts: Counts): void {
  const edits = db
    .prepare<[], number>(`SELECT DISTINCT generation_id FROM generation_sources WHERE role = 'edit'`)
    .pluck()
    .all()
  for (const id of edits) add(counts.is, 'edited', byGeneration.get(id) ?? 0)
}
