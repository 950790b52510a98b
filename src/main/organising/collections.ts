import type { Collection } from '#shared/organising.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Db } from '../library/database.ts'
import { tidyName } from './names.ts'
import type { Change, ChangeEvent } from './undo.ts'

type NoSuchCollection = { readonly kind: 'not-found'; readonly what: 'collection' }
const noSuchCollection = err<NoSuchCollection>({ kind: 'not-found', what: 'collection' })

export function createCollection(
  db: Db,
  created: { readonly name: string; readonly parentId: number | null; readonly nowMs: number },
): Result<Collection, NoSuchCollection> {
  const { parentId, nowMs } = created
  if (parentId !== null && findCollection(db, parentId) === null) return noSuchCollection
  const name = tidyName(created.name)
  const { lastInsertRowid } = db
    .prepare<[number | null, string, number]>(
      'INSERT INTO collections (parent_id, name, created_at_ms) VALUES (?, ?, ?)',
    )
    .run(parentId, name, nowMs)
  return ok({ id: Number(lastInsertRowid), parentId, name, imageCount: 0 })
}

export function renameCollection(db: Db, id: number, newName: string): Result<Change | null, NoSuchCollection> {
  const collection = findCollection(db, id)
  if (collection === null) return noSuchCollection
  const name = tidyName(newName)
  if (name === collection.name) return ok(null)
  const rename = db.prepare<[string, number]>('UPDATE collections SET name = ? WHERE id = ?')
  rename.run(name, id)
  return ok({ ...ofNames, imageIds: imagesBelow(db, id), takeBack: () => void rename.run(collection.name, id) })
}

/** `bad-request`: into itself, or into what is inside it. */
export function moveCollection(
  db: Db,
  id: number,
  parentId: number | null,
): Result<Change | null, NoSuchCollection | { readonly kind: 'bad-request'; readonly field: 'parentId' }> {
  const collection = findCollection(db, id)
  if (collection === null || (parentId !== null && findCollection(db, parentId) === null)) return noSuchCollection
  if (parentId === collection.parent_id) return ok(null)
  if (parentId !== null && isWithin(db, parentId, id)) return err({ kind: 'bad-request', field: 'parentId' })
  putUnder(db, id, parentId)
  const takeBack = (): void => {
    const { parent_id: before } = collection
    // What it was in may have been removed or moved into it since.
    const isThere = before !== null && findCollection(db, before) !== null && !isWithin(db, before, id)
    putUnder(db, id, isThere ? before : null)
  }
  return ok({ ...ofNames, imageIds: imagesBelow(db, id), takeBack })
}

/** With what is inside it. The images stay. */
export function removeCollection(db: Db, id: number): Result<Change, NoSuchCollection> {
  if (findCollection(db, id) === null) return noSuchCollection
  const removed = db
    .prepare<[number], CollectionRow>(
      `${below} SELECT c.id, c.parent_id, c.name, c.created_at_ms
       FROM below JOIN collections c USING (id) ORDER BY depth`,
    )
    .all(id)
  const memberships = db
    .prepare<[number], Membership>(
      `${below} SELECT collection_id, image_id, added_at_ms FROM below JOIN collection_images ON collection_id = id`,
    )
    .all(id)
  db.prepare<[number]>('DELETE FROM collections WHERE id = ?').run(id)
  const takeBack = (): void => {
    const insert = db.prepare<[CollectionRow]>(
      `INSERT INTO collections (id, parent_id, name, created_at_ms)
       VALUES (:id, (SELECT id FROM collections WHERE id = :parent_id), :name, :created_at_ms)`,
    )
    for (const row of removed) insert.run(row)
    putMemberships(db, memberships)
  }
  return ok({ ...ofMemberships, imageIds: [...new Set(memberships.map(({ image_id }) => image_id))], takeBack })
}

/** Images that are not there are left out. */
export function addToCollection(
  db: Db,
  added: { readonly id: number; readonly imageIds: readonly number[]; readonly nowMs: number },
): Result<Change | null, NoSuchCollection> {
  const { id, nowMs } = added
  if (findCollection(db, id) === null) return noSuchCollection
  const imageIds = db
    .prepare<[number, number, string], number>(
      `INSERT OR IGNORE INTO collection_images (collection_id, image_id, added_at_ms)
       SELECT ?, images.id, ? FROM json_each(?) CROSS JOIN images ON images.id = value RETURNING image_id`,
    )
    .pluck()
    .all(id, nowMs, JSON.stringify(added.imageIds))
  if (imageIds.length === 0) return ok(null)
  return ok({ ...ofMemberships, imageIds, takeBack: () => void takeMemberships(db, id, imageIds) })
}

export function removeFromCollection(
  db: Db,
  id: number,
  imageIds: readonly number[],
): Result<Change | null, NoSuchCollection> {
  if (findCollection(db, id) === null) return noSuchCollection
  const memberships = takeMemberships(db, id, imageIds)
  if (memberships.length === 0) return ok(null)
  return ok({
    ...ofMemberships,
    imageIds: memberships.map(({ image_id }) => image_id),
    takeBack: () => putMemberships(db, memberships),
  })
}

/** By name within what they are in is the page's order; here as they were created. */
export function listCollections(db: Db): Collection[] {
  const rows = db.prepare<[], CollectionRow>('SELECT id, parent_id, name, created_at_ms FROM collections').all()
  const counts = countImages(db, new Map(rows.map(({ id, parent_id }) => [id, parent_id])))
  return rows.map(({ id, parent_id: parentId, name }) => ({ id, parentId, name, imageCount: counts.get(id) ?? 0 }))
}

/** Live images in each and in what is inside it, each image once. */
function countImages(db: Db, parentById: ReadonlyMap<number, number | null>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  const lastCounted = new Map<number, number>()
  // In one walk along the index: asking SQLite for distinct images under every collection costs a sorting each.
  const memberships = db
    .prepare<[], [imageId: number, collectionId: number]>(
      `SELECT image_id, collection_id FROM collection_images INDEXED BY collection_images_by_image
       ORDER BY image_id, collection_id`,
    )
    .raw()
    .iterate()
  const trashed = new Set(db.prepare<[], number>('SELECT id FROM images WHERE deleted_at_ms IS NOT NULL').pluck().all())
  for (const [imageId, collectionId] of memberships) {
    if (trashed.has(imageId)) continue
    let id: number | null = collectionId
    // Where it was counted already, it was counted all the way up.
    while (id !== null && lastCounted.get(id) !== imageId) {
      lastCounted.set(id, imageId)
      counts.set(id, (counts.get(id) ?? 0) + 1)
      id = parentById.get(id) ?? null
    }
  }
  return counts
}

interface CollectionRow {
  readonly id: number
  readonly parent_id: number | null
  readonly name: string
  readonly created_at_ms: number
}
interface Membership {
  readonly collection_id: number
  readonly image_id: number
  readonly added_at_ms: number
}

const findCollection = (db: Db, id: number): CollectionRow | null =>
  db
    .prepare<[number], CollectionRow>('SELECT id, parent_id, name, created_at_ms FROM collections WHERE id = ?')
    .get(id) ?? null

const putUnder = (db: Db, id: number, parentId: number | null): void => {
  db.prepare<[number | null, number]>('UPDATE collections SET parent_id = ? WHERE id = ?').run(parentId, id)
}

/** A collection and everything inside it. */
const below = `WITH RECURSIVE below (id, depth) AS (
  SELECT id, 0 FROM collections WHERE id = ?
  UNION ALL
  SELECT c.id, depth + 1 FROM below JOIN collections c ON c.parent_id = below.id
)`

const isWithin = (db: Db, id: number, outerId: number): boolean =>
  db.prepare<[number, number]>(`${below} SELECT 1 FROM below WHERE id = ?`).get(outerId, id) !== undefined

const imagesBelow = (db: Db, id: number): number[] =>
  db
    .prepare<[number], number>(
      `${below} SELECT DISTINCT image_id FROM below JOIN collection_images ON collection_id = id`,
    )
    .pluck()
    .all(id)

/** Of what is still there. */
function putMemberships(db: Db, memberships: readonly Membership[]): void {
  const insert = db.prepare<[Membership]>(
    `INSERT OR IGNORE INTO collection_images (collection_id, image_id, added_at_ms)
     SELECT collections.id, images.id, :added_at_ms FROM collections, images
     WHERE collections.id = :collection_id AND images.id = :image_id`,
  )
  for (const membership of memberships) insert.run(membership)
}

const takeMemberships = (db: Db, id: number, imageIds: readonly number[]): Membership[] =>
  db
    .prepare<[number, string], Membership>(
      `DELETE FROM collection_images WHERE collection_id = ? AND image_id IN (SELECT value FROM json_each(?))
       RETURNING collection_id, image_id, added_at_ms`,
    )
    .all(id, JSON.stringify(imageIds))

const ofNames = { events: ['organising.changed'] satisfies ChangeEvent[], isTextChanged: false } as const
const ofMemberships = {
  events: ['images.changed', 'organising.changed'] satisfies ChangeEvent[],
  isTextChanged: false,
} as const
