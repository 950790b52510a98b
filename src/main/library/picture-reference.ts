import { z } from 'zod'
import { Sha256 } from '#shared/image.ts'
import { findByOrigin } from './adopt-generation.ts'
import type { Db } from './database.ts'

/**
 * A picture named so that every library finds it: a generated one by '<library id>/<id>' of its generation and its
 * position, an imported one by its content alone.
 */
export const PictureReference = z
  .strictObject({
    sha256: Sha256,
    madeBy: z.strictObject({ origin: z.string(), position: z.number().int() }).nullable(),
  })
  .readonly()
export type PictureReference = z.infer<typeof PictureReference>

/** `null` = the picture was deleted for good. */
export function referenceOf(db: Db, libraryId: string, imageId: number): PictureReference | null {
  const row = db
    .prepare<
      [number],
      {
        readonly sha256: string
        readonly generationId: number | null
        readonly origin: string | null
        readonly position: number
      }
    >(
      `SELECT i.sha256, i.generation_id AS generationId, g.origin, i.position
       FROM images i LEFT JOIN generations g ON g.id = i.generation_id WHERE i.id = ?`,
    )
    .get(imageId)
  if (row === undefined) return null
  const { sha256, generationId, origin, position } = row
  return {
    sha256,
    madeBy: generationId === null ? null : { origin: origin ?? `${libraryId}/${generationId}`, position },
  }
}

/** The id that the picture has here; `null` = it is not here. */
export function findPicture(db: Db, libraryId: string, { sha256, madeBy }: PictureReference): number | null {
  const madeById = madeBy === null ? null : findByOrigin(db, libraryId, madeBy.origin)
  if (madeBy !== null && madeById === null) return null
  const id = db
    .prepare<[string, number | null, number | null], number>(
      `SELECT id FROM images WHERE sha256 = ? AND generation_id IS ? AND position = coalesce(?, position)
       ORDER BY id LIMIT 1`,
    )
    .pluck()
    .get(sha256, madeById, madeBy?.position ?? null)
  return id ?? null
}
