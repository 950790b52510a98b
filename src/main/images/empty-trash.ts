import { forgetDeleted } from '../edits/forget-deleted.ts'
import { withRoomToDelete } from '../library/ballast.ts'
import type { Library } from '../library/library.ts'
import type { Content } from '../library/remove-contents.ts'
import { reindexImages } from '../library/search.ts'
import { dropUnusedTags } from '../organising/tags.ts'
import { type Freed, inParts } from './in-parts.ts'
import { removeUnneededFiles } from './remove-unneeded-files.ts'

/** Deletes what is in the Trash, or of that what was put there before a time. */
export function emptyTrash(
  library: Library,
  { deletedBeforeMs }: { readonly deletedBeforeMs: number | null },
): Promise<Freed> {
  const ids = library.db
    .prepare<[{ readonly before: number | null }], number>(
      `SELECT id FROM images
       WHERE deleted_at_ms IS NOT NULL AND (:before IS NULL OR deleted_at_ms < :before) ORDER BY id`,
    )
    .pluck()
    .all({ before: deletedBeforeMs })
  return deleteForGood(library, { ids })
}

/**
 * Deletes these as far as they are in the Trash: rows and, as far as no other row needs them, files. Generations stay,
 * with what they were asked and what they cost.
 */
export const deleteForGood = (library: Library, { ids }: { readonly ids: readonly number[] }): Promise<Freed> =>
  inParts(ids, async (part) => {
    await removeSidecars(library, part)
    const { count, contents } = await withRoomToDelete(library, () => deleteTrashedRows(library, part)).catch(
      (cause: unknown) => {
        library.sidecars.touch(part)
        throw cause
      },
    )
    return { count, freedBytes: await removeUnneededFiles(library, contents) }
  })

/**
 * Before the rows: should a crash come after them, originals that neither a row nor a sidecar explains go into
 * quarantine, where those with a sidecar would be taken back in.
 */
export async function removeSidecars({ db, blobs, world }: Library, ids: readonly number[]): Promise<void> {
  const asked = JSON.stringify(ids)
  const contents = db
    .prepare<[string], Content>(
      'SELECT DISTINCT sha256, format FROM images WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(asked)
  const findOther = db.prepare<[string, string]>(
    `SELECT 1 FROM images
     WHERE sha256 = ? AND (deleted_at_ms IS NULL OR id NOT IN (SELECT value FROM json_each(?)))`,
  )
  const isNeeded = (sha256: string): boolean => findOther.get(sha256, asked) !== undefined
  await blobs.remove(contents, (sha256) => (isNeeded(sha256) ? 'nothing' : 'sidecar'), world.report)
}

/** Leaves those alone that were restored meanwhile. */
export function deleteTrashedRows(
  { db, sidecars, masks }: Library,
  ids: readonly number[],
): { readonly count: number; readonly contents: readonly Content[] } {
  const commit = db.transaction(() => {
    const deleted = db
      .prepare<[string], Content & { readonly id: number }>(
        `DELETE FROM images WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at_ms IS NOT NULL
         RETURNING id, sha256, format`,
      )
      .all(JSON.stringify(ids))
    reindexImages(db, ids)
    dropUnusedTags(db)
    const deletedIds = deleted.map(({ id }) => id)
    return { deleted, ...forgetDeleted(db, deletedIds) }
  })
  const { deleted, compositeIds, maskIds } = commit.immediate()
  sidecars.touch(compositeIds)
  for (const id of maskIds) masks.touch(id)
  const contents = new Map(deleted.map(({ sha256, format }) => [sha256, { sha256, format }]))
  return { count: deleted.length, contents: [...contents.values()] }
}
