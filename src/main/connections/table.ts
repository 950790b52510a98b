import { z } from 'zod'
import { ConnectionSettings } from '#shared/connection.ts'
import { ServerProfileId } from '#shared/server-profile.ts'
import type { Db } from '../library/database.ts'

/** What a server said of its models, and when. */
export const ModelListing = z
  .strictObject({
    atMs: z.number().int(),
    models: z.array(z.strictObject({ id: z.string(), shutdownOn: z.string().nullable() })).readonly(),
  })
  .readonly()
export type ModelListing = z.infer<typeof ModelListing>

/** A connection as the library keeps it. Its key is not here: keys stay with the computer. */
export interface StoredConnection {
  readonly id: string
  readonly profile: ServerProfileId
  readonly label: string
  /** `null` = inside this program. */
  readonly baseUrl: string | null
  readonly settings: ConnectionSettings
  readonly listing: ModelListing | null
  readonly createdAtMs: number
}

interface ConnectionRow {
  readonly id: string
  readonly profile: string
  readonly label: string
  readonly base_url: string | null
  readonly settings: string
  readonly listing: string | null
  readonly created_at_ms: number
}

const rowToConnection = (row: ConnectionRow): StoredConnection => ({
  id: row.id,
  // A kind of server that only a newer version knows is still a server.
  profile: ServerProfileId.safeParse(row.profile).data ?? 'other',
  label: row.label,
  baseUrl: row.base_url,
  settings: ConnectionSettings.parse(JSON.parse(row.settings)),
  listing: row.listing === null ? null : ModelListing.parse(JSON.parse(row.listing)),
  createdAtMs: row.created_at_ms,
})

/** In the order in which they were made. */
export const listConnections = (db: Db): StoredConnection[] =>
  db
    .prepare<[], ConnectionRow>(
      'SELECT id, profile, label, base_url, settings, listing, created_at_ms FROM connections ORDER BY created_at_ms, id',
    )
    .all()
    .map(rowToConnection)

/** Puts it in the place of the one with its id. */
export function saveConnection(db: Db, connection: StoredConnection): void {
  const { id, profile, label, baseUrl, settings, listing, createdAtMs } = connection
  db.prepare<[string, string, string, string | null, string, string | null, number]>(
    `INSERT INTO connections (id, profile, label, base_url, settings, listing, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET profile = excluded.profile, label = excluded.label, base_url = excluded.base_url,
       settings = excluded.settings, listing = excluded.listing`,
  ).run(
    id,
    profile,
    label.toWellFormed(),
    baseUrl,
    JSON.stringify(settings),
    listing === null ? null : JSON.stringify(listing),
    createdAtMs,
  )
}

/** What was made over it keeps its label and its id. */
export const removeConnection = (db: Db, id: string): void => {
  db.prepare<[string]>('DELETE FROM connections WHERE id = ?').run(id)
}

/**
 * The connections of a library that has just opened. One that never had any gets the built-in ones, and those that an
 * older version kept beside the settings: for the first library (`isFirst`), and for every other that is as old as they
 * are, which is seen by what was made in it.
 */
export function openConnections(
  db: Db,
  given: {
    readonly builtIn: readonly StoredConnection[]
    readonly older: readonly StoredConnection[]
    readonly isFirst: boolean
  },
): StoredConnection[] {
  const known = listConnections(db)
  const isNew = known.length === 0
  const takesOver = isNew && (given.isFirst || hasGenerations(db))
  const missing = [...given.builtIn, ...(takesOver ? given.older : [])].filter(
    ({ id }) => !known.some((connection) => connection.id === id),
  )
  // Nothing to write: a library that is only read opens too.
  if (missing.length === 0) return known
  db.transaction(() => {
    for (const connection of missing) saveConnection(db, connection)
  }).immediate()
  return listConnections(db)
}

const hasGenerations = (db: Db): boolean => db.prepare('SELECT 1 FROM generations LIMIT 1').get() !== undefined
