import type { Db } from '../library/database.ts'
import { findPicture, referenceOf } from '../library/picture-reference.ts'
import type { EditRecord, GenerationRecord, ImageOrigin, ReportRecord } from '../library/sidecar.ts'
import { findReport, giveWords, putReport, reportsAbout } from './change-reports.ts'
import { StoredSettings } from './edit-attempts.ts'
import { findMaskByOrigin, maskOrigin } from './mask-record.ts'

/** What a generation's record says of its edit; `null` = it edited nothing. */
export function editOf(db: Db, libraryId: string, generationId: number): EditRecord | null {
  const row = db
    .prepare<
      [number],
      {
        readonly parentId: number | null
        readonly maskId: number | null
        readonly settings: string | null
        readonly finishedAtMs: number | null
      }
    >(
      `SELECT parent_image_id AS parentId, mask_id AS maskId, edit_settings AS settings,
         edit_finished_at_ms AS finishedAtMs
       FROM generations WHERE id = ?`,
    )
    .get(generationId)
  if (row === undefined || row.settings === null) return null
  return {
    parent: row.parentId === null ? null : referenceOf(db, libraryId, row.parentId),
    mask: maskOrigin(db, libraryId, row.maskId),
    ...StoredSettings.parse(JSON.parse(row.settings)),
    isFinished: row.finishedAtMs !== null,
  }
}

/** What an image's record says of how it differs from others; nothing where nobody measured. */
export function reportsOf(db: Db, libraryId: string, imageId: number): { readonly reports?: readonly ReportRecord[] } {
  const reports = reportsAbout(db, imageId).flatMap(
    ({ beforeImageId, maskId, inside, outside, isScaled, words, createdAtMs }): readonly ReportRecord[] => {
      const before = referenceOf(db, libraryId, beforeImageId)
      return before === null
        ? []
        : [{ before, mask: maskOrigin(db, libraryId, maskId), inside, outside, isScaled, words, createdAtMs }]
    },
  )
  return reports.length === 0 ? {} : { reports }
}

/** What is known here already stays; parent and mask are linked where they are here. */
export function linkEdit(
  db: Db,
  libraryId: string,
  generationId: number,
  { edit, settledAtMs }: Pick<GenerationRecord, 'edit' | 'settledAtMs'>,
): void {
  if (edit === null) return
  const { parent, mask, isFinished, ...settings } = edit
  db.prepare<[number | null, number | null, string, number | null, number]>(
    `UPDATE generations SET parent_image_id = coalesce(parent_image_id, ?), mask_id = coalesce(mask_id, ?),
       edit_settings = coalesce(edit_settings, ?), edit_finished_at_ms = coalesce(edit_finished_at_ms, ?)
     WHERE id = ?`,
  ).run(
    parent === null ? null : findPicture(db, libraryId, parent),
    mask === null ? null : findMaskByOrigin(db, libraryId, mask),
    JSON.stringify(settings),
    isFinished ? settledAtMs : null,
    generationId,
  )
  db.prepare<[number]>(
    `INSERT OR IGNORE INTO generation_drawings (generation_id, kind, png)
     SELECT g.id, m.kind, m.png FROM generations g JOIN masks m ON m.id = g.mask_id WHERE g.id = ?`,
  ).run(generationId)
}

/** To the picture that it has the masked part of; to itself, as long as that is not here. */
export function linkComposite(
  db: Db,
  imageId: number,
  { compositeOf }: Extract<ImageOrigin, { readonly kind: 'generated' }>,
): void {
  if (compositeOf === undefined) return
  db.prepare<[number, number]>(
    `UPDATE images SET composite_of_id = coalesce((SELECT raw.id FROM images raw
       WHERE raw.generation_id = images.generation_id AND raw.position = ?), id)
     WHERE id = ?`,
  ).run(compositeOf, imageId)
}

/** Adds reports whose pictures and mask are here. The heat map is drawn when somebody asks for it. */
export function adoptReports(db: Db, libraryId: string, afterImageId: number, reports: readonly ReportRecord[]): void {
  for (const { before, mask, words, ...figures } of reports) {
    const beforeImageId = findPicture(db, libraryId, before)
    const maskId = mask === null ? null : findMaskByOrigin(db, libraryId, mask)
    if (beforeImageId === null || (mask !== null && maskId === null)) continue
    const pair = { beforeImageId, afterImageId, maskId }
    const known = findReport(db, pair)
    const id = known?.id ?? putReport(db, { ...pair, ...figures, heatMap: null })
    if (words !== null && (known === null || known.words === null)) giveWords(db, id, words)
  }
}
