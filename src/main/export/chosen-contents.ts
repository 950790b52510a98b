import { composeSidecar } from '../library/compose-sidecar.ts'
import type { Db } from '../library/database.ts'
import type { ImageOrigin, Sidecar } from '../library/sidecar.ts'

/** One content and those of its images that were chosen. */
export interface ChosenContent {
  readonly sidecar: Sidecar
  /** In the order of `sidecar.images`. */
  readonly imageIds: readonly number[]
}

export const libraryIdOf = (db: Db): string =>
  db.prepare<[], { readonly id: string }>('SELECT id FROM library').get()?.id ?? ''

/** Contents of these images, the oldest image first; `null` = of all, those in the Trash among them. */
export function chosenSha256s(db: Db, imageIds: readonly number[] | null): readonly string[] {
  const where = imageIds === null ? '? IS NULL' : 'id IN (SELECT value FROM json_each(?))'
  return db
    .prepare<[string | null], { readonly sha256: string }>(
      `SELECT sha256 FROM images WHERE ${where} GROUP BY sha256 ORDER BY min(id)`,
    )
    .all(imageIds === null ? null : JSON.stringify(imageIds))
    .map(({ sha256 }) => sha256)
}

/** What the rows say of one content. `null`: none of its images is among the chosen, or they are gone meanwhile. */
export function chosenContent(
  db: Db,
  libraryId: string,
  sha256: string,
  chosenIds: ReadonlySet<number> | null,
): ChosenContent | null {
  const sidecar = composeSidecar(db, libraryId, sha256)
  if (sidecar === null) return null
  const chosen = db
    .prepare<[string], { readonly id: number }>('SELECT id FROM images WHERE sha256 = ? ORDER BY id')
    .all(sha256)
    .flatMap(({ id }, index): readonly { readonly id: number; readonly image: ImageOrigin }[] => {
      // In the same order as the images of the sidecar.
      const image = sidecar.images[index]
      return image !== undefined && (chosenIds === null || chosenIds.has(id)) ? [{ id, image }] : []
    })
  if (chosen.length === 0) return null
  return {
    sidecar: { ...sidecar, images: chosen.map(({ image }) => image) },
    imageIds: chosen.map(({ id }) => id),
  }
}
