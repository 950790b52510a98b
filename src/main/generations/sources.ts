import type { Draft } from '#shared/generation.ts'
import type { Db } from '../library/database.ts'

type Source = NonNullable<Draft['sources']>[number]

/** What a generation is made from. Images that are not there (any more) are left out. */
export function insertSources(db: Db, generationId: number, sources: readonly Source[]): void {
  const insert = db.prepare<[number, string, number, number]>(
    `INSERT OR IGNORE INTO generation_sources (generation_id, image_id, role, position)
     SELECT ?, id, ?, ? FROM images WHERE id = ?`,
  )
  for (const [position, { imageId, role }] of sources.entries()) insert.run(generationId, role, position, imageId)
}
