import type { CallOutput } from '#shared/contract.ts'
import type { Db } from '../library/database.ts'

/** Tags named in a summary: more than anybody reads. */
const maxTags = 500

/** What many images take, cost and have in common. An original that several of them show takes its space once. */
export function summariseImages(db: Db, ids: readonly number[]): CallOutput<'images.summarise'> {
  const asked = JSON.stringify(ids)
  const totals = db
    .prepare<[string], { readonly count: number; readonly costMicroUsd: number | null }>(
      `SELECT count(*) AS count, sum(cost_micro_usd) AS costMicroUsd
       FROM images WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .get(asked)
  const bytes = db
    .prepare<[string], number>(
      `SELECT coalesce(sum(bytes), 0) FROM (
         SELECT DISTINCT sha256, bytes FROM images
         WHERE id IN (SELECT value FROM json_each(?)) AND pixels_dropped_at_ms IS NULL
       )`,
    )
    .pluck()
    .get(asked)
  const tags = db
    .prepare<[string, number], { readonly name: string; readonly imageCount: number }>(
      `SELECT t.name, count(*) AS imageCount FROM image_tags it JOIN tags t ON t.id = it.tag_id
       WHERE it.image_id IN (SELECT value FROM json_each(?))
       GROUP BY t.id ORDER BY imageCount DESC, t.name_key LIMIT ?`,
    )
    .all(asked, maxTags)
  return { count: totals?.count ?? 0, costMicroUsd: totals?.costMicroUsd ?? null, bytes: bytes ?? 0, tags }
}

/** What emptying the Trash would delete; `deletedBeforeMs: null` = everything in it. */
export function measureTrash(db: Db, deletedBeforeMs: number | null): CallOutput<'images.measureTrash'> {
  const inTrash = 'deleted_at_ms IS NOT NULL AND (:before IS NULL OR deleted_at_ms < :before)'
  const before = { before: deletedBeforeMs }
  const count = db.prepare<[typeof before], number>(`SELECT count(*) FROM images WHERE ${inTrash}`).pluck().get(before)
  // An original that another image shows stays on the disk.
  const bytes = db
    .prepare<[typeof before], number>(
      `SELECT coalesce(sum(bytes), 0) FROM (
         SELECT DISTINCT sha256, bytes FROM images AS gone
         WHERE ${inTrash} AND pixels_dropped_at_ms IS NULL AND NOT EXISTS (
           SELECT 1 FROM images AS kept
           WHERE kept.sha256 = gone.sha256 AND kept.pixels_dropped_at_ms IS NULL
             AND (kept.deleted_at_ms IS NULL OR (:before IS NOT NULL AND kept.deleted_at_ms >= :before))
         )
       )`,
    )
    .pluck()
    .get(before)
  return { count: count ?? 0, bytes: bytes ?? 0 }
}
