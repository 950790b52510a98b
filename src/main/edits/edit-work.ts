import type { ImageFormat } from '#shared/image.ts'
import type { Library } from '../library/library.ts'
import { blobPath } from '../library/library-paths.ts'
import { reportedMask, StoredSettings } from './edit-attempts.ts'
import { maskPng } from './masks.ts'

/** What an edit that succeeded still lacks. */
export interface EditWork {
  readonly parentId: number
  readonly parentPath: string
  /** Of reports; `null` = there is none, or markup. */
  readonly maskId: number | null
  /** The original is put back around the mask; `null` = it is not to be. */
  readonly composite: { readonly mask: Uint8Array; readonly featherPx: number } | null
  readonly pictures: readonly EditedPicture[]
}

export interface EditedPicture {
  readonly id: number
  readonly path: string
  readonly compositeId: number | null
}

/** Oldest first. */
export const unfinishedEdits = ({ db }: Pick<Library, 'db'>): readonly number[] =>
  db
    .prepare<[], number>(
      `SELECT id FROM generations
       WHERE edit_settings IS NOT NULL AND edit_finished_at_ms IS NULL AND status = 'succeeded' ORDER BY id`,
    )
    .pluck()
    .all()

/** `null` = nothing can be made: the picture it began from, or its pixels, are gone. */
export function findEditWork({ db, paths }: Pick<Library, 'db' | 'paths'>, generationId: number): EditWork | null {
  const edit = db
    .prepare<
      [number],
      {
        readonly parentId: number
        readonly sha256: string
        readonly format: ImageFormat
        readonly maskId: number | null
        readonly settings: string
      }
    >(
      `SELECT i.id AS parentId, i.sha256, i.format, g.mask_id AS maskId, g.edit_settings AS settings
       FROM generations g JOIN images i ON i.id = g.parent_image_id
       WHERE g.id = ? AND g.status = 'succeeded' AND g.edit_settings IS NOT NULL AND i.pixels_dropped_at_ms IS NULL`,
    )
    .get(generationId)
  if (edit === undefined) return null
  const { keepsEverythingElse, featherPx } = StoredSettings.parse(JSON.parse(edit.settings))
  const maskId = reportedMask(db, edit.maskId)
  const mask = maskId === null || !keepsEverythingElse ? null : maskPng(db, maskId)
  return {
    parentId: edit.parentId,
    parentPath: blobPath(paths, edit.sha256, edit.format),
    maskId,
    composite: mask === null ? null : { mask, featherPx },
    pictures: db
      .prepare<
        [number],
        {
          readonly id: number
          readonly sha256: string
          readonly format: ImageFormat
          readonly compositeId: number | null
        }
      >(
        `SELECT i.id, i.sha256, i.format,
           (SELECT c.id FROM images c WHERE c.composite_of_id = i.id) AS compositeId
         FROM images i
         WHERE i.generation_id = ? AND i.composite_of_id IS NULL AND i.pixels_dropped_at_ms IS NULL
         ORDER BY i.position`,
      )
      .all(generationId)
      .map(({ id, sha256, format, compositeId }) => ({ id, path: blobPath(paths, sha256, format), compositeId })),
  }
}

/** Its composites and reports are there. */
export function markEditFinished({ db, sidecars }: Library, generationId: number, nowMs: number): void {
  db.prepare<[number, number]>('UPDATE generations SET edit_finished_at_ms = ? WHERE id = ?').run(nowMs, generationId)
  const imageIds = db
    .prepare<[number], number>('SELECT id FROM images WHERE generation_id = ?')
    .pluck()
    .all(generationId)
  sidecars.touch(imageIds)
}
