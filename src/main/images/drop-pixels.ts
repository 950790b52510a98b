import { existsSync } from 'node:fs'
import { withRoomToDelete } from '../library/ballast.ts'
import type { Library } from '../library/library.ts'
import { blobPath } from '../library/library-paths.ts'
import type { Content } from '../library/remove-contents.ts'
import { type Freed, inParts } from './in-parts.ts'
import { removeUnneededFiles } from './remove-unneeded-files.ts'

/**
 * Deletes the originals of images and keeps their records: rows and sidecars say since when there is no picture. An
 * original stays while another image shows it.
 */
export const dropPixels = (
  library: Library,
  { ids, nowMs }: { readonly ids: readonly number[]; readonly nowMs: number },
): Promise<Freed> =>
  inParts(ids, async (part) => {
    const { count, contents } = await withRoomToDelete(library, () => markDropped(library, part, nowMs))
    // Before the original goes: a sidecar that told of pixels where none are could not be taken back in.
    await withRoomToDelete(library, library.sidecars.flush)
    return { count, freedBytes: await removeUnneededFiles(library, contents) }
  })

/** After a crash, or a disk that refused: the originals that should have gone then go now. */
export async function finishDropping(library: Library): Promise<void> {
  const { db, paths, sidecars } = library
  const left = db
    .prepare<[], Content & { readonly id: number }>(
      `SELECT id, sha256, format FROM images dropped
       WHERE pixels_dropped_at_ms IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM images WHERE sha256 = dropped.sha256 AND pixels_dropped_at_ms IS NULL
       )`,
    )
    .all()
    .filter(({ sha256, format }) => existsSync(blobPath(paths, sha256, format)))
  if (left.length === 0) return
  sidecars.touch(left.map(({ id }) => id))
  await withRoomToDelete(library, sidecars.flush)
  await removeUnneededFiles(library, left)
}

export function markDropped(
  { db, sidecars }: Library,
  ids: readonly number[],
  nowMs: number,
): { readonly count: number; readonly contents: readonly Content[] } {
  const asked = JSON.stringify(ids)
  const { changes: count } = db
    .prepare<[number, string]>(
      `UPDATE images SET pixels_dropped_at_ms = ?
       WHERE id IN (SELECT value FROM json_each(?)) AND pixels_dropped_at_ms IS NULL`,
    )
    .run(nowMs, asked)
  sidecars.touch(ids)
  // Those that were dropped before too: the disk may have refused the rest of it then.
  const contents = db
    .prepare<[string], Content>(
      `SELECT DISTINCT sha256, format FROM images
       WHERE id IN (SELECT value FROM json_each(?)) AND pixels_dropped_at_ms IS NOT NULL`,
    )
    .all(asked)
  return { count, contents }
}
