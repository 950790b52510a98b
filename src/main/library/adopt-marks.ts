import type { Db } from './database.ts'
import type { ImageOrigin } from './sidecar.ts'

/** Gives an image the marks that its sidecar tells of, in place of those it has. */
export function writeMarks(db: Db, imageId: number, { marks, createdAtMs }: ImageOrigin): void {
  db.prepare<[Record<string, string | number | null>]>(
    `UPDATE images SET is_favorite = :isFavorite, rating = :rating, note = :note, deleted_at_ms = :deletedAtMs,
       pixels_dropped_at_ms = :pixelsDroppedAtMs, is_judged_blind = :isJudgedBlind, is_staged = :isStaged
     WHERE id = :imageId`,
  ).run({
    imageId,
    isFavorite: marks.isFavorite ? 1 : 0,
    rating: marks.rating,
    note: marks.note?.toWellFormed() ?? null,
    deletedAtMs: marks.deletedAtMs,
    pixelsDroppedAtMs: marks.pixelsDroppedAtMs,
    isJudgedBlind: marks.isJudgedBlind ? 1 : 0,
    isStaged: marks.isStaged ? 1 : 0,
  })
  db.prepare<[number]>('DELETE FROM image_tags WHERE image_id = ?').run(imageId)
  for (const name of marks.tags)
    db.prepare<[number, number]>('INSERT OR IGNORE INTO image_tags (image_id, tag_id) VALUES (?, ?)').run(
      imageId,
      takeTag(db, name),
    )
  db.prepare<[number]>('DELETE FROM collection_images WHERE image_id = ?').run(imageId)
  for (const path of marks.collections) {
    const id = takeCollection(db, path, createdAtMs)
    if (id !== null)
      db.prepare<[number, number, number]>(
        'INSERT OR IGNORE INTO collection_images (collection_id, image_id, added_at_ms) VALUES (?, ?, ?)',
      ).run(id, imageId, createdAtMs)
  }
}

/** The tag of this name, made if it is not there. Tags are told apart without regard to case. */
function takeTag(db: Db, name: string): number {
  const written = name.toWellFormed().normalize('NFC')
  const key = written.toLowerCase()
  db.prepare<[string, string]>('INSERT OR IGNORE INTO tags (name, name_key) VALUES (?, ?)').run(written, key)
  const tag = db.prepare<[string], { readonly id: number }>('SELECT id FROM tags WHERE name_key = ?').get(key)
  if (tag === undefined) throw new Error('The tag that was just made is not there')
  return tag.id
}

/** The collection at the end of a path, made with all above it where it is not there; `null` for an empty path. */
export function takeCollection(db: Db, path: readonly string[], createdAtMs: number): number | null {
  let parentId: number | null = null
  for (const name of path) {
    const found: { readonly id: number } | undefined = db
      .prepare<[number | null, string], { readonly id: number }>(
        'SELECT id FROM collections WHERE parent_id IS ? AND name = ? ORDER BY id LIMIT 1',
      )
      .get(parentId, name.toWellFormed())
    parentId =
      found?.id ??
      Number(
        db
          .prepare<[number | null, string, number]>(
            'INSERT INTO collections (parent_id, name, created_at_ms) VALUES (?, ?, ?)',
          )
          .run(parentId, name.toWellFormed(), createdAtMs).lastInsertRowid,
      )
  }
  return parentId
}
