import { ImageQuery, type SavedSearch } from '#shared/image-query.ts'
import type { Db } from '../library/database.ts'

interface SavedSearchRow {
  readonly id: number
  readonly name: string
  readonly query: string
  readonly created_at_ms: number
}

const rowToSavedSearch = (row: SavedSearchRow): SavedSearch => ({
  id: row.id,
  name: row.name,
  query: ImageQuery.parse(JSON.parse(row.query)),
  createdAtMs: row.created_at_ms,
})

/** In the order in which they were made. */
export const listSavedSearches = (db: Db): SavedSearch[] =>
  db
    .prepare<[], SavedSearchRow>('SELECT id, name, query, created_at_ms FROM saved_searches ORDER BY id')
    .all()
    .map(rowToSavedSearch)

/** Under a name that is taken, the search there becomes this one. */
export function saveSearch(
  db: Db,
  saved: { readonly name: string; readonly query: ImageQuery; readonly nowMs: number },
): SavedSearch {
  const name = saved.name.toWellFormed().normalize('NFC')
  const query = JSON.stringify({ ...saved.query, text: saved.query.text.toWellFormed() })
  const put = db.transaction(
    () =>
      db
        .prepare<[string, string], SavedSearchRow>(
          'UPDATE saved_searches SET query = ? WHERE name = ? RETURNING id, name, query, created_at_ms',
        )
        .get(query, name) ??
      db
        .prepare<[string, string, number], SavedSearchRow>(
          `INSERT INTO saved_searches (name, query, created_at_ms) VALUES (?, ?, ?)
           RETURNING id, name, query, created_at_ms`,
        )
        .get(name, query, saved.nowMs),
  )
  const row = put.immediate()
  if (row === undefined) throw new Error('The search that was just saved is not there')
  return rowToSavedSearch(row)
}

/** Whether there was one. */
export const removeSavedSearch = (db: Db, id: number): boolean =>
  db.prepare<[number]>('DELETE FROM saved_searches WHERE id = ?').run(id).changes > 0
