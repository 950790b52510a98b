import { rmSync } from 'node:fs'
import { err, ok, type Result } from '#shared/result.ts'
import { composeMaskRecord } from '../edits/mask-record.ts'
import { composeRecord } from '../experiments/experiment-record.ts'
import { nothingRecovered, type Recovered, recoverGenerations } from '../generations/recover.ts'
import { createSpoolFolder } from '../generations/spool.ts'
import { type Backups, createBackups } from './backup.ts'
import { dropOlderBackups } from './backup-files.ts'
import { dropBallast, keepBallast } from './ballast.ts'
import { createBlobStore, refusingBlobStore } from './blob-store.ts'
import { markClosed, markOpen } from './database.ts'
import type { Library, LibraryWorld } from './library.ts'
import { clearTemporary, prepareFolder, tidyFolders } from './library-folder.ts'
import { lockLibrary } from './library-lock.ts'
import { type LibraryPaths, libraryPaths } from './library-paths.ts'
import { catchLibraryProblem, isFolderGone, type LibraryProblem, toLibraryProblem } from './library-problem.ts'
import { openLibraryDatabase } from './open-database.ts'
import { isLockedElsewhere, makePrivateCopy } from './private-copy.ts'
import { createRecordFiles } from './record-files.ts'
import type { Restored } from './restore.ts'
import { createSidecarKeeper } from './sidecar-keeper.ts'
import { openThumbnails, type Thumbnails } from './thumbnails.ts'

export interface OpenLibrary {
  readonly library: Library
  /** What was out when the studio ended, by what became of it. */
  readonly recovered: Recovered
  /** What was put back after damage or loss of the database; `null` = nothing had to be. */
  readonly restored: Restored | null
  /** The last studio ended well. */
  readonly wasClosed: boolean
  readonly backups: Backups
  readonly close: () => Promise<void>
}

/** Below this, what was kept in reserve is given back before anything is opened. */
const tightBytes = 2_000_000
/** SQLite needs this much for the two files beside a database, before anything is written. */
const leastBytes = 200_000

/**
 * Locks, checks, opens and recovers a library; or says, without having changed anything, why not. Where nothing can be
 * written (a read-only folder, a disk without a byte left) it opens for looking at: `library.refusal`.
 */
export const openLibrary = (
  folder: string,
  world: LibraryWorld,
  options: {
    /** `false`: a folder without a library is `library-missing` (a drive that is not there), not a new one. */
    readonly isCreationAllowed: boolean
  } = { isCreationAllowed: true },
): Promise<Result<OpenLibrary, LibraryProblem>> =>
  catchLibraryProblem(folder, async () => {
    const paths = libraryPaths(folder)
    const open = (isRoomMade: boolean) =>
      catchLibraryProblem(folder, () => openInPlace(paths, world, { ...options, isRoomMade }))
    const first = await open(false)
    const last = first.ok || first.failure.kind !== 'disk-full' ? first : await open(true)
    if (last.ok || isFolderGone(folder)) return last
    const { kind } = last.failure
    return kind === 'disk-full' || kind === 'library-read-only' ? openCopy(paths, world, last.failure) : last
  })

/** What is undone on closing, the last first. */
type Steps = (() => unknown)[]

const closeAll = async (steps: Steps): Promise<void> => {
  for (const step of steps.splice(0).reverse()) await step()
}

async function openInPlace(
  paths: LibraryPaths,
  world: LibraryWorld,
  { isCreationAllowed, isRoomMade }: { readonly isCreationAllowed: boolean; readonly isRoomMade: boolean },
): Promise<Result<OpenLibrary, LibraryProblem>> {
  const prepared = await prepareFolder(paths, isCreationAllowed)
  if (!prepared.ok) return prepared
  const lock = lockLibrary(paths)
  if (!lock.ok) return lock
  const steps: Steps = [lock.value.release]
  try {
    if (isRoomMade) await makeRoom(paths)
    else if ((await world.freeBytes(paths.folder)) < tightBytes) await dropBallast(paths)
    return await assemble(paths, world, { steps, isCreationAllowed, refusal: null })
  } catch (cause) {
    await closeAll(steps)
    // What SQLite says when it cannot make the small files beside a database depends on which of them it is.
    if (cause instanceof Error && (await world.freeBytes(paths.folder)) < leastBytes)
      return err({ kind: 'disk-full', detail: cause.message.slice(0, 4000) })
    throw cause
  }
}

/** Of what can be made again. */
async function makeRoom(paths: LibraryPaths): Promise<void> {
  await dropBallast(paths)
  await clearTemporary(paths)
  await dropOlderBackups(paths)
  for (const suffix of ['', '-wal', '-shm']) rmSync(paths.thumbnails + suffix, { force: true })
}

async function openCopy(
  paths: LibraryPaths,
  world: LibraryWorld,
  refusal: LibraryProblem,
): Promise<Result<OpenLibrary, LibraryProblem>> {
  if (isLockedElsewhere(paths)) return err({ kind: 'library-locked', path: paths.folder })
  const copy = await makePrivateCopy(paths)
  const steps: Steps = [copy.remove]
  try {
    return await assemble(copy.paths, world, { steps, isCreationAllowed: false, refusal })
  } catch (cause) {
    await closeAll(steps)
    throw cause
  }
}

async function assemble(
  paths: LibraryPaths,
  world: LibraryWorld,
  {
    steps,
    isCreationAllowed,
    refusal,
  }: { readonly steps: Steps; readonly isCreationAllowed: boolean; readonly refusal: LibraryProblem | null },
): Promise<Result<OpenLibrary, LibraryProblem>> {
  const opened = await openLibraryDatabase(paths, world, { isCreationAllowed, isForLooking: refusal !== null })
  if (!opened.ok) {
    await closeAll(steps)
    return opened
  }
  const { db, id, restored, wasClosed, isChanged } = opened.value
  steps.push(() => db.close())
  if (refusal === null) {
    await tidyFolders(paths)
    orReport(paths, world, () => markOpen(db))
  } else db.pragma('query_only = ON')
  const backups = createBackups({ db, paths, world, isChanged: isChanged || restored !== null })
  const thumbnails = openThumbnailsOrDoWithout(paths.thumbnails, world)
  steps.push(thumbnails.close)
  const blobs = refusal === null ? createBlobStore(paths, id) : refusingBlobStore(refusal)
  const sidecars = createSidecarKeeper({ db, libraryId: id, paths, blobs, report: world.report })
  const records = { tmpFolder: paths.tmp, report: world.report }
  const experiments = createRecordFiles({
    ...records,
    folder: paths.experiments,
    compose: (experimentId) => composeRecord(db, id, experimentId),
  })
  const masks = createRecordFiles({
    ...records,
    folder: paths.masks,
    compose: (maskId) => composeMaskRecord(db, id, maskId),
  })
  const spools = createSpoolFolder(paths.spool)
  if (refusal === null)
    steps.push(async () => {
      await sidecars.close()
      await experiments.close()
      await masks.close()
      const mark = (): void => orReport(paths, world, () => markClosed(db))
      await backups.onClosing(mark).catch((cause: unknown) => world.report(cause))
    })
  steps.push(spools.close)

  const library: Library = { id, paths, db, blobs, sidecars, experiments, masks, spools, thumbnails, world, refusal }
  return ok({
    library,
    recovered: await recover(library),
    restored,
    wasClosed,
    backups,
    close: () => closeAll(steps),
  })
}

async function recover(library: Library): Promise<Recovered> {
  if (library.refusal !== null) return nothingRecovered
  const recovered = await recoverGenerations(library)
  await keepBallast(library, { isQuick: true }).catch((cause: unknown) => library.world.report(cause))
  return recovered
}

/** On a full disk the library opens and closes all the same. */
function orReport(paths: LibraryPaths, world: LibraryWorld, act: () => void): void {
  try {
    act()
  } catch (cause) {
    if (toLibraryProblem(cause, paths.folder) === null) throw cause
    world.report(cause)
  }
}

/** On a full disk the thumbnails of this run live in memory. */
function openThumbnailsOrDoWithout(path: string, world: LibraryWorld): Thumbnails {
  try {
    return openThumbnails(path)
  } catch (cause) {
    if (toLibraryProblem(cause, path) === null) throw cause
    world.report(cause)
    return openThumbnails(':memory:')
  }
}
