import { type Db, openDatabaseReadOnly, openInMemory, userVersion } from './database.ts'
import { knownVersion, migrate } from './migrate.ts'

/**
 * What is wrong with a database, as far as SQLite can tell; empty = sound. `quick_check` would be faster and sees a
 * tenth: of 300 flipped bits it noticed 23, `integrity_check` 236.
 */
export function databaseProblems(db: Db): readonly string[] {
  const rows = db.prepare<[], { readonly integrity_check: string }>('PRAGMA integrity_check(20)').all()
  const found = rows.map((row) => row.integrity_check).filter((line) => line !== 'ok')
  // A damaged table definition can still be a valid one.
  const hasOtherShape = userVersion(db) === knownVersion && shapeOf(db) !== expectedShape()
  return hasOtherShape ? [...found, 'the tables are not those of this version'] : found
}

/** Rows that refer to rows which are not there. */
export const foreignKeyProblems = (db: Db): readonly string[] =>
  db
    .prepare<[], { readonly table: string; readonly rowid: number; readonly parent: string }>(
      'PRAGMA foreign_key_check',
    )
    .all()
    .slice(0, 20)
    .map(({ table, rowid, parent }) => `${table} ${rowid} refers to a row of ${parent} that is not there`)

/** The same for a file that is not open. Throws SqliteErrors for one that cannot even be read. */
export function problemsOfFile(path: string): readonly string[] {
  const db = openDatabaseReadOnly(path)
  try {
    return databaseProblems(db)
  } finally {
    db.close()
  }
}

/** Tables, columns and indexes; not their SQL, which each version of SQLite writes a little differently. */
const shapeOf = (db: Db): string =>
  JSON.stringify([
    db
      .prepare(
        `SELECT t.name, c.name, c.type, c."notnull", c.pk
         FROM pragma_table_list t JOIN pragma_table_xinfo(t.name) c
         WHERE t.schema = 'main' AND t.type <> 'shadow' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid`,
      )
      .raw()
      .all(),
    db
      .prepare(
        `SELECT t.name, i.name, i."unique", i.partial, c.name
         FROM pragma_table_list t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
         WHERE t.schema = 'main' AND t.type <> 'shadow' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, i.name, c.seqno`,
      )
      .raw()
      .all(),
  ])

let knownShape: string | null = null
function expectedShape(): string {
  if (knownShape !== null) return knownShape
  const db = openInMemory()
  try {
    migrate(db)
    knownShape = shapeOf(db)
    return knownShape
  } finally {
    db.close()
  }
}
