import { type Drawing, DrawingKind, type Mask } from '#shared/edit.ts'
import { MarkupDocument } from '#shared/markup-document.ts'
import { MaskDocument } from '#shared/mask-document.ts'
import type { Db } from '../library/database.ts'

interface MaskRow extends Omit<Mask, 'kind'> {
  readonly kind: string
}

/** Without what is long. */
const columns = `id, image_id AS imageId, kind, name, version, width, height, coverage, created_at_ms AS createdAtMs`

const rowToMask = ({ kind, ...row }: MaskRow): Mask => ({ ...row, kind: DrawingKind.parse(kind) })

/** More than anybody chooses from. */
const mostListed = 1000

/** Those of this picture first, then those of others; newest first, without those that were removed. */
export const listMasks = (db: Db, imageId: number): readonly Mask[] =>
  db
    .prepare<[number, number], MaskRow>(
      `SELECT ${columns} FROM masks WHERE deleted_at_ms IS NULL ORDER BY image_id = ? DESC, id DESC LIMIT ?`,
    )
    .all(imageId, mostListed)
    .map(rowToMask)

/** Of all pictures (`null`) or those that were drawn on these, oldest first, those that were removed among them. */
export const maskIdsOf = (db: Db, imageIds: readonly number[] | null): readonly number[] =>
  db
    .prepare<[{ readonly imageIds: string | null }], number>(
      `SELECT id FROM masks WHERE :imageIds IS NULL OR image_id IN (SELECT value FROM json_each(:imageIds)) ORDER BY id`,
    )
    .pluck()
    .all({ imageIds: imageIds === null ? null : JSON.stringify(imageIds) })

/** Also one that was removed: what was made with it keeps it. */
export function findMask(db: Db, id: number): Mask | null {
  const row = db.prepare<[number], MaskRow>(`SELECT ${columns} FROM masks WHERE id = ?`).get(id)
  return row === undefined ? null : rowToMask(row)
}

export function findDrawing(db: Db, id: number): Drawing | null {
  const row = db
    .prepare<[number], { readonly kind: string; readonly document: string }>(
      'SELECT kind, document FROM masks WHERE id = ?',
    )
    .get(id)
  if (row === undefined) return null
  const document: unknown = JSON.parse(row.document)
  return DrawingKind.parse(row.kind) === 'mask'
    ? { kind: 'mask', document: MaskDocument.parse(document) }
    : { kind: 'markup', document: MarkupDocument.parse(document) }
}

export const maskPng = (db: Db, id: number): Uint8Array | null =>
  db.prepare<[number], Buffer>('SELECT png FROM masks WHERE id = ?').pluck().get(id) ?? null

export interface NewMask {
  readonly imageId: number
  readonly name: string
  readonly drawing: Drawing
  readonly png: Uint8Array
  readonly pngSha256: string
  readonly coverage: number
  readonly createdAtMs: number
}

/** Behind every version that the name ever had on this picture. Returns the id. */
export function insertMask(db: Db, { drawing, ...mask }: NewMask): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | Uint8Array>]>(
      `INSERT INTO masks (image_id, kind, name, version, width, height, coverage, png_sha256, created_at_ms, document, png)
       SELECT :imageId, :kind, :name, coalesce(max(version), 0) + 1, :width, :height, :coverage, :pngSha256, :createdAtMs,
         :document, :png
       FROM masks WHERE image_id = :imageId AND kind = :kind AND name = :name`,
    )
    .run({
      ...mask,
      name: mask.name.toWellFormed(),
      kind: drawing.kind,
      width: drawing.document.width,
      height: drawing.document.height,
      document: JSON.stringify(drawing.document).toWellFormed(),
    })
  return Number(lastInsertRowid)
}

/** All versions of its name. Answers with their ids; `name-taken` = the picture has other drawings that are called so. */
export function renameMask(db: Db, id: number, name: string): readonly number[] | 'not-found' | 'name-taken' {
  const mask = findMask(db, id)
  if (mask === null) return 'not-found'
  const wanted = name.toWellFormed()
  if (wanted === mask.name) return []
  const idsNamed = db
    .prepare<[number, string, string], number>('SELECT id FROM masks WHERE image_id = ? AND kind = ? AND name = ?')
    .pluck()
  if (idsNamed.all(mask.imageId, mask.kind, wanted).length > 0) return 'name-taken'
  const ids = idsNamed.all(mask.imageId, mask.kind, mask.name)
  const rename = db.prepare<[string, number]>('UPDATE masks SET name = ? WHERE id = ?')
  for (const one of ids) rename.run(wanted, one)
  return ids
}

/** Out of the lists, not gone. `null` takes it back. Answers `false` where there is no such mask. */
export const markMaskDeleted = (db: Db, id: number, deletedAtMs: number | null): boolean =>
  db.prepare<[number | null, number]>('UPDATE masks SET deleted_at_ms = ? WHERE id = ?').run(deletedAtMs, id)
    .changes === 1
