import { truncateSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { err, ok, type Result } from '#shared/result.ts'
import { isCorrupt } from './inspect-database.ts'
import type { LibraryPaths } from './library-paths.ts'
import type { LibraryProblem } from './library-problem.ts'

export interface LibraryLock {
  readonly release: () => void
}

/**
 * One studio per library, whatever the user-data folder: an exclusive transaction on `lock.db`, held while open. The
 * kernel lets go of it when the process dies, however it dies, so there is never a stale lock to clear.
 *
 * Nothing in this process may open `lock.db` by other means: closing any descriptor of it would drop the lock (POSIX).
 */
export function lockLibrary(paths: LibraryPaths): Result<LibraryLock, LibraryProblem> {
  try {
    return tryToLock(paths)
  } catch (cause) {
    if (!isCorrupt(cause)) throw cause
    // It holds nothing that could be lost. Nobody else has it: they would have been seen before its bytes. Emptied, not
    // replaced, so that two who come at once still lock the same file.
    truncateSync(paths.lock)
    return tryToLock(paths)
  }
}

function tryToLock(paths: LibraryPaths): Result<LibraryLock, LibraryProblem> {
  const db = openOrNull(paths.lock)
  if (db === null) return err({ kind: 'library-read-only', detail: `cannot open ${paths.lock}` })
  try {
    // Or a journal would be written first, for which a full disk has no room.
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
    return ok({ release: () => db.close() })
  } catch (cause) {
    db.close()
    if (!(cause instanceof Sqlite.SqliteError)) throw cause
    if (cause.code.startsWith('SQLITE_BUSY')) return err({ kind: 'library-locked', path: paths.folder })
    if (cause.code.startsWith('SQLITE_READONLY')) return err({ kind: 'library-read-only', detail: cause.message })
    throw cause
  }
}

function openOrNull(path: string): Sqlite.Database | null {
  try {
    return new Sqlite(path, { timeout: 0 })
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_CANTOPEN')) return null
    throw cause
  }
}
