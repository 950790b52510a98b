import type { DuplicateGroup } from '#shared/organising.ts'
import type { Db } from '../library/database.ts'
import { groupLookAlikes } from './look-alikes.ts'

/** Contents of live pictures without a `differenceHash`: their SHA-256, 32 bytes each, newest first. */
export function contentsNotLookedAt(db: Db, dHashes: ReadonlyMap<string, string>): Uint8Array {
  const missing = [...livePictures(db).keys()].filter((sha256) => !dHashes.has(sha256)).reverse()
  return Buffer.from(missing.join(''), 'hex')
}

/** Pictures in each group as they were saved; the group with the newest picture first. */
export async function groupDuplicates(
  db: Db,
  dHashes: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<DuplicateGroup[]> {
  const idsByContent = livePictures(db)
  const sameFile = [...idsByContent.values()].filter((ids) => ids.length > 1)
  const looked = [...idsByContent].flatMap(([sha256, ids]) => {
    const dHash = dHashes.get(sha256)
    return dHash === undefined ? [] : [{ ids, dHash }]
  })
  const lookAlike = await groupLookAlikes(
    looked.map(({ dHash }) => dHash),
    signal,
  )
  return [
    ...sameFile.map((imageIds): DuplicateGroup => ({ kind: 'same-file', imageIds })),
    ...lookAlike.map(
      (group): DuplicateGroup => ({
        kind: 'look-alike',
        imageIds: group.flatMap((index) => looked[index]?.ids ?? []).sort((one, other) => one - other),
      }),
    ),
  ].sort((one, other) => (other.imageIds.at(-1) ?? 0) - (one.imageIds.at(-1) ?? 0))
}

/** Images that are not in the Trash and have their pixels, by content; contents and images as they were saved. */
function livePictures(db: Db): ReadonlyMap<string, readonly number[]> {
  const idsByContent = new Map<string, number[]>()
  const rows = db
    .prepare<[], [id: number, sha256: string]>(
      'SELECT id, sha256 FROM images WHERE deleted_at_ms IS NULL AND pixels_dropped_at_ms IS NULL ORDER BY id',
    )
    .raw()
    .iterate()
  for (const [id, sha256] of rows) {
    const ids = idsByContent.get(sha256)
    if (ids === undefined) idsByContent.set(sha256, [id])
    else ids.push(id)
  }
  return idsByContent
}
