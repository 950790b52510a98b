import type { ChangeReport, Difference } from '#shared/edit.ts'
import type { Db } from '../library/database.ts'

interface ReportRow {
  readonly id: number
  readonly beforeImageId: number
  readonly afterImageId: number
  readonly maskId: number | null
  readonly changedInside: number | null
  readonly visiblyChangedInside: number | null
  readonly meanDifferenceInside: number | null
  readonly ssimInside: number | null
  readonly changedOutside: number | null
  readonly visiblyChangedOutside: number | null
  readonly meanDifferenceOutside: number | null
  readonly ssimOutside: number | null
  readonly isScaled: 0 | 1
  readonly words: string | null
  readonly wordsModel: string | null
  readonly createdAtMs: number
}

/** Without the heat map. */
const columns = `id, before_image_id AS beforeImageId, after_image_id AS afterImageId, mask_id AS maskId,
  changed_inside AS changedInside, visibly_changed_inside AS visiblyChangedInside,
  mean_difference_inside AS meanDifferenceInside, ssim_inside AS ssimInside,
  changed_outside AS changedOutside, visibly_changed_outside AS visiblyChangedOutside,
  mean_difference_outside AS meanDifferenceOutside, ssim_outside AS ssimOutside,
  is_scaled AS isScaled, words, words_model AS wordsModel, created_at_ms AS createdAtMs`

const rowToReport = (row: ReportRow): ChangeReport => ({
  id: row.id,
  beforeImageId: row.beforeImageId,
  afterImageId: row.afterImageId,
  maskId: row.maskId,
  inside: toDifference(row.changedInside, row.visiblyChangedInside, row.meanDifferenceInside, row.ssimInside),
  outside: toDifference(row.changedOutside, row.visiblyChangedOutside, row.meanDifferenceOutside, row.ssimOutside),
  isScaled: row.isScaled === 1,
  words: row.words === null || row.wordsModel === null ? null : { text: row.words, model: row.wordsModel },
  createdAtMs: row.createdAtMs,
})

const toDifference = (
  changed: number | null,
  visiblyChanged: number | null,
  meanDifference: number | null,
  ssim: number | null,
): Difference | null =>
  changed === null || visiblyChanged === null || meanDifference === null
    ? null
    : { changed, visiblyChanged, meanDifference, ssim }

/** Two pictures and what of the first was to be changed. */
export interface ComparedPair {
  readonly beforeImageId: number
  readonly afterImageId: number
  readonly maskId: number | null
}

export const findReport = (db: Db, pair: ComparedPair): ChangeReport | null => {
  const row = db
    .prepare<[ComparedPair], ReportRow>(
      `SELECT ${columns} FROM change_reports
       WHERE before_image_id = :beforeImageId AND after_image_id = :afterImageId AND ifnull(mask_id, 0) = ifnull(:maskId, 0)`,
    )
    .get(pair)
  return row === undefined ? null : rowToReport(row)
}

export const findReportById = (db: Db, id: number): ChangeReport | null => {
  const row = db.prepare<[number], ReportRow>(`SELECT ${columns} FROM change_reports WHERE id = ?`).get(id)
  return row === undefined ? null : rowToReport(row)
}

/** Those in which this is the later picture. */
export const reportsAbout = (db: Db, afterImageId: number): readonly ChangeReport[] =>
  db
    .prepare<[number], ReportRow>(`SELECT ${columns} FROM change_reports WHERE after_image_id = ? ORDER BY id`)
    .all(afterImageId)
    .map(rowToReport)

export const heatMapPng = (db: Db, id: number): Uint8Array | null =>
  db.prepare<[number], Buffer | null>('SELECT heat_map FROM change_reports WHERE id = ?').pluck().get(id) ?? null

/** What was measured; `heatMap` `null` = to be drawn when somebody asks for it. */
export interface Measured {
  readonly inside: Difference | null
  readonly outside: Difference | null
  readonly isScaled: boolean
  readonly heatMap: Uint8Array | null
}

/** Takes the place of figures that are there already; the words beside them stay. Returns the id. */
export function putReport(db: Db, report: ComparedPair & Measured & { readonly createdAtMs: number }): number {
  const { inside, outside, isScaled, ...rest } = report
  const id = db
    .prepare<[Record<string, string | number | Uint8Array | null>], number>(
      `INSERT INTO change_reports (before_image_id, after_image_id, mask_id, changed_inside, visibly_changed_inside,
         mean_difference_inside, ssim_inside, changed_outside, visibly_changed_outside, mean_difference_outside,
         ssim_outside, is_scaled, created_at_ms, heat_map)
       VALUES (:beforeImageId, :afterImageId, :maskId, :changedInside, :visiblyChangedInside,
         :meanDifferenceInside, :ssimInside, :changedOutside, :visiblyChangedOutside, :meanDifferenceOutside,
         :ssimOutside, :isScaled, :createdAtMs, :heatMap)
       ON CONFLICT DO UPDATE SET changed_inside = excluded.changed_inside,
         visibly_changed_inside = excluded.visibly_changed_inside,
         mean_difference_inside = excluded.mean_difference_inside, ssim_inside = excluded.ssim_inside,
         changed_outside = excluded.changed_outside, visibly_changed_outside = excluded.visibly_changed_outside,
         mean_difference_outside = excluded.mean_difference_outside, ssim_outside = excluded.ssim_outside,
         is_scaled = excluded.is_scaled, heat_map = excluded.heat_map
       RETURNING id`,
    )
    .pluck()
    .get({
      ...rest,
      changedInside: inside?.changed ?? null,
      visiblyChangedInside: inside?.visiblyChanged ?? null,
      meanDifferenceInside: inside?.meanDifference ?? null,
      ssimInside: inside?.ssim ?? null,
      changedOutside: outside?.changed ?? null,
      visiblyChangedOutside: outside?.visiblyChanged ?? null,
      meanDifferenceOutside: outside?.meanDifference ?? null,
      ssimOutside: outside?.ssim ?? null,
      isScaled: isScaled ? 1 : 0,
    })
  if (id === undefined) throw new Error('A report that was just written has no id')
  return id
}

/** What a model said; earlier words make room. `false` = there is no such report. */
export const giveWords = (db: Db, id: number, words: { readonly text: string; readonly model: string }): boolean =>
  db
    .prepare<[string, string, number]>('UPDATE change_reports SET words = ?, words_model = ? WHERE id = ?')
    .run(words.text.toWellFormed(), words.model.toWellFormed(), id).changes === 1
