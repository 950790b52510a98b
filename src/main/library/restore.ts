import { rmSync, statSync } from 'node:fs'
import { chmod, copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { adoptAll } from './adopt-all.ts'
import { newestGoodBackup } from './backup-files.ts'
import { databaseProblems } from './check-database.ts'
import { type Db, insertLibraryId, openDatabase } from './database.ts'
import { syncFolder, temporaryName } from './durable-file.ts'
import { isMissing } from './is-missing.ts'
import type { LibraryWorld } from './library.ts'
import type { LibraryPaths } from './library-paths.ts'
import { migrate } from './migrate.ts'
import { idInSidecars } from './read-sidecars.ts'

/** A database that was damaged or gone, and what came back. */
export interface Restored {
  /** When the backup was made; `null` = none was good, everything comes from the files. */
  readonly backupAtMs: number | null
  readonly fromBackupCount: number
  /** Pictures that only the files beside the originals knew. */
  readonly fromFilesCount: number
  /** Pictures of which nothing told any more but they themselves: they came in as imports. */
  readonly withoutRecordCount: number
  /** The damaged database, kept in quarantine under this name; `null` = there was none to keep. */
  readonly keptAs: string | null
}

/**
 * Puts a whole database in place of one that is damaged or gone: the newest good backup, and what that lacks from the
 * files beside the originals. Built under another name, checked, then exchanged: ended in between, it is done again.
 */
export async function restoreDatabase(
  paths: LibraryPaths,
  world: LibraryWorld,
  /** From `library.json`; `null` where that is gone too. */
  knownId: string | null,
  /** The database is a copy; beside it nothing can be written. */
  isForLooking: boolean,
): Promise<{ readonly id: string; readonly restored: Restored }> {
  const backup = await newestGoodBackup(paths, knownId)
  const id = knownId ?? backup?.libraryId ?? (await idInSidecars(paths)) ?? crypto.randomUUID()
  await mkdir(paths.tmp, { recursive: true })
  const temporary = join(paths.tmp, temporaryName())
  try {
    if (backup !== null) {
      await copyFile(backup.path, temporary)
      // From a folder that may only be read, that permission is copied too.
      await chmod(temporary, 0o600)
    }
    const counts = await complete(temporary, { id, hasBackup: backup !== null, paths, world, isForLooking })
    const keptAs = await setAside(paths, world.nowMs())
    await rename(temporary, paths.database)
    await syncFolder(paths.folder)
    return { id, restored: { backupAtMs: backup?.madeAtMs ?? null, ...counts, keptAs } }
  } catch (cause) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(temporary + suffix, { force: true })
    throw cause
  }
}

async function complete(
  path: string,
  {
    id,
    hasBackup,
    paths,
    world,
    isForLooking,
  }: {
    readonly id: string
    readonly hasBackup: boolean
    readonly paths: LibraryPaths
    readonly world: LibraryWorld
    readonly isForLooking: boolean
  },
): Promise<Pick<Restored, 'fromBackupCount' | 'fromFilesCount' | 'withoutRecordCount'>> {
  const db = openDatabase(path)
  try {
    migrate(db)
    if (!hasBackup) insertLibraryId(db, id)
    const fromBackupCount =
      db.prepare<[], { readonly count: number }>('SELECT count(*) AS count FROM images').get()?.count ?? 0
    const adopted = await adoptAll({ db, libraryId: id, paths, world, hasBackup, isForLooking })
    await keepIdsFromReuse(db, paths)
    const problems = databaseProblems(db)
    if (problems.length > 0) throw new Error(`The restored database is damaged: ${problems.join('; ')}`)
    return { fromBackupCount, ...adopted }
  } finally {
    // The last connection moves the log into the file and deletes it.
    db.close()
    await syncClosedFile(path)
  }
}

/** A spool can be of a generation that the backup does not know: the next one must not take its id. */
async function keepIdsFromReuse(db: Db, paths: LibraryPaths): Promise<void> {
  const names = await readdir(paths.spool).catch((cause: unknown) => {
    if (isMissing(cause)) return []
    throw cause
  })
  const ids = names.flatMap((name) => Number(/^(\d+)\.spool$/.exec(name)?.[1] ?? 0))
  const greatest = Math.max(0, ...ids)
  const { changes } = db
    .prepare<[number]>(`UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'generations'`)
    .run(greatest)
  if (changes === 0)
    db.prepare<[number]>(`INSERT INTO sqlite_sequence (name, seq) VALUES ('generations', ?)`).run(greatest)
}

async function syncClosedFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The damaged database with its log, into quarantine; its name there. Files without a byte are not worth keeping. */
export async function setAside(paths: LibraryPaths, nowMs: number): Promise<string | null> {
  await mkdir(paths.quarantine, { recursive: true })
  const time = new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')
  const name = `${basename(paths.database)}.damaged-${time}Z-${crypto.randomUUID().slice(0, 8)}`
  let keptAs: string | null = null
  for (const suffix of ['', '-wal', '-shm']) {
    const path = paths.database + suffix
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) continue
    if (found.isFile() && found.size === 0) await rm(path)
    else {
      await rename(path, join(paths.quarantine, name + suffix))
      if (suffix !== '-shm') keptAs = name
    }
  }
  await Promise.all([syncFolder(paths.quarantine), syncFolder(paths.folder)])
  return keptAs
}
