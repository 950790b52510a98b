import type { Failure } from '#shared/failure.ts'
import type { ImageFilter, ImageFormat } from '#shared/image.ts'
import { type Beginning, beginGeneration } from '../generations/begin.ts'
import { createLiveReaders } from '../generations/live-readers.ts'
import {
  type Download,
  failGeneration,
  type Settling,
  settleGeneration,
  settleWithDownloads,
} from '../generations/settle.ts'
import { facets, findGeneration, readRawResponse, recentCosts, recentGenerations } from '../generations/table.ts'
import { importImage } from '../images/import-image.ts'
import { imageCount, imagePage } from '../images/page.ts'
import {
  countImages,
  findImage,
  formatOfContent,
  imagesOfGenerations,
  setFavorite,
  setRating,
  setTrashed,
} from '../images/table.ts'
import type { AnswerHead } from '../providers/provider.ts'
import { copyLibrary } from './copy-library.ts'
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
export function createOperations({ library, recovered, close }: OpenLibrary) {
  const { db, paths, spools, thumbnails, world } = library
  const imagesOf = (generationIds: readonly number[]) => imagesOfGenerations(db, generationIds)
  const previews = createLiveReaders(world.readers, world.report)
  const endPreviews = <Ended>({ id }: ById, ended: Promise<Ended>): Promise<Ended> =>
    ended.finally(() => previews.drop(id))

  return {
    status: (_: Nothing) => ({ ...countImages(db), path: paths.folder, recovered, sqliteVersion: sqliteVersion(db) }),
    close: (_: Nothing) => close(),
    copyLibraryTo: ({ folder }: { readonly folder: string }) => copyLibrary(library, folder),

    beginGeneration: (beginning: Beginning) =>
      catchLibraryProblem(paths.folder, () => beginGeneration(library, beginning)),
    openSpool: ({ id, head }: ById & { readonly head: AnswerHead }) => {
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
    /** What one picture of this model, size and quality cost here, in micro-dollars, newest first. */
    measuredCosts: (asked: { readonly model: string; readonly size: string; readonly quality: string | null }) => {
      const costs = recentCosts(db, asked)
      const images = imagesOf([...costs.keys()])
      return [...costs].flatMap(([id, costMicroUsd]) => {
        const count = images.get(id)?.length ?? 0
        return count === 0 ? [] : [Math.round(costMicroUsd / count)]
      })
    },

    imagePage: (page: { readonly filter: ImageFilter; readonly beforeId: number | null; readonly limit: number }) =>
      imagePage(db, page),
    imageCount: ({ filter }: { readonly filter: ImageFilter }) => imageCount(db, filter),
    imageFacets: (_: Nothing) => facets(db),
    getImage: ({ id }: ById) => {
      const image = findImage(db, id)
      if (image === null) return null
      return {
        image,
        generation: image.generationId === null ? null : findGeneration(db, image.generationId, imagesOf),
      }
    },
    setFavorite: ({ id, isFavorite }: ById & { readonly isFavorite: boolean }) => setFavorite(db, id, isFavorite),
    setRating: ({ id, rating }: ById & { readonly rating: number | null }) => setRating(db, id, rating),
    trashImages: ({ ids, nowMs }: { readonly ids: readonly number[]; readonly nowMs: number }) =>
      setTrashed(db, ids, nowMs),
    restoreImages: ({ ids }: { readonly ids: readonly number[] }) => setTrashed(db, ids, null),
    importImage: (file: { readonly bytes: Uint8Array; readonly fileName: string | null; readonly nowMs: number }) =>
      catchLibraryProblem(paths.folder, () => importImage(library, file)),

    /** Where an original lies if it is there; the address of a picture names its format. */
    blobPath: ({ sha256, format }: BySha & { readonly format: ImageFormat }) => blobPath(paths, sha256, format),
    /** Where the original of a content lies; `null` when no image has it. */
    originalPath: ({ sha256 }: BySha) => {
      const format = formatOfContent(db, sha256)
      return format === null ? null : blobPath(paths, sha256, format)
    },
    readThumbnail: ({ sha256 }: BySha) => thumbnails.get(sha256),
    /** A cache that cannot be written (the disk is full) is told and done without. */
    writeThumbnail: ({ sha256, bytes }: BySha & { readonly bytes: Uint8Array }) => {
      try {
        thumbnails.put(sha256, bytes)
      } catch (cause) {
        if (toLibraryProblem(cause, paths.folder) === null) throw cause
        world.report(cause)
      }
    },
  }
}

const sqliteVersion = (db: OpenLibrary['library']['db']): string =>
  db.prepare<[], { readonly version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''
