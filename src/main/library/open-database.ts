import { mkdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { err, ok, type Result } from '#shared/result.ts'
import { backUpNow, isNewerThanBackups } from './backup.ts'
import { listBackups, newestGoodBackup } from './backup-files.ts'
import { forgetDamage, notedDamage } from './damage.ts'
import { type Db, insertLibraryId, openDatabase, userVersion } from './database.ts'
import { syncFolder, temporaryName } from './durable-file.ts'
import { inspectDatabase, isDamage } from './inspect-database.ts'
import type { LibraryWorld } from './library.ts'
import type { LibraryPaths } from './library-paths.ts'
import { type LibraryProblem, toLibraryProblem } from './library-problem.ts'
import { listBlobs } from './list-blobs.ts'
import { knownFormat, readManifest, writeManifest } from './manifest.ts'
import { knownVersion, migrate } from './migrate.ts'
import { someSidecarIsOf } from './read-sidecars.ts'
import { type Restored, restoreDatabase, setAside } from './restore.ts'

export interface OpenDatabase {
  readonly db: Db
  readonly id: string
  /** `null` = nothing had to be. */
  readonly restored: Restored | null
  /** The last studio ended well. */
  readonly wasClosed: boolean
  /** It holds what no backup has. */
  readonly isChanged: boolean
}

/**
 * Opens the database of a locked folder: a new one where nothing is, a restored one where it is damaged or gone. A
 * newer library is refused before anything in it is opened for writing, and so is a damaged one of which there is
 * neither a backup nor a single picture: not a byte of it changes.
 */
export async function openLibraryDatabase(
  paths: LibraryPaths,
  world: LibraryWorld,
  { isCreationAllowed, isForLooking }: { readonly isCreationAllowed: boolean; readonly isForLooking: boolean },
): Promise<Result<OpenDatabase, LibraryProblem>> {
  const newer = (version: number) => err({ kind: 'library-newer', path: paths.folder, version } as const)

  const manifest = await readManifest(paths)
  if (manifest !== null && manifest !== 'unreadable' && manifest.formatVersion > knownFormat)
    return newer(manifest.formatVersion)
  const knownId = manifest === null || manifest === 'unreadable' ? null : manifest.id

  const noted = notedDamage(paths)
  const state = await inspectDatabase(paths.database, { isSuspect: noted !== null })
  if (state.kind === 'newer') return newer(state.version)
  if (state.kind !== 'sound' && knownId === null && !(await hasSomethingToRestore(paths))) {
    if (state.kind === 'damaged') return err({ kind: 'library-damaged', path: paths.folder, detail: state.detail })
    if (manifest !== null)
      return err({ kind: 'library-damaged', path: paths.folder, detail: 'library.json cannot be read' })
    if (!isCreationAllowed) return err({ kind: 'library-missing', path: paths.folder })
    return ok(await openSound(paths, world, await createDatabase(paths, world)))
  }

  const isWhole =
    state.kind === 'sound' &&
    noted === null &&
    (knownId === null || knownId === state.id || !(await isVouchedFor(paths, knownId)))
  if (isWhole) {
    try {
      return ok(await openSound(paths, world, state))
    } catch (cause) {
      // Only a change of shape looks at everything.
      if (!isDamage(cause)) throw cause
    }
  }
  const { id, restored } = await restoreDatabase(paths, world, knownId, isForLooking)
  const opened = await openSound(paths, world, { id, wasClosed: false })
  forgetDamage(paths)
  return ok({ ...opened, restored })
}

const hasSomethingToRestore = async (paths: LibraryPaths): Promise<boolean> =>
  (await listBackups(paths)).length > 0 || (await listBlobs(paths)).length > 0

/**
 * Where `library.json` and a sound database name different libraries, one of them came from elsewhere. It is the
 * database when a backup or a sidecar is of the library that `library.json` names.
 */
const isVouchedFor = async (paths: LibraryPaths, manifestId: string): Promise<boolean> =>
  (await newestGoodBackup(paths, manifestId)) !== null || (await someSidecarIsOf(paths, manifestId))

async function openSound(
  paths: LibraryPaths,
  world: LibraryWorld,
  { id, wasClosed }: { readonly id: string; readonly wasClosed: boolean },
): Promise<OpenDatabase> {
  const isChanged = await isNewerThanBackups(paths)
  const db = openDatabase(paths.database)
  try {
    const version = userVersion(db)
    if (version < knownVersion) await backUpBeforeMigration(db, paths, world)
    migrate(db)
    await keepManifest(paths, id)
    return { db, id, restored: null, wasClosed, isChanged }
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** A disk without room for a copy does not keep the library from opening: each step is a transaction. */
async function backUpBeforeMigration(db: Db, paths: LibraryPaths, world: LibraryWorld): Promise<void> {
  try {
    await backUpNow(db, paths, world, 'migration')
  } catch (cause) {
    if (toLibraryProblem(cause, paths.folder) === null) throw cause
    world.report(cause)
  }
}

/** Writes `library.json` where it is missing, or is not that of the database; what cannot be read is kept. */
async function keepManifest(paths: LibraryPaths, id: string): Promise<void> {
  const manifest = await readManifest(paths)
  if (manifest !== null && manifest !== 'unreadable' && manifest.id === id) return
  if (manifest !== null) {
    await mkdir(paths.quarantine, { recursive: true })
    await rename(paths.manifest, join(paths.quarantine, `${basename(paths.manifest)}-${crypto.randomUUID()}`))
  }
  await writeManifest(paths, id)
}

/** Built under another name and renamed whole: `diptych.db` is never seen half made. */
async function createDatabase(
  paths: LibraryPaths,
  world: LibraryWorld,
): Promise<{ readonly id: string; readonly wasClosed: true }> {
  await mkdir(paths.tmp, { recursive: true })
  // A log without its database would be taken for that of the new one.
  await setAside(paths, world.nowMs())
  const temporary = join(paths.tmp, temporaryName())
  const id = crypto.randomUUID()
  const db = openDatabase(temporary)
  try {
    migrate(db)
    insertLibraryId(db, id)
  } finally {
    // The last connection moves the log into the file and deletes it.
    db.close()
  }
  await rename(temporary, paths.database)
  await syncFolder(paths.folder)
  return { id, wasClosed: true }
}
