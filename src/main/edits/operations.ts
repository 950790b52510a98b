import type { Drawing, DrawingKind, Mask } from '#shared/edit.ts'
import type { FailureOf } from '#shared/failure.ts'
import type { Draft, Generation } from '#shared/generation.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { sha256Of } from '../library/blob-store.ts'
import { readImageHeader } from '../library/image-header.ts'
import type { Library } from '../library/library.ts'
import { editTarget } from './begin-edit.ts'
import {
  type ComparedPair,
  findReport,
  findReportById,
  giveWords,
  heatMapPng,
  type Measured,
  putReport,
} from './change-reports.ts'
import { addChange, moveTo, readDrawings } from './drawings.ts'
import { keepCandidates, listAttempts } from './edit-attempts.ts'
import { findEditWork, markEditFinished, unfinishedEdits } from './edit-work.ts'
import { findPair } from './find-pair.ts'
import { findDrawing, findMask, insertMask, listMasks, markMaskDeleted, maskPng, renameMask } from './masks.ts'
import { saveComposite } from './save-composite.ts'

type ById = { readonly id: number }
type ByImage = { readonly imageId: number }
type Now = { readonly nowMs: number }

/** Longer than anybody draws, and short enough for an archive's entry. */
const maxDocumentBytes = 8_000_000

export function createEditOperations(library: Library, generationOf: (id: number) => Generation | null) {
  const { db, sidecars, masks: files } = library
  const sizeOf = (imageId: number) =>
    db
      .prepare<[number], { readonly width: number; readonly height: number }>(
        'SELECT width, height FROM images WHERE id = ?',
      )
      .get(imageId)

  function saveMask(
    saved: ByImage & {
      readonly name: string
      readonly drawing: Drawing
      readonly png: Uint8Array
      readonly coverage: number
    } & Now,
  ): Result<Mask, FailureOf<'not-found' | 'bad-request'>> {
    const { imageId, name, drawing, png, coverage, nowMs } = saved
    const size = sizeOf(imageId)
    if (size === undefined) return err({ kind: 'not-found', what: 'image' })
    const { width, height } = drawing.document
    if (width !== size.width || height !== size.height)
      return err({ kind: 'bad-request', field: 'drawing', detail: 'It is not of the size of the picture.' })
    if (JSON.stringify(drawing.document).length > maxDocumentBytes)
      return err({ kind: 'bad-request', field: 'drawing', detail: `It is longer than ${maxDocumentBytes} bytes.` })
    const header = readImageHeader(png)
    const isAsDrawn =
      header.ok && header.value.format === 'png' && header.value.width === width && header.value.height === height
    if (!isAsDrawn) return err({ kind: 'bad-request', field: 'png', detail: 'It is no whole PNG of that size.' })
    const insert = db.transaction(() =>
      insertMask(db, { imageId, name, drawing, png, pngSha256: sha256Of(png), coverage, createdAtMs: nowMs }),
    )
    const mask = findMask(db, insert.immediate())
    if (mask === null) throw new Error('A mask that was just saved is not there')
    files.touch(mask.id)
    return ok(mask)
  }

  return {
    listMasks: ({ imageId }: ByImage) => listMasks(db, imageId),
    getMask: ({ id }: ById) => {
      const [mask, drawing] = [findMask(db, id), findDrawing(db, id)]
      return mask === null || drawing === null ? null : { mask, drawing }
    },
    saveMask,
    /** Answers with the mask as it is called then. */
    renameMask: ({
      id,
      name,
    }: ById & { readonly name: string }): Result<Mask, FailureOf<'not-found' | 'bad-request'>> => {
      const rename = db.transaction(() => renameMask(db, id, name))
      const renamed = rename.immediate()
      if (renamed === 'name-taken') return err({ kind: 'bad-request', field: 'name', detail: 'The name is taken.' })
      const mask = findMask(db, id)
      if (mask === null || renamed === 'not-found') return err({ kind: 'not-found', what: 'mask' })
      for (const one of renamed) files.touch(one)
      return ok(mask)
    },
    /** Answers with the mask; `null` = there is none. */
    removeMask: ({ id, nowMs }: ById & Now) => keptMask(id, markMaskDeleted(db, id, nowMs)),
    restoreMask: ({ id }: ById) => keptMask(id, markMaskDeleted(db, id, null)),
    maskPng: ({ id }: ById) => maskPng(db, id),

    getDrawings: ({ imageId }: ByImage) => (sizeOf(imageId) === undefined ? null : readDrawings(db, imageId)),
    addToDrawing: (
      added: ByImage & { readonly kind: DrawingKind; readonly position: number; readonly change: unknown },
    ): Result<null, FailureOf<'not-found' | 'bad-request'>> => inDrawing(added.imageId, () => addChange(db, added)),
    moveInDrawing: ({ imageId, kind, position }: ByImage & { readonly kind: DrawingKind; readonly position: number }) =>
      inDrawing(imageId, () => moveTo(db, imageId, kind, position)),

    editTarget: ({ draft }: { readonly draft: Draft }) => editTarget(db, draft),
    listAttempts: ({ imageId }: ByImage) => listAttempts(db, imageId, generationOf),
    /** Answers with those whose state changed and the pictures they were made from; `null` = one is not there. */
    keepCandidates: ({ imageIds }: { readonly imageIds: readonly number[] }) => {
      const kept = keepCandidates(db, imageIds)
      if (kept === null) return null
      sidecars.touch(kept)
      return { parentIds: parentsOf(kept) }
    },

    findPair: (pair: ComparedPair) => findPair(library, pair),
    /** Of those that succeeded, oldest first. */
    unfinishedEdits: (_: Readonly<Record<never, never>>) => unfinishedEdits(library),
    findEditWork: ({ id }: ById) => findEditWork(library, id),
    saveComposite: (made: { readonly rawImageId: number; readonly png: Uint8Array } & Now) =>
      saveComposite(library, made),
    markEditFinished: ({ id, nowMs }: ById & Now) => markEditFinished(library, id, nowMs),

    findReport: (pair: ComparedPair) => findReport(db, pair),
    findReportById: ({ id }: ById) => findReportById(db, id),
    heatMapPng: ({ id }: ById) => heatMapPng(db, id),
    saveReport: ({ nowMs, ...report }: ComparedPair & Measured & Now) => {
      const id = putReport(db, { ...report, createdAtMs: nowMs })
      sidecars.touch([report.afterImageId])
      return reportNow(id)
    },
    giveReportWords: ({ id, ...words }: ById & { readonly text: string; readonly model: string }) => {
      if (!giveWords(db, id, words)) return null
      const report = reportNow(id)
      sidecars.touch([report.afterImageId])
      return report
    },
  }

  function inDrawing(imageId: number, act: () => boolean): Result<null, FailureOf<'not-found' | 'bad-request'>> {
    if (sizeOf(imageId) === undefined) return err({ kind: 'not-found', what: 'image' })
    return act()
      ? ok(null)
      : err({ kind: 'bad-request', field: 'position', detail: 'There are not so many changes before it.' })
  }

  function keptMask(id: number, isThere: boolean): Mask | null {
    if (isThere) files.touch(id)
    return findMask(db, id)
  }

  function reportNow(id: number) {
    const report = findReportById(db, id)
    if (report === null) throw new Error(`Change report ${id} is not there`)
    return report
  }

  function parentsOf(imageIds: readonly number[]): readonly number[] {
    return db
      .prepare<[string], number>(
        `SELECT DISTINCT g.parent_image_id FROM images i JOIN generations g ON g.id = i.generation_id
         WHERE i.id IN (SELECT value FROM json_each(?)) AND g.parent_image_id IS NOT NULL`,
      )
      .pluck()
      .all(JSON.stringify(imageIds))
  }
}
