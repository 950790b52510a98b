import type { DrawingKind } from '#shared/edit.ts'
import type { FailureOf } from '#shared/failure.ts'
import type { Draft } from '#shared/generation.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Db } from '../library/database.ts'
import { findMask } from './masks.ts'

export type EditProblem = FailureOf<'not-found' | 'bad-request'>

/** What a draft that edits would change, or why it cannot; `null` = it edits nothing. */
export function editTarget(
  db: Db,
  { edit, sources = [] }: Pick<Draft, 'edit' | 'sources'>,
): Result<{ readonly imageId: number; readonly drawing: DrawingKind | null } | null, EditProblem> {
  if (edit === undefined) return ok(null)
  const [target] = sources
  if (target?.role !== 'edit')
    return err({ kind: 'bad-request', field: 'sources', detail: 'The first picture is not one to be edited.' })
  const image = db
    .prepare<[number], { readonly width: number; readonly height: number }>(
      'SELECT width, height FROM images WHERE id = ? AND pixels_dropped_at_ms IS NULL',
    )
    .get(target.imageId)
  if (image === undefined) return err({ kind: 'not-found', what: 'image' })
  if (edit.maskId === null) return ok({ imageId: target.imageId, drawing: null })
  const mask = findMask(db, edit.maskId)
  if (mask === null) return err({ kind: 'not-found', what: 'mask' })
  if (mask.width !== image.width || mask.height !== image.height) {
    const sizes = [mask, image].map(({ width, height }) => `${width}x${height}`)
    return err({ kind: 'bad-request', field: 'mask', detail: `It has ${sizes.join(' pixels and the picture ')}.` })
  }
  return ok({ imageId: target.imageId, drawing: mask.kind })
}

/** Writes down what is edited, and the drawing that leaves. Within the transaction that begins the generation. */
export function writeEdit(
  db: Db,
  generationId: number,
  imageId: number,
  { maskId, ...settings }: NonNullable<Draft['edit']>,
): void {
  db.prepare<[number, number | null, string, number]>(
    'UPDATE generations SET parent_image_id = ?, mask_id = ?, edit_settings = ? WHERE id = ?',
  ).run(imageId, maskId, JSON.stringify(settings), generationId)
  db.prepare<[number, number | null]>(
    'INSERT INTO generation_drawings (generation_id, kind, png) SELECT ?, kind, png FROM masks WHERE id = ?',
  ).run(generationId, maskId)
}

/** Its pictures are candidates until somebody decides. */
export const isEdit = (db: Db, generationId: number): boolean =>
  db
    .prepare<[number], 1>('SELECT 1 FROM generations WHERE id = ? AND edit_settings IS NOT NULL')
    .pluck()
    .get(generationId) !== undefined
