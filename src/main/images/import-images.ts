import type { FailureOf } from '#shared/failure.ts'
import type { Image } from '#shared/image.ts'
import type { ImportedMetadata } from '#shared/imported-metadata.ts'
import { ok, type Result } from '#shared/result.ts'
import { readMetadata } from '../import/metadata/read-metadata.ts'
import { type Original, sha256Of } from '../library/blob-store.ts'
import { type ImageHeader, readImageHeader } from '../library/image-header.ts'
import type { Library } from '../library/library.ts'
import { reindexImages } from '../library/search.ts'
import { noMarks } from '../library/sidecar.ts'
import { findImage, findLiveImage, insertImage, type NewImage } from './table.ts'

/** A file's bytes and what its folder says about it. */
export interface PictureFile {
  readonly bytes: Uint8Array
  readonly fileName: string | null
  /** `null` = not from a disk. */
  readonly modifiedAtMs: number | null
}

export type RefusedPicture = FailureOf<'unsupported-file' | 'damaged-file' | 'too-large'>

export interface ImportedPicture {
  readonly image: Image
  /** The same bytes were here already, and are not in the Trash. */
  readonly isKnown: boolean
}

/**
 * Takes picture files into the library, each for itself: a refused one leaves the others alone. Those that are new are
 * kept together: files first, then one transaction. Answers in the order of `files`; throws what the disk refuses.
 */
export async function importImages(
  { db, blobs }: Library,
  { files, nowMs }: { readonly files: readonly PictureFile[]; readonly nowMs: number },
): Promise<readonly Result<ImportedPicture, RefusedPicture>[]> {
  const read = files.map(identify)
  const knownBySha = new Map<string, Image>()
  const freshBySha = new Map<string, Picture>()
  const knownFiles = new Map<string, Identified>()
  for (const one of read) {
    if (!one.ok || freshBySha.has(one.value.sha256)) continue
    const known = findLiveImage(db, one.value.sha256)
    if (known === null) freshBySha.set(one.value.sha256, describe(one.value, nowMs))
    else {
      knownBySha.set(one.value.sha256, known)
      knownFiles.set(one.value.sha256, one.value)
    }
  }
  if (freshBySha.size > 0) await blobs.save([...freshBySha.values()].map(({ original }) => original))

  // Whoever brings a picture once more may do so because its file was lost or damaged here.
  if (knownFiles.size > 0) await blobs.heal([...knownFiles.values()])

  const insert = db.transaction(() => {
    const addedIds: number[] = []
    const imported = read.map((one): Result<ImportedPicture, RefusedPicture> => {
      if (!one.ok) return one
      const fresh = freshBySha.get(one.value.sha256)
      // Asked again: while the files were written, the same bytes may have come another way.
      const known = findLiveImage(db, one.value.sha256) ?? knownBySha.get(one.value.sha256)
      if (known !== undefined || fresh === undefined) return ok({ image: known ?? missing(), isKnown: true })
      const id = insertImage(db, fresh.row, fresh.metadata)
      addedIds.push(id)
      return ok({ image: findImage(db, id) ?? missing(), isKnown: false })
    })
    reindexImages(db, addedIds)
    return imported
  })
  return insert.immediate()
}

const missing = (): never => {
  throw new Error('An image that was found or inserted a moment ago is not there')
}

/** One file of the page's own: dropped, pasted, chosen in the page. */
export async function importImage(
  library: Library,
  { bytes, fileName, nowMs }: { readonly bytes: Uint8Array; readonly fileName: string | null; readonly nowMs: number },
): Promise<Result<Image, RefusedPicture>> {
  const [imported] = await importImages(library, { files: [{ bytes, fileName, modifiedAtMs: null }], nowMs })
  if (imported === undefined) throw new Error('One file gives one answer')
  return imported.ok ? ok(imported.value.image) : imported
}

interface Identified extends PictureFile {
  readonly header: ImageHeader
  readonly sha256: string
}

function identify(file: PictureFile): Result<Identified, RefusedPicture> {
  const header = readImageHeader(file.bytes, file.fileName)
  return header.ok ? ok({ ...file, header: header.value, sha256: sha256Of(file.bytes) }) : header
}

/** What is kept of a file that is not here yet. */
interface Picture {
  readonly original: Original
  readonly row: NewImage
  readonly metadata: ImportedMetadata | null
}

function describe({ bytes, header, sha256, fileName, modifiedAtMs }: Identified, nowMs: number): Picture {
  const importedFileName = fileName?.toWellFormed() ?? null
  const { metadata, hasContentCredentials } = readMetadata({
    bytes,
    format: header.format,
    fileName: importedFileName,
    modifiedAtMs,
  })
  const found = { createdAtMs: nowMs, costMicroUsd: null, hasContentCredentials }
  const origin = { kind: 'imported', fileName: importedFileName, ...found, importedMetadata: metadata } as const
  return {
    original: { bytes, sha256, header, origin: { ...origin, marks: noMarks } },
    row: {
      generationId: null,
      position: 0,
      sha256,
      ...header,
      bytes: bytes.byteLength,
      revisedPrompt: null,
      importedFileName,
      ...found,
    },
    metadata,
  }
}
