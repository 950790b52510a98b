import type { Failure } from '#shared/failure.ts'
import type { UnmadeStatus } from '#shared/generation-status.ts'
import type { GridCard } from '#shared/image.ts'
import type { Db } from '../library/database.ts'
import { isUnmadeSql } from '../library/status-sql.ts'

type ImageCard = Extract<GridCard, { kind: 'image' }>

interface ImageRow extends Omit<ImageCard, 'kind' | 'isFavorite' | 'hasPixels'> {
  readonly isFavorite: 0 | 1
  readonly hasPixels: 0 | 1
}

interface FailedRow {
  readonly id: number
  readonly status: UnmadeStatus
  readonly failureKind: Failure['kind']
  readonly createdAtMs: number
  readonly caption: string
}

/** What the grid shows of these, in the order asked for. Those that are no longer there are left out. */
export function imageCards(db: Db, ids: readonly number[]): GridCard[] {
  const images = db
    .prepare<[string], ImageRow>(
      `SELECT i.id, i.generation_id AS generationId, i.sha256, i.format, i.width, i.height,
         i.is_favorite AS isFavorite, i.rating, i.pixels_dropped_at_ms IS NULL AS hasPixels,
         i.created_at_ms AS createdAtMs,
         substr(coalesce(g.typed_prompt, nullif(i.imported_metadata ->> '$.prompt', ''), i.imported_file_name, ''), 1,
           200) AS caption
       FROM json_each(?) asked CROSS JOIN images i ON i.id = asked.value
       LEFT JOIN generations g ON g.id = i.generation_id`,
    )
    .all(JSON.stringify(ids.filter((id) => id > 0)))
    .map(
      (row): GridCard => ({ kind: 'image', ...row, isFavorite: row.isFavorite === 1, hasPixels: row.hasPixels === 1 }),
    )
  const failed = db
    .prepare<[string], FailedRow>(
      `SELECT -id AS id, status, failure ->> '$.kind' AS failureKind, created_at_ms AS createdAtMs,
         substr(typed_prompt, 1, 200) AS caption
       FROM generations
       WHERE id IN (SELECT -value FROM json_each(?)) AND ${isUnmadeSql}`,
    )
    .all(JSON.stringify(ids.filter((id) => id < 0)))
    .map((row): GridCard => ({ kind: 'no-picture', ...row }))
  const cardById = new Map([...images, ...failed].map((card) => [card.id, card]))
  return ids.flatMap((id) => cardById.get(id) ?? [])
}
