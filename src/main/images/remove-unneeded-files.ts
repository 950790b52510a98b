import { withRoomToDelete } from '../library/ballast.ts'
import type { Library } from '../library/library.ts'
import { toLibraryProblem } from '../library/library-problem.ts'
import type { Content, Removable } from '../library/remove-contents.ts'

/**
 * Deletes thumbnails, sidecars and originals that no row needs any more, after the commit that made it so. A crash
 * before leaves orphans, never a row without its files. Answers with the bytes that came free.
 */
export async function removeUnneededFiles(library: Library, contents: readonly Content[]): Promise<number> {
  const { db, blobs, sidecars, world } = library
  const select = db.prepare<[string], { readonly count: number; readonly withPixels: number }>(
    'SELECT count(*) AS count, count(*) - count(pixels_dropped_at_ms) AS withPixels FROM images WHERE sha256 = ?',
  )
  const removableOf = (sha256: string): Removable => {
    const { count, withPixels } = select.get(sha256) ?? { count: 0, withPixels: 0 }
    if (withPixels > 0) return 'nothing'
    return count > 0 ? 'original' : 'both'
  }
  await removeThumbnails(
    library,
    contents.filter(({ sha256 }) => removableOf(sha256) !== 'nothing'),
  )
  const freedBytes = await blobs.remove(contents, removableOf, world.report)
  // Images that are left have a sidecar that still tells of those which are gone.
  sidecars.forget(contents.flatMap(({ sha256 }) => (removableOf(sha256) === 'both' ? [] : [sha256])))
  return freedBytes
}

/** Before the originals: a thumbnail that goes too early is made again. */
async function removeThumbnails(library: Library, contents: readonly Content[]): Promise<void> {
  try {
    await withRoomToDelete(library, () => {
      for (const { sha256 } of contents) library.thumbnails.remove(sha256)
    })
  } catch (cause) {
    if (toLibraryProblem(cause, library.paths.folder) === null) throw cause
    // A cache that cannot be written keeps nobody from making room.
    library.world.report(cause)
  }
}
