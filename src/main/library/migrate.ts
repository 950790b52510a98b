import { type Db, userVersion } from './database.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { organisation } from './migrations/0002-organisation.ts'

/** One step in the shape of the database. Once released it is frozen: a change is a new step. */
export interface Migration {
  /** Counts from 1 without gaps; kept in `user_version`. */
  readonly version: number
  readonly sql: string
  /** What SQL cannot say, in the same transaction. */
  readonly finish?: (db: Db) => void
}

export const migrations: readonly Migration[] = [firstTables, organisation]

/** The newest shape this program knows. */
export const knownVersion = migrations.length

/**
 * Brings `db` to the newest shape, each step in a transaction that also moves `user_version`. A newer shape must have
 * been refused before (`library-folder.ts`), without opening the database for writing; here it is a defect.
 */
export function migrate(db: Db, steps: readonly Migration[] = migrations): void {
  for (const [index, step] of steps.entries())
    if (step.version !== index + 1) throw new Error(`Migration ${index + 1} is numbered ${step.version}`)
  const current = userVersion(db)
  if (current > steps.length) throw new Error(`The database has shape ${current}, this program knows ${steps.length}`)

  for (const step of steps.slice(current))
    db.transaction(() => {
      db.exec(step.sql)
      step.finish?.(db)
      db.pragma(`user_version = ${step.version}`)
    }).immediate()
}
