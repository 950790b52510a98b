import type { GridImage, ImageFilter, ImageFormat } from '#shared/image.ts'
import { maxCount } from '#shared/limits.ts'
import type { Db } from '../library/database.ts'
import { planSearch } from '../library/search.ts'

interface PageRow {
  readonly id: number
  readonly generation_id: number | null
  readonly sha256: string
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  readonly is_favorite: 0 | 1
  readonly rating: number | null
  readonly created_at_ms: number
  readonly caption: string
}

const rowToGridImage = (row: PageRow): GridImage => ({
  id: row.id,
  generationId: row.generation_id,
  sha256: row.sha256,
  format: row.format,
  width: row.width,
  height: row.height,
  isFavorite: row.is_favorite === 1,
  rating: row.rating,
  createdAtMs: row.created_at_ms,
  caption: row.caption,
})

export interface ImagePage {
  readonly images: GridImage[]
  /** Ask with this for the page after; `null` on the last one. */
  readonly nextBeforeId: number | null
}

/** One page of the grid, newest first: ids are in time order, and the page after starts below the last id of this one. */
export function imagePage(
  db: Db,
  options: { readonly filter: ImageFilter; readonly beforeId: number | null; readonly limit: number },
): ImagePage {
  const source = toSource(options.filter, options.beforeId)
  if (source === null) return { images: [], nextBeforeId: null }
  // One more than asked tells whether there is a page after.
  const rows = db
    .prepare<[Bound], PageRow>(
      `SELECT i.id, i.generation_id, i.sha256, i.format, i.width, i.height, i.is_favorite, i.rating, i.created_at_ms,
         substr(coalesce(g.typed_prompt, i.imported_file_name, ''), 1, 200) AS caption
       ${source.sql} ORDER BY ${source.order} DESC LIMIT :limit`,
    )
    .all({ ...source.bound, limit: options.limit + 1 })
  const images = rows.slice(0, options.limit).map(rowToGridImage)
  return { images, nextBeforeId: rows.length > options.limit ? (images.at(-1)?.id ?? null) : null }
}

/** How many images a filter lets through, counted up to `maxCount`. */
export function imageCount(db: Db, filter: ImageFilter): number {
  const source = toSource(filter, null)
  if (source === null) return 0
  const row = db
    .prepare<[Bound], { readonly count: number }>(`SELECT count(*) AS count FROM (SELECT 1 ${source.sql} LIMIT :limit)`)
    .get({ ...source.bound, limit: maxCount })
  return row?.count ?? 0
}

type Bound = Readonly<Record<string, string | number>>

interface Source {
  /** From FROM to WHERE. */
  readonly sql: string
  readonly order: string
  readonly bound: Bound
}

/** `null`: the query cannot be found in any text. */
function toSource(filter: ImageFilter, beforeId: number | null): Source | null {
  const plan = planSearch(filter.query)
  if (plan.kind === 'none') return null
  const isSearch = plan.kind === 'match'
  // The walk goes down the ids of the index that narrows most; the other table is looked up by id.
  const order = isSearch ? 'image_search.rowid' : 'i.id'
  const tables = isSearch ? 'image_search CROSS JOIN images i ON i.id = image_search.rowid' : 'images i'
  const condition = (isAsked: boolean, sql: string, bound: Bound) => (isAsked ? [{ sql, bound }] : [])
  const conditions: readonly { readonly sql: string; readonly bound: Bound }[] = [
    { sql: `i.trashed_at_ms IS ${filter.isTrash ? 'NOT ' : ''}NULL`, bound: {} },
    ...condition(isSearch, 'image_search MATCH :match', { match: isSearch ? plan.expression : '' }),
    ...condition(beforeId !== null, `${order} < :beforeId`, { beforeId: beforeId ?? 0 }),
    ...condition(filter.isFavoriteOnly, 'i.is_favorite = 1', {}),
    ...condition(filter.provider !== null, 'g.provider = :provider', { provider: filter.provider ?? '' }),
    ...condition(filter.model !== null, 'g.model = :model', { model: filter.model ?? '' }),
    ...condition(filter.fromMs !== null, 'i.created_at_ms >= :fromMs', { fromMs: filter.fromMs ?? 0 }),
    ...condition(filter.beforeMs !== null, 'i.created_at_ms < :beforeMs', { beforeMs: filter.beforeMs ?? 0 }),
  ]
  return {
    sql: `FROM ${tables} LEFT JOIN generations g ON g.id = i.generation_id
       WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    order,
    bound: Object.fromEntries(conditions.flatMap(({ bound }) => Object.entries(bound))),
  }
}
