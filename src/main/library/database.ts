import Sqlite from 'better-sqlite3'

export type Db = Sqlite.Database

/**
 * Opens the library's database for writing, so that an acknowledged commit survives a power cut. Throws SqliteErrors;
 * `toLibraryProblem` names those that can be expected.
 */
export function openDatabase(path: string): Db {
  const db = new Sqlite(path, { timeout: 5000 })
  try {
    db.pragma('journal_mode = WAL')
    // After journal_mode: better-sqlite3 is built with SQLITE_DEFAULT_WAL_SYNCHRONOUS=1, which turns FULL into NORMAL
    // with the first write in WAL mode, and then the newest commits are lost in a power cut.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    // macOS: only F_FULLFSYNC reaches the platter.
    db.pragma('checkpoint_fullfsync = ON')
    db.pragma('cache_size = -65536')
    const synchronous = db.pragma('synchronous', { simple: true })
    if (synchronous !== 2) throw new Error(`synchronous is ${String(synchronous)}, not FULL`)
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** Opens without being able to change a byte of the database or its write-ahead log, not even by closing it. */
export const openDatabaseReadOnly = (path: string): Db => new Sqlite(path, { readonly: true, fileMustExist: true })

/** Gone when it is closed. */
export const openInMemory = (): Db => new Sqlite(':memory:')

/** The shape version (`migrate.ts`), committed log entries included. */
export const userVersion = (db: Db): number => Number(db.pragma('user_version', { simple: true }))

/** Says in the database itself which library it is of. */
export function insertLibraryId(db: Db, id: string): void {
  db.prepare<[string]>('INSERT INTO library (singleton, id) VALUES (1, ?)').run(id)
}

/** Turns a copy that nobody has open into one file that needs no log beside it, not even to be read. */
export function removeLog(path: string): void {
  const db = new Sqlite(path)
  try {
    db.pragma('journal_mode = DELETE')
  } finally {
    db.close()
  }
}

/** A studio has it open: found so on opening, it did not end well. */
export function markOpen(db: Db): void {
  db.exec('UPDATE library SET is_closed = 0')
}

/** Everything is in the file itself afterwards, none of it in the log. */
export function markClosed(db: Db): void {
  db.exec('UPDATE library SET is_closed = 1')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
