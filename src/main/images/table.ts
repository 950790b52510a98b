import type { Image, ImageFormat } from '#shared/image.ts'
import type { Db } from '../library/database.ts'

interface ImageRow {
  readonly id: number
  readonly generation_id: number | null
  readonly position: number
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly format: ImageFormat
  readonly revised_prompt: string | null
  readonly imported_file_name: string | null
  readonly is_favorite: 0 | 1
  readonly rating: number | null
  readonly trashed_at_ms: number | null
  readonly created_at_ms: number
}

const columns = `id, generation_id, position, sha256, width, height, bytes, format, revised_prompt, imported_file_name,
  is_favorite, rating, trashed_at_ms, created_at_ms`

const rowToImage = (row: ImageRow): Image => ({
  id: row.id,
  generationId: row.generation_id,
  position: row.position,
  sha256: row.sha256,
  format: row.format,
  width: row.width,
  height: row.height,
  bytes: row.bytes,
  revisedPrompt: row.revised_prompt,
  importedFileName: row.imported_file_name,
  isFavorite: row.is_favorite === 1,
  rating: row.rating,
  trashedAtMs: row.trashed_at_ms,
  createdAtMs: row.created_at_ms,
})

export type NewImage = Omit<Image, 'id' | 'isFavorite' | 'rating' | 'trashedAtMs'>

/** Returns the new image's id. Its bytes must be durable in the blob store before. */
export function insertImage(db: Db, image: NewImage): number {
  const { lastInsertRowid } = db
    .prepare<[NewImage]>(
      `INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, revised_prompt,
         imported_file_name, created_at_ms)
       VALUES (:generationId, :position, :sha256, :width, :height, :bytes, :format, :revisedPrompt,
         :importedFileName, :createdAtMs)`,
    )
    .run(image)
  return Number(lastInsertRowid)
}

export function findImage(db: Db, id: number): Image | null {
  const row = db.prepare<[number], ImageRow>(`SELECT ${columns} FROM images WHERE id = ?`).get(id)
  return row === undefined ? null : rowToImage(row)
}

/** In order of position, the trashed ones among them: they belong to the record. */
export function imagesOfGenerations(db: Db, generationIds: readonly number[]): ReadonlyMap<number, readonly Image[]> {
  const rows = db
    .prepare<[string], ImageRow & { readonly generation_id: number }>(
      `SELECT ${columns} FROM images WHERE generation_id IN (SELECT value FROM json_each(?))
       ORDER BY generation_id, position`,
    )
    .all(JSON.stringify(generationIds))
  const grouped = Map.groupBy(rows, (row) => row.generation_id)
  return new Map([...grouped].map(([generationId, group]) => [generationId, group.map(rowToImage)]))
}

/** An import of the same bytes that is not in the Trash. */
export function findLiveImport(db: Db, sha256: string): Image | null {
  const row = db
    .prepare<[string], ImageRow>(
      `SELECT ${columns} FROM images
       WHERE sha256 = ? AND generation_id IS NULL AND trashed_at_ms IS NULL ORDER BY id DESC LIMIT 1`,
    )
    .get(sha256)
  return row === undefined ? null : rowToImage(row)
}

/** The format under which a content lies in the blob store; `null` when no image has it. */
export const formatOfContent = (db: Db, sha256: string): ImageFormat | null =>
  db
    .prepare<[string], { readonly format: ImageFormat }>('SELECT format FROM images WHERE sha256 = ? LIMIT 1')
    .get(sha256)?.format ?? null

/** `null`: there is no such image. */
export function setFavorite(db: Db, id: number, isFavorite: boolean): Image | null {
  db.prepare<[number, number]>('UPDATE images SET is_favorite = ? WHERE id = ?').run(isFavorite ? 1 : 0, id)
  return findImage(db, id)
}

/** `null`: there is no such image. */
export function setRating(db: Db, id: number, rating: number | null): Image | null {
  db.prepare<[number | null, number]>('UPDATE images SET rating = ? WHERE id = ?').run(rating, id)
  return findImage(db, id)
}

/** Into the Trash (`trashedAtMs`) or out of it (`null`). Those already there keep the time they have. */
export function setTrashed(db: Db, ids: readonly number[], trashedAtMs: number | null): void {
  db.prepare<[number | null, string, number | null]>(
    `UPDATE images SET trashed_at_ms = ?
     WHERE id IN (SELECT value FROM json_each(?)) AND (trashed_at_ms IS NULL) = (? IS NOT NULL)`,
  ).run(trashedAtMs, JSON.stringify(ids), trashedAtMs)
}

/** Live and trashed images, and the bytes of all originals, equal ones counted once. */
export function countImages(db: Db): {
  readonly imageCount: number
  readonly trashCount: number
  readonly bytes: number
} {
  const count = (where: string): number =>
    db.prepare<[], { readonly count: number }>(`SELECT count(*) AS count FROM images WHERE ${where}`).get()?.count ?? 0
  const total = db
    .prepare<[], { readonly bytes: number }>(
      'SELECT coalesce(sum(bytes), 0) AS bytes FROM (SELECT bytes FROM images GROUP BY sha256)',
    )
    .get()
  return {
    imageCount: count('trashed_at_ms IS NULL'),
    trashCount: count('trashed_at_ms IS NOT NULL'),
    bytes: total?.bytes ?? 0,
  }
}
