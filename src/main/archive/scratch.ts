import { type Db, openDatabase } from '../library/database.ts'
import { migrate } from '../library/migrate.ts'
import { BadArchive } from './open-archive.ts'

/** A library's database in memory, in which rows from elsewhere are tried out: it has every check that the real one has. */
export interface Scratch {
  readonly id: string
  readonly db: Db
  /** Throws `BadArchive` when the rows are refused; nothing stays of them either way. */
  readonly tryOut: (insert: () => unknown) => void
  readonly close: () => void
}

export function openScratch(libraryId: string): Scratch {
  const db = openDatabase(':memory:')
  migrate(db)
  return {
    id: libraryId,
    db,
    tryOut: (insert) => {
      db.exec('BEGIN')
      try {
        insert()
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_CONSTRAINT'))
          throw new BadArchive(`Rows that cannot be: ${cause.message}`)
        throw cause
      } finally {
        db.exec('ROLLBACK')
      }
    },
    close: () => {
      db.close()
    },
  }
}
