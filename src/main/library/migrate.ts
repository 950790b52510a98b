import { type Db, userVersion } from './database.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { organisation } from './migrations/0002-organisation.ts'
import { queueAndLedger } from './migrations/0003-queue-and-ledger.ts'
import { experiments } from './migrations/0004-experiments.ts'
import { edits } from './migrations/0005-edits.ts'

/** One step in the shape of the database. Once released it is frozen: a change is a new step. */
export interface Migration {
  /** Counts from 1 without gaps; kept in `user_version`. */
  readonly version: number
  readonly sql: string
  /**
   * It drops a table that others refer to. With foreign keys on, dropping would delete what refers to it; SQLite's own
   * procedure is to turn them off before and to check them after (sqlite.org/lang_altertable.html, §8).
   */
  readonly rebuildsTables?: boolean
  /** What SQL cannot say, in the same transaction. */
  readonly finish?: (db: Db) => void
}

export const migrations: readonly Migration[] = [firstTables, organisation, queueAndLedger, experiments, edits]

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

  for (const step of steps.slice(current)) {
    const danglingBefore = step.rebuildsTables === true ? danglingCount(db) : 0
    const take = db.transaction(() => {
      db.exec(step.sql)
      step.finish?.(db)
      // What damage left behind is none of this step's business.
      if (step.rebuildsTables === true && danglingCount(db) > danglingBefore)
        throw new Error(`Migration ${step.version} leaves references to rows that are not there`)
      db.pragma(`user_version = ${step.version}`)
    })
    if (step.rebuildsTables === true) withoutForeignKeys(db, () => take.immediate())
    else take.immediate()
  }
}

/** References to rows that are not there. */
const danglingCount = (db: Db): number => db.prepare('PRAGMA foreign_key_check').all().length

function withoutForeignKeys(db: Db, act: () => void): void {
  const before = db.pragma('foreign_keys', { simple: true })
  db.pragma('foreign_keys = OFF')
  try {
    act()
  } finally {
    db.pragma(`foreign_keys = ${String(before)}`)
  }
}
