import type { Db } from '../library/database.ts'

export type MarkColumn = 'is_favorite' | 'rating' | 'note' | 'deleted_at_ms'
export type MarkValue = number | string | null

/**
 * Gives images one value and answers with what they had before: images by former value. Those that have it already, and
 * those that are not there, are left out.
 */
export function setColumn(
  db: Db,
  column: MarkColumn,
  imageIds: readonly number[],
  value: MarkValue,
): ReadonlyMap<MarkValue, readonly number[]> {
  const rows = db
    .prepare<[string, MarkValue], { readonly id: number; readonly before: MarkValue }>(
      `SELECT id, ${column} AS before FROM images
       WHERE id IN (SELECT value FROM json_each(?)) AND ${column} IS NOT ?`,
    )
    .all(JSON.stringify(imageIds), value)
  db.prepare<[MarkValue, string]>(`UPDATE images SET ${column} = ? WHERE id IN (SELECT value FROM json_each(?))`).run(
    value,
    JSON.stringify(rows.map(({ id }) => id)),
  )
  const grouped = Map.groupBy(rows, ({ before }) => before)
  return new Map([...grouped].map(([before, group]) => [before, group.map(({ id }) => id)]))
}
