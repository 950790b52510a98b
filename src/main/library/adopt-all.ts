import { mkdir } from 'node:fs/promises'
import { adoptMaskFiles } from '../edits/mask-record.ts'
import { adoptExperimentFiles } from '../experiments/experiment-files.ts'
import { adoptSidecar } from './adopt-sidecar.ts'
import { createBlobStore } from './blob-store.ts'
import type { Db } from './database.ts'
import { describeBareOriginal } from './describe-bare-original.ts'
import type { LibraryWorld } from './library.ts'
import type { LibraryPaths } from './library-paths.ts'
import { toLibraryProblem } from './library-problem.ts'
import { type BlobFiles, listBlobs } from './list-blobs.ts'
import { readSidecars } from './read-sidecars.ts'
import { refersToOthers, type Sidecar } from './sidecar.ts'

interface Adopting {
  readonly db: Db
  readonly libraryId: string
  readonly paths: LibraryPaths
  readonly world: LibraryWorld
  /** The database comes from a backup. */
  readonly hasBackup: boolean
  /** Nothing can be written into the library. */
  readonly isForLooking: boolean
}

/** Images that were added. */
interface AdoptedCounts {
  readonly fromFilesCount: number
  readonly withoutRecordCount: number
}

/**
 * Brings a database up to what the files beside the originals know: images that it lacks and marks that are newer. An
 * original of which nothing tells any more comes in as an import.
 */
export async function adoptAll(adopting: Adopting): Promise<AdoptedCounts> {
  const { db, libraryId, paths, world } = adopting
  const blobs = await listBlobs(paths)
  /** Answers with those that refer to other generations' pictures or turns. */
  const adoptThose = async (sha256s: readonly string[]): Promise<readonly string[]> => {
    const referring: string[] = []
    for await (const sidecars of readSidecars(paths, sha256s)) {
      const adoptLot = db.transaction(() => {
        for (const sidecar of sidecars)
          try {
            const from = { fromLibraryId: sidecar.libraryId ?? libraryId, areMarksNewer: true }
            addedCount += adoptSidecar({ id: libraryId, db }, sidecar, from).imageIds.length
            if (sidecar.images.some(refersToOthers)) referring.push(sidecar.sha256)
          } catch (cause) {
            // One that the tables refuse does not keep the others from coming back.
            if (toLibraryProblem(cause, paths.folder) !== null) throw cause
            world.report(cause)
          }
      })
      adoptLot.immediate()
    }
    return referring
  }
  let addedCount = 0
  // In the order in which they were made, so that their ids are in that order too.
  const referring = await adoptThose(await inOrder(paths, blobs))
  await adoptMaskFiles({ db, libraryId, paths, report: world.report })
  // A clock that was put back lets a source look younger than what was made of it: now all of them are there.
  await adoptThose(referring)
  const withoutRecordCount = await adoptBareOriginals(adopting, blobs)
  await adoptExperimentFiles({ db, libraryId, paths, report: world.report })
  trashDeletedForGood(db, new Set(blobs.map(({ sha256 }) => sha256)), world.nowMs())
  return { fromFilesCount: addedCount, withoutRecordCount }
}

/**
 * A file beside an original that cannot be read is damage. One that is not there can also mean that the picture was
 * being deleted for good; a backup would know the others. Each gets a file beside it before its row.
 */
async function adoptBareOriginals(
  { db, libraryId, paths, hasBackup, isForLooking }: Adopting,
  blobs: readonly BlobFiles[],
): Promise<number> {
  const store = createBlobStore(paths, libraryId)
  const isKnown = db.prepare<[string], { readonly id: number }>('SELECT id FROM images WHERE sha256 = ? LIMIT 1')
  let addedCount = 0
  for (const blob of blobs) {
    if (isKnown.get(blob.sha256) !== undefined || (hasBackup && !blob.hasSidecar)) continue
    const sidecar = await describeBareOriginal(paths, libraryId, blob)
    if (sidecar === null) continue
    if (!isForLooking) {
      await mkdir(paths.quarantine, { recursive: true })
      await store.rewriteSidecars([blob.sha256], () => sidecar)
    }
    addedCount += adoptSidecar({ id: libraryId, db }, sidecar, { fromLibraryId: libraryId }).imageIds.length
  }
  return addedCount
}

async function inOrder(paths: LibraryPaths, blobs: readonly BlobFiles[]): Promise<readonly string[]> {
  const made: { readonly sha256: string; readonly place: readonly [number, number, number] }[] = []
  for await (const sidecars of readSidecars(
    paths,
    blobs.flatMap(({ sha256, hasSidecar }) => (hasSidecar ? [sha256] : [])),
  ))
    for (const sidecar of sidecars) made.push({ sha256: sidecar.sha256, place: placeOf(sidecar) })
  return made.sort(({ place: [a, b, c] }, { place: [x, y, z] }) => a - x || b - y || c - z).map(({ sha256 }) => sha256)
}

function placeOf({ images: [first] }: Sidecar): readonly [number, number, number] {
  if (first === undefined) return [0, 0, 0]
  return first.kind === 'imported'
    ? [first.createdAtMs, 0, 0]
    : [first.createdAtMs, first.generation.id, first.position]
}

/**
 * Rows of an older copy whose original and sidecar are both gone: those were deleted for good since. They go to the
 * Trash and not further, because a disk can lose files too.
 */
function trashDeletedForGood(db: Db, onDisk: ReadonlySet<string>, nowMs: number): void {
  const rows = db
    .prepare<[], { readonly id: number; readonly sha256: string }>(
      'SELECT id, sha256 FROM images WHERE deleted_at_ms IS NULL',
    )
    .all()
  const gone = rows.filter(({ sha256 }) => !onDisk.has(sha256)).map(({ id }) => id)
  db.prepare<[number, string]>('UPDATE images SET deleted_at_ms = ? WHERE id IN (SELECT value FROM json_each(?))').run(
    nowMs,
    JSON.stringify(gone),
  )
}
