import type { Failure } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { createArchiveOperations } from '../archive/operations.ts'
import { createBackupOperations } from '../backup/operations.ts'
import { createConnectionOperations } from '../connections/operations.ts'
import { createEditOperations } from '../edits/operations.ts'
import { createJudgeOperations } from '../experiments/judge-operations.ts'
import { createExperimentOperations } from '../experiments/operations.ts'
import { type Beginning, beginGeneration } from '../generations/begin.ts'
import { cancelQueued } from '../generations/cancel-queued.ts'
import { type ExpectedRequest, expectCost } from '../generations/expected-cost.ts'
import { findInputs } from '../generations/inputs.ts'
import { letLeave } from '../generations/let-leave.ts'
import { createLiveReaders } from '../generations/live-readers.ts'
import {
  type Download,
  failGeneration,
  type Settling,
  settleGeneration,
  settleWithDownloads,
} from '../generations/settle.ts'
import {
  findGeneration,
  keepResponseId,
  markQueuedAgain,
  markStreaming,
  queuedGenerations,
  queuedRows,
  readRawResponse,
  recentGenerations,
  responseIdOf,
  resumableRows,
} from '../generations/table.ts'
import type { Thumbnail } from '../image-pool/make-thumbnail.ts'
import { createFindOperations } from '../images/find-operations.ts'
import { readImageDetails } from '../images/image-details.ts'
import { importImage } from '../images/import-images.ts'
import { findImage, formatOfContent, imagesOfGenerations } from '../images/table.ts'
import { createImportOperations } from '../import/operations.ts'
import { createLedgerOperations } from '../ledger/operations.ts'
import { createOrganisingOperations } from '../organising/operations.ts'
import type { AnswerHead } from '../providers/provider.ts'
import { copyLibrary } from './copy-library.ts'
import { guardOperations } from './guard-operations.ts'
import { createKeepingOperations } from './keeping-operations.ts'
import { blobPath } from './library-paths.ts'
import { catchLibraryProblem, toLibraryProblem } from './library-problem.ts'
import type { OpenLibrary } from './open-library.ts'

type Nothing = Readonly<Record<never, never>>
type ById = { readonly id: number }
type BySha = { readonly sha256: string }

/** The types that main sees are derived from this table: every operation takes one plain object. */
export type Operations = ReturnType<typeof createOperations>

/**
 * Everything main can ask of an open library. Inputs were checked at the contract. What the disk refuses is thrown
 * (`toLibraryProblem`), except where the answer is a `Result` anyway.
 */
export function createOperations(opened: OpenLibrary) {
  const { library, close } = opened
  const { db, paths, spools, thumbnails, world } = library
  const imagesOf = (generationIds: readonly number[]) => imagesOfGenerations(db, generationIds)
  const previews = createLiveReaders(world.readers, world.report)
  const endPreviews = <Ended>({ id }: ById, ended: Promise<Ended>): Promise<Ended> =>
    ended.finally(() => previews.drop(id))

  return guardOperations(library, {
    close: (_: Nothing) => close(),
    ...createKeepingOperations(opened),
    copyLibraryTo: ({ folder }: { readonly folder: string }) => copyLibrary(library, folder),

    beginGeneration: async (beginning: Beginning) => {
      const begun = await catchLibraryProblem(paths.folder, () => beginGeneration(library, beginning))
      if (begun.ok && beginning.trial !== undefined) library.experiments.touch(beginning.trial.experimentId)
      return begun
    },
    /** The request leaves when this has resolved with `null`, and not before; otherwise the reason why it must not. */
    markSent: ({ id, nowMs }: ById & { readonly nowMs: number }) => letLeave(db, id, nowMs),
    markQueuedAgain: (again: ById & { readonly notBeforeMs: number; readonly hasLeft: boolean }) =>
      markQueuedAgain(db, again),
    cancelQueued: (cancelling: { readonly ids: readonly number[]; readonly nowMs: number }) =>
      cancelQueued(library, cancelling),
    /** What is out, and the first of what waits, in their order. */
    queuedGenerations: ({ limit }: { readonly limit: number }) => queuedGenerations(db, limit),
    /** What an earlier run left: waiting, and sent but still to be fetched. */
    leftToDo: (_: Nothing) => ({ queued: queuedRows(db), resumable: resumableRows(db) }),
    responseIdOf: ({ id }: ById) => responseIdOf(db, id),
    keepResponseId: ({ id, responseId }: ById & { readonly responseId: string }) => keepResponseId(db, id, responseId),
    /** What goes along with the words. */
    generationInputs: ({ id }: ById) => findInputs(library, id),
    openSpool: ({ id, head }: ById & { readonly head: AnswerHead }) => {
      // First the row, which may be told twice when the disk refuses the file.
      markStreaming(db, id)
      spools.open(id, head)
      previews.open(id, head)
    },
    /** Synchronous within the worker, so that chunks land in the order in which they were given. */
    appendSpool: ({ id, bytes }: ById & { readonly bytes: Uint8Array }) => {
      spools.append(id, bytes)
      return { partials: previews.push(id, bytes) }
    },
    settleGeneration: (settling: Settling & { readonly ifBroken?: Failure }) =>
      endPreviews(settling, settleGeneration(library, settling)),
    settleWithDownloads: (settling: Settling & { readonly downloads: readonly Download[] }) =>
      settleWithDownloads(library, settling),
    failGeneration: (
      failed: Settling & {
        readonly failure: Failure
        readonly requestId: string | null
        readonly rawResponse: string | null
      },
    ) => endPreviews(failed, failGeneration(library, failed)),

    getGeneration: ({ id }: ById) => findGeneration(db, id, imagesOf),
    recentGenerations: ({ limit }: { readonly limit: number }) => recentGenerations(db, limit, imagesOf),
    rawResponse: ({ id }: ById) => readRawResponse(db, id),
    expectCost: (request: ExpectedRequest) => expectCost(db, request).estimate,
    ...createLedgerOperations(library),

    ...createFindOperations(library),
    getImage: ({ id }: ById) => {
      const image = findImage(db, id)
      if (image === null) return null
      return {
        image,
        generation: image.generationId === null ? null : findGeneration(db, image.generationId, imagesOf),
        ...readImageDetails(db, id),
      }
    },
    ...createOrganisingOperations(library),
    ...createImportOperations(library),
    ...createArchiveOperations(library),
    ...createBackupOperations(library),
    ...createConnectionOperations(library),
    ...createExperimentOperations(library),
    ...createEditOperations(library, (id) => findGeneration(db, id, imagesOf)),
    ...createJudgeOperations(library),
    importImage: (file: { readonly bytes: Uint8Array; readonly fileName: string | null; readonly nowMs: number }) =>
      catchLibraryProblem(paths.folder, () => importImage(library, file)),

    /** Where an original lies if it is there; the address of a picture names its format. */
    blobPath: ({ sha256, format }: BySha & { readonly format: ImageFormat }) => blobPath(paths, sha256, format),
    /** Where the original of a content lies; `null` when no image shows it. */
    originalPath: ({ sha256 }: BySha) => {
      const format = formatOfContent(db, sha256)
      return format === null ? null : blobPath(paths, sha256, format)
    },
    readThumbnail: ({ sha256 }: BySha) => thumbnails.get(sha256),
    /** A cache that cannot be written (the disk is full) is told and done without. */
    writeThumbnail: ({ sha256, ...thumbnail }: BySha & Thumbnail) => {
      // Its picture may have been deleted while it was made.
      if (formatOfContent(db, sha256) === null) return
      try {
        thumbnails.put(sha256, thumbnail)
      } catch (cause) {
        if (toLibraryProblem(cause, paths.folder) === null) throw cause
        world.report(cause)
      }
    },
  })
}
