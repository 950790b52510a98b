import type { EditAttempt, EditCandidate } from '#shared/edit.ts'
import { EditSettings } from '#shared/edit-settings.ts'
import type { Generation } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import type { Db } from '../library/database.ts'
import { findReport } from './change-reports.ts'
import { findMask } from './masks.ts'

/** What a row keeps of how it edits; its mask is a column of its own. */
export const StoredSettings = EditSettings.unwrap().omit({ maskId: true })

interface AttemptRow {
  readonly id: number
  readonly maskId: number | null
  readonly settings: string
  readonly isFinished: 0 | 1
}

/** Edits that began from a picture, newest first. */
export function listAttempts(
  db: Db,
  imageId: number,
  generationOf: (id: number) => Generation | null,
): readonly EditAttempt[] {
  return db
    .prepare<[number], AttemptRow>(
      `SELECT id, mask_id AS maskId, edit_settings AS settings, edit_finished_at_ms IS NOT NULL AS isFinished
       FROM generations
       WHERE parent_image_id = ? AND edit_settings IS NOT NULL ORDER BY id DESC`,
    )
    .all(imageId)
    .flatMap(({ id, maskId, settings, isFinished }): readonly EditAttempt[] => {
      const generation = generationOf(id)
      if (generation === null) return []
      const images = generation.status === 'succeeded' ? generation.images : []
      return [
        {
          id,
          generation,
          mask: maskId === null ? null : findMask(db, maskId),
          settings: { maskId, ...StoredSettings.parse(JSON.parse(settings)) },
          candidates: candidatesIn(db, images, { beforeImageId: imageId, maskId: reportedMask(db, maskId) }),
          isFinished: isFinished === 1,
        },
      ]
    })
}

/** Markup covers nothing: what was drawn on is measured whole. */
export const reportedMask = (db: Db, maskId: number | null): number | null =>
  maskId !== null && findMask(db, maskId)?.kind === 'mask' ? maskId : null

/** One of each picture as it came. A composite whose own was deleted for good stands for itself. */
function candidatesIn(
  db: Db,
  images: readonly Image[],
  of: { readonly beforeImageId: number; readonly maskId: number | null },
): readonly EditCandidate[] {
  const stagedIds = new Set(
    db
      .prepare<[string], number>('SELECT id FROM images WHERE id IN (SELECT value FROM json_each(?)) AND is_staged = 1')
      .pluck()
      .all(JSON.stringify(images.map(({ id }) => id))),
  )
  const reportOf = (image: Image | null) => (image === null ? null : findReport(db, { ...of, afterImageId: image.id }))
  return images
    .filter(({ id, compositeOfId }) => compositeOfId === null || compositeOfId === id)
    .map((raw) => {
      const composite = images.find(({ id, compositeOfId }) => compositeOfId === raw.id && id !== raw.id) ?? null
      return {
        raw,
        composite,
        rawReport: reportOf(raw),
        compositeReport: reportOf(composite),
        isStaged: stagedIds.has(raw.id) || (composite !== null && stagedIds.has(composite.id)),
      }
    })
}

/** Nobody need decide on them any more, nor on the other of each pair. Answers with all of them; `null` = one is not there. */
export function keepCandidates(db: Db, imageIds: readonly number[]): readonly number[] | null {
  const keep = db.transaction(() => {
    const asked = JSON.stringify([...new Set(imageIds)])
    const found = db
      .prepare<[string], number>('SELECT count(*) FROM images WHERE id IN (SELECT value FROM json_each(?))')
      .pluck()
      .get(asked)
    if (found !== new Set(imageIds).size) return null
    return db
      .prepare<[{ readonly asked: string }], number>(
        `WITH asked AS (SELECT value AS id FROM json_each(:asked))
         UPDATE images SET is_staged = 0
         WHERE is_staged = 1 AND (id IN asked OR composite_of_id IN asked
           OR id IN (SELECT composite_of_id FROM images WHERE id IN asked))
         RETURNING id`,
      )
      .pluck()
      .all({ asked })
  })
  return keep.immediate()
}
