import type { GridCard } from '#shared/image.ts'
import type { Arrangement, ImageQuery } from '#shared/image-query.ts'
import type { Db } from '../library/database.ts'
import { imageCards } from './cards.ts'
import { dayOf } from './day.ts'
import { type Bound, findSource } from './find-source.ts'
import { generationIdOf, listedId, listImages, orderOf } from './list.ts'
import { readsTexts } from './query-meaning.ts'

interface Asked {
  readonly query: ImageQuery
  readonly arrangement: Arrangement
}
type Row = readonly [id: number, generationId: number | null]

/** The beginning of `listImages`, without waiting for the rest of it. */
export function firstImages(db: Db, asked: Asked & { readonly limit: number }, nowMs: number): GridCard[] {
  const { limit, arrangement } = asked
  const rows = walkDown(db, asked, nowMs)
  const ids = rows === null ? [...listImages(db, asked, nowMs).ids.subarray(0, limit)] : take(rows, limit, arrangement)
  return imageCards(db, ids)
}

/**
 * Whether the first page can be had by a walk down an index. Otherwise it takes as long as the whole list, which is for
 * the reading connection.
 */
export const isQuick = ({ query, arrangement: { groupBy, sort } }: Asked): boolean =>
  (groupBy === 'none' && (isByAge(sort) || query.text.trim() === '') && !readsTexts(query.text)) ||
  isWalkOfDays({ query, arrangement: { groupBy, sort } })

const isByAge = (sort: Arrangement['sort']): boolean => sort === 'newest' || sort === 'oldest'

/** The days of the whole library lie in an index. */
const isWalkOfDays = (asked: {
  readonly query: ImageQuery
  readonly arrangement: Pick<Arrangement, 'groupBy' | 'sort'>
}): boolean =>
  asked.arrangement.groupBy === 'day' &&
  isByAge(asked.arrangement.sort) &&
  asked.query.text.trim() === '' &&
  asked.query.place === 'library' &&
  asked.query.collectionId === null

/** `null`: there is no such walk. */
function walkDown(db: Db, { query, arrangement }: Asked, nowMs: number): Iterable<Row> | null {
  if (isWalkOfDays({ query, arrangement })) return walkDays(db, arrangement.sort === 'oldest')
  if (arrangement.groupBy !== 'none') return null
  const source = findSource(db, query, nowMs)
  return db
    .prepare<[Bound], [number, number | null]>(
      `SELECT ${listedId(source)}, ${generationIdOf(source)} ${source.sql} ORDER BY ${orderOf(source, arrangement.sort)}`,
    )
    .raw()
    .iterate(source.bound)
}

/** Day by day; within a day by id, because an import keeps its dates. */
function* walkDays(db: Db, isOldestFirst: boolean): Generator<Row> {
  const next = db
    .prepare<[number], number | null>(
      isOldestFirst
        ? 'SELECT min(created_at_ms) FROM images WHERE deleted_at_ms IS NULL AND created_at_ms >= ?'
        : 'SELECT max(created_at_ms) FROM images WHERE deleted_at_ms IS NULL AND created_at_ms < ?',
    )
    .pluck()
  const rowsOfDay = db
    .prepare<[number, number], [number, number | null]>(
      `SELECT id, generation_id FROM images INDEXED BY images_by_time
       WHERE deleted_at_ms IS NULL AND created_at_ms >= ? AND created_at_ms < ?
       ORDER BY id ${isOldestFirst ? 'ASC' : 'DESC'}`,
    )
    .raw()
  let atMs = next.get(isOldestFirst ? -Infinity : Infinity)
  while (atMs !== null && atMs !== undefined) {
    const day = dayOf(atMs)
    yield* rowsOfDay.iterate(day.startMs, day.endMs)
    atMs = next.get(isOldestFirst ? day.endMs : day.startMs)
  }
}

function take(rows: Iterable<Row>, limit: number, { isStacked }: Arrangement): readonly number[] {
  const ids: number[] = []
  const generations = new Set<number>()
  for (const [id, generationId] of rows) {
    const isBehindAnother = isStacked && generationId !== null && generations.has(generationId)
    if (isBehindAnother) continue
    if (generationId !== null) generations.add(generationId)
    ids.push(id)
    if (ids.length === limit) break
  }
  return ids
}
