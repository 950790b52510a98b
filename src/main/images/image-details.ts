import { ImportedMetadata } from '#shared/imported-metadata.ts'
import type { Db } from '../library/database.ts'

interface DetailsRow {
  /** JSON arrays. */
  readonly tags: string
  readonly collection_ids: string
  readonly imported_metadata: string | null
}

export interface ImageDetails {
  readonly tags: readonly string[]
  readonly collectionIds: readonly number[]
  readonly metadata: ImportedMetadata | null
}

/** What is known of an image beside its own row. */
export function readImageDetails(db: Db, id: number): ImageDetails {
  const row = db
    .prepare<{ readonly id: number }, DetailsRow>(
      `SELECT imported_metadata,
         (SELECT json_group_array(t.name ORDER BY t.name_key) FROM image_tags it JOIN tags t ON t.id = it.tag_id
          WHERE it.image_id = :id) AS tags,
         (SELECT json_group_array(collection_id) FROM collection_images WHERE image_id = :id) AS collection_ids
       FROM images WHERE id = :id`,
    )
    .get({ id })
  if (row === undefined) throw new Error(`There is no image ${id}`)
  return {
    // The query made both arrays.
    tags: JSON.parse(row.tags) as readonly string[],
    collectionIds: JSON.parse(row.collection_ids) as readonly number[],
    metadata: row.imported_metadata === null ? null : ImportedMetadata.parse(JSON.parse(row.imported_metadata)),
  }
}
