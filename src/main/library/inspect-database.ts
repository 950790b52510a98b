import { existsSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import Sqlite from 'better-sqlite3'
import { databaseProblems } from './check-database.ts'
import { type Db, openDatabaseReadOnly, userVersion } from './database.ts'
import { isMissing } from './is-missing.ts'
import { knownVersion } from './migrate.ts'

export type DatabaseState =
  /** Missing, or empty as only a failed write leaves it. */
  | { readonly kind: 'none' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly detail: string }
  /** As far as it was looked at. */
  | {
      readonly kind: 'sound'
      readonly version: number
      readonly id: string
      /** The last studio ended well. */
      readonly wasClosed: boolean
    }

/** A check of this much takes about 15 ms; larger ones are checked beside the work (`library-care.ts`). */
const checkedOnOpeningBytes = 16_000_000

/**
 * Looks at a database through a connection that cannot write, so that one which is refused stays as it is, log and all.
 * Throws what is no damage of the database: a full disk, missing permission.
 */
export async function inspectDatabase(
  path: string,
  options: {
    /** Damage was noticed before: everything is looked at, however large. */
    readonly isSuspect?: boolean
  } = {},
): Promise<DatabaseState> {
  const found = await stat(path).catch((cause: unknown) => {
    if (isMissing(cause)) return null
    throw cause
  })
  if (found === null) return { kind: 'none' }
  if (!found.isFile()) return { kind: 'damaged', detail: 'diptych.db is not a file' }
  if (found.size === 0) return { kind: 'none' }

  const sideFiles = ['-wal', '-shm'].map((suffix) => path + suffix).filter((side) => !existsSync(side))
  try {
    const db = openDatabaseReadOnly(path)
    try {
      return inspect(db, options.isSuspect === true || found.size <= checkedOnOpeningBytes)
    } finally {
      db.close()
    }
  } catch (cause) {
    if (!isDamage(cause)) throw cause
    return { kind: 'damaged', detail: cause.message }
  } finally {
    // Made by the reading, empty, and left behind by it.
    for (const side of sideFiles) rmSync(side, { force: true })
  }
}

/** Malformed, or no database at all. */
export const isCorrupt = (cause: unknown): cause is Error =>
  cause instanceof Sqlite.SqliteError && (cause.code.startsWith('SQLITE_CORRUPT') || cause.code === 'SQLITE_NOTADB')

/** On opening also: tables or columns that are not there, sectors that cannot be read. */
export const isDamage = (cause: unknown): cause is Error =>
  isCorrupt(cause) ||
  (cause instanceof Sqlite.SqliteError &&
    ['SQLITE_ERROR', 'SQLITE_SCHEMA', 'SQLITE_IOERR_READ', 'SQLITE_IOERR_SHORT_READ'].includes(cause.code))

function inspect(db: Db, isThorough: boolean): DatabaseState {
  const version = userVersion(db)
  // A newer one need not have an id where this program looks for it.
  if (version > knownVersion) return { kind: 'newer', version }
  if (version < 1) return { kind: 'damaged', detail: `diptych.db has shape ${version}` }
  const row = db.prepare<[], { readonly id: string }>('SELECT id FROM library').get()
  if (row === undefined) return { kind: 'damaged', detail: 'diptych.db does not say which library it is of' }
  const problems = isThorough ? databaseProblems(db) : []
  if (problems.length > 0) return { kind: 'damaged', detail: problems.join('\n').slice(0, 4000) }
  return { kind: 'sound', version, id: row.id, wasClosed: version < 2 || isClosed(db) }
}

const isClosed = (db: Db): boolean =>
  db.prepare<[], { readonly is_closed: 0 | 1 }>('SELECT is_closed FROM library').get()?.is_closed === 1
