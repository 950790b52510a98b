import { z } from 'zod'
import { ImageQuery } from '#shared/image-query.ts'
import { takeCollection } from '../library/adopt-marks.ts'
import type { Db } from '../library/database.ts'

const Path = z.array(z.string().min(1).max(1000)).min(1).max(100).readonly()
const Time = z.number().int().min(0).max(253_402_300_799_999)

/** What a person has set up that no picture tells of: collections, those without a picture too, and saved searches. */
export const Organisation = z
  .strictObject({
    /** As the names from the top down; what holds another stands before it. */
    collections: z.array(z.strictObject({ path: Path, createdAtMs: Time })).readonly(),
    savedSearches: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(1000),
          /** Its collection by its names, because ids are a library's own. */
          query: ImageQuery.unwrap().omit({ collectionId: true }).extend({ collection: Path.nullable() }),
          createdAtMs: Time,
        }),
      )
      .readonly(),
  })
  .readonly()
export type Organisation = z.infer<typeof Organisation>

export function readOrganisation(db: Db): Organisation {
  const collections = readCollections(db)
  const searches = db
    .prepare<[], { readonly name: string; readonly query: string; readonly created_at_ms: number }>(
      'SELECT name, query, created_at_ms FROM saved_searches ORDER BY id',
    )
    .all()
    .flatMap(({ name, query: json, created_at_ms: createdAtMs }) => {
      const { collectionId, ...query } = ImageQuery.parse(JSON.parse(json))
      const collection = collectionId === null ? null : (collections.get(collectionId)?.path ?? 'removed')
      return collection === 'removed' ? [] : [{ name, query: { ...query, collection }, createdAtMs }]
    })
  return { collections: [...collections.values()], savedSearches: searches }
}

function readCollections(db: Db): ReadonlyMap<number, Organisation['collections'][number]> {
  const rows = db
    .prepare<
      [],
      { readonly id: number; readonly parent_id: number | null; readonly name: string; readonly created_at_ms: number }
    >('SELECT id, parent_id, name, created_at_ms FROM collections ORDER BY id')
    .all()
  const childrenOf = Map.groupBy(rows, ({ parent_id }) => parent_id)
  const found = new Map<number, Organisation['collections'][number]>()
  const descend = (parentId: number | null, above: readonly string[]): void => {
    for (const { id, name, created_at_ms: createdAtMs } of childrenOf.get(parentId) ?? []) {
      const path = [...above, name]
      found.set(id, { path, createdAtMs })
      descend(id, path)
    }
  }
  descend(null, [])
  return found
}

/** Adds what is not here, in one transaction. A search of the same name stays what it is here. */
export function adoptOrganisation(db: Db, { collections, savedSearches }: Organisation): void {
  const isTaken = db.prepare<[string], { readonly id: number }>('SELECT id FROM saved_searches WHERE name = ?')
  const add = db.prepare<[string, string, number]>(
    'INSERT INTO saved_searches (name, query, created_at_ms) VALUES (?, ?, ?)',
  )
  const adopt = db.transaction(() => {
    for (const { path, createdAtMs } of collections) takeCollection(db, path, createdAtMs)
    for (const { name: told, query, createdAtMs } of savedSearches) {
      const name = told.toWellFormed().normalize('NFC')
      if (isTaken.get(name) !== undefined) continue
      const { collection, text, place } = query
      const collectionId = collection === null ? null : takeCollection(db, collection, createdAtMs)
      add.run(
        name,
        JSON.stringify({ text: text.toWellFormed(), place, collectionId } satisfies ImageQuery),
        createdAtMs,
      )
    }
  })
  adopt.immediate()
}
