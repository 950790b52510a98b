import { rmSync, statSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { type BackupReason, listBackups, placeBackup } from './backup-files.ts'
import { problemsOfFile } from './check-database.ts'
import { notedDamage } from './damage.ts'
import { type Db, removeLog } from './database.ts'
import { temporaryName } from './durable-file.ts'
import type { LibraryWorld } from './library.ts'
import type { LibraryPaths } from './library-paths.ts'

/**
 * A whole copy of an open database under `tmp/`, durable and without a log; work can go on meanwhile. `null` when there
 * is nothing in it yet that could be lost.
 */
export async function copyDatabase(db: Db, paths: LibraryPaths): Promise<string | null> {
  if (!hasRows(db)) return null
  await mkdir(paths.tmp, { recursive: true })
  const path = join(paths.tmp, temporaryName())
  try {
    // A few milliseconds at a time.
    await db.backup(path, { progress: () => 2000 })
    removeLog(path)
    const file = await open(path, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    return path
  } catch (cause) {
    removeCopy(path)
    throw cause
  }
}

/** A copy becomes a backup when it is sound; otherwise the answer is what is wrong with it, and so with the database. */
export async function keepIfSound(
  paths: LibraryPaths,
  copy: {
    readonly path: string
    readonly reason: BackupReason
    readonly madeAtMs: number
    readonly problems: readonly string[]
  },
): Promise<readonly string[]> {
  if (copy.problems.length > 0) removeCopy(copy.path)
  else await placeBackup(paths, { from: copy.path, reason: copy.reason, madeAtMs: copy.madeAtMs })
  return copy.problems
}

/** All of it at once, for when nothing else goes on: before a change of shape and on closing. */
export async function backUpNow(
  db: Db,
  paths: LibraryPaths,
  world: LibraryWorld,
  reason: BackupReason,
): Promise<readonly string[]> {
  const path = await copyDatabase(db, paths)
  if (path === null) return []
  return keepIfSound(paths, { path, reason, madeAtMs: world.nowMs(), problems: problemsOfFile(path) })
}

const removeCopy = (path: string): void => {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true })
}

const hasRows = (db: Db): boolean =>
  db
    .prepare<[], { readonly has_rows: 0 | 1 }>(
      'SELECT EXISTS (SELECT 1 FROM generations) OR EXISTS (SELECT 1 FROM images) AS has_rows',
    )
    .get()?.has_rows === 1

/** Whether the database of a library that is not open holds anything that its newest backup lacks. */
export async function isNewerThanBackups(paths: LibraryPaths): Promise<boolean> {
  const [newest] = await listBackups(paths)
  const writtenAtMs = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const hasLog = (statSync(`${paths.database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
  return newest === undefined || hasLog || writtenAtMs(paths.database) > writtenAtMs(newest.path)
}

const dayMs = 24 * 60 * 60 * 1000
/** Copying more than this could take longer than a person waits for a program to end. The daily backup has it. */
const copiedOnClosingBytes = 300_000_000

/** Knows when an open library was last backed up. */
export interface Backups {
  /** A day has passed since the last backup, by a clock that may have jumped, and something was changed. */
  readonly isDailyDue: () => Promise<boolean>
  /** To be checked and then given to `keep`; `null` when there is nothing to keep. */
  readonly copy: () => Promise<string | null>
  readonly keep: (copy: { readonly path: string; readonly problems: readonly string[] }) => Promise<readonly string[]>
  /** With the mark of a clean end in it, which by itself is no change. */
  readonly onClosing: (markClosed: () => void) => Promise<void>
}

export function createBackups(options: {
  readonly db: Db
  readonly paths: LibraryPaths
  readonly world: LibraryWorld
  /** It was changed before this opening and not backed up. */
  readonly isChanged: boolean
}): Backups {
  const { db, paths, world } = options
  const changeCount = (): number =>
    db.prepare<[], { readonly count: number }>('SELECT total_changes() AS count').get()?.count ?? 0
  let backedUpAtCount = options.isChanged ? -1 : changeCount()
  let copiedAtCount = 0
  /** Damage that is known must not become the newest backup, whatever a check of the copy would find. */
  const isWorthIt = (): boolean => changeCount() !== backedUpAtCount && notedDamage(paths) === null
  return {
    isDailyDue: async () => {
      const [newest] = await listBackups(paths)
      if (!isWorthIt()) return false
      return newest === undefined || Math.abs(world.nowMs() - newest.madeAtMs) >= dayMs
    },
    copy: () => {
      copiedAtCount = changeCount()
      return copyDatabase(db, paths)
    },
    keep: async ({ path, problems }) => {
      const found = await keepIfSound(paths, { path, reason: 'daily', madeAtMs: world.nowMs(), problems })
      if (found.length === 0) backedUpAtCount = copiedAtCount
      return found
    },
    onClosing: async (markClosed) => {
      const isDue = isWorthIt()
      markClosed()
      if (isDue && statSync(paths.database).size <= copiedOnClosingBytes) await backUpNow(db, paths, world, 'close')
    },
  }
}
