import type { Image, ImageFormat } from '#shared/image.ts'
import type { ImportedMetadata } from '#shared/imported-metadata.ts'
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
  readonly composite_of_id: number | null
  readonly is_favorite: 0 | 1
  readonly rating: number | null
  readonly note: string | null
  readonly cost_micro_usd: number | null
  readonly pixels_dropped_at_ms: number | null
  readonly has_content_credentials: 0 | 1
  readonly deleted_at_ms: number | null
  readonly created_at_ms: number
}

const columns = `id, generation_id, position, sha256, width, height, bytes, format, revised_prompt, imported_file_name,
  composite_of_id, is_favorite, rating, note, cost_micro_usd, pixels_dropped_at_ms, has_content_credentials, deleted_at_ms, created_at_ms`

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
  compositeOfId: row.composite_of_id,
  isFavorite: row.is_favorite === 1,
  rating: row.rating,
  note: row.note,
  costMicroUsd: row.cost_micro_usd,
  pixelsDroppedAtMs: row.pixels_dropped_at_ms,
  hasContentCredentials: row.has_content_credentials === 1,
  deletedAtMs: row.deleted_at_ms,
  createdAtMs: row.created_at_ms,
})

export type NewImage = Omit<
  Image,
  'id' | 'compositeOfId' | 'isFavorite' | 'rating' | 'note' | 'pixelsDroppedAtMs' | 'deletedAtMs'
> & {
  /** Absent = it is as it came. */
  readonly compositeOfId?: number
  /** A candidate of an edit. */
  readonly isStaged?: boolean
}

/** Returns the new image's id. Its bytes must be durable in the blob store before. */
export function insertImage(db: Db, image: NewImage, importedMetadata: ImportedMetadata | null = null): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, revised_prompt,
         imported_file_name, composite_of_id, is_staged, cost_micro_usd, imported_metadata, has_content_credentials,
         created_at_ms)
       VALUES (:generationId, :position, :sha256, :width, :height, :bytes, :format, :revisedPrompt,
         :importedFileName, :compositeOfId, :isStaged, :costMicroUsd, :importedMetadata, :hasContentCredentials,
         :createdAtMs)`,
    )
    .run({
      ...image,
      compositeOfId: image.compositeOfId ?? null,
      isStaged: image.isStaged === true ? 1 : 0,
      importedMetadata: importedMetadata === null ? null : JSON.stringify(importedMetadata),
      hasContentCredentials: image.hasContentCredentials ? 1 : 0,
    })
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

/** The newest image of the same bytes that is neither in the Trash nor without its pixels. */
export function findLiveImage(db: Db, sha256: string): Image | null {
  const row = db
    .prepare<[string], ImageRow>(
      `SELECT ${columns} FROM images
       WHERE sha256 = ? AND deleted_at_ms IS NULL AND pixels_dropped_at_ms IS NULL ORDER BY id DESC LIMIT 1`,
    )
    .get(sha256)
  return row === undefined ? null : rowToImage(row)
}

/** The format under which a content lies in the blob store; `null` when no image shows it. */
export const formatOfContent = (db: Db, sha256: string): ImageFormat | null =>
  db
    .prepare<[string], { readonly format: ImageFormat }>(
      'SELECT format FROM images WHERE sha256 = ? AND pixels_dropped_at_ms IS NULL LIMIT 1',
    )
    .get(sha256)?.format ?? null

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
    imageCount: count('deleted_at_ms IS NULL'),
    trashCount: count('deleted_at_ms IS NOT NULL'),
    bytes: total?.bytes ?? 0,
  }
}
