import type { Db } from '../library/database.ts'

/**
 * After images were deleted for good, in the same transaction: masks that were drawn on them and that nothing was made
 * with go too, and what was a composite of one of them stays one. Answers with those that changed.
 */
export function forgetDeleted(
  db: Db,
  imageIds: readonly number[],
): { readonly compositeIds: readonly number[]; readonly maskIds: readonly number[] } {
  const deleted = JSON.stringify(imageIds)
  return {
    compositeIds: db
      .prepare<[string], number>(
        `UPDATE images SET composite_of_id = id
         WHERE composite_of_id IN (SELECT value FROM json_each(?)) AND composite_of_id <> id RETURNING id`,
      )
      .pluck()
      .all(deleted),
    maskIds: db
      .prepare<[string], number>(
        `DELETE FROM masks WHERE image_id IN (SELECT value FROM json_each(?))
           AND NOT EXISTS (SELECT 1 FROM generations WHERE mask_id = masks.id)
           AND NOT EXISTS (SELECT 1 FROM change_reports WHERE mask_id = masks.id)
         RETURNING id`,
      )
      .pluck()
      .all(deleted),
  }
}
