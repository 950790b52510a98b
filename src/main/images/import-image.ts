import type { FailureOf } from '#shared/failure.ts'
import type { Image } from '#shared/image.ts'
import { ok, type Result } from '#shared/result.ts'
import { sha256Of } from '../library/blob-store.ts'
import { readImageHeader } from '../library/image-header.ts'
import type { Library } from '../library/library.ts'
import { indexImage } from '../library/search.ts'
import { findImage, findLiveImport, insertImage } from './table.ts'

/**
 * Takes a picture file into the library. The same bytes again answer with the image that is there already, unless it
 * lies in the Trash: pasting twice should not make two.
 */
export async function importImage(
  { db, blobs }: Library,
  { bytes, fileName, nowMs }: { readonly bytes: Uint8Array; readonly fileName: string | null; readonly nowMs: number },
): Promise<Result<Image, FailureOf<'unsupported-file' | 'damaged-file' | 'too-large'>>> {
  const header = readImageHeader(bytes, fileName)
  if (!header.ok) return header
  const sha256 = sha256Of(bytes)
  const known = findLiveImport(db, sha256)
  if (known !== null) return ok(known)

  const importedFileName = fileName?.toWellFormed() ?? null
  const origin = { kind: 'imported', fileName: importedFileName, createdAtMs: nowMs } as const
  await blobs.save([{ bytes, sha256, header: header.value, origin }])
  const insert = db.transaction(() => {
    const image = {
      generationId: null,
      position: 0,
      sha256,
      ...header.value,
      bytes: bytes.byteLength,
      revisedPrompt: null,
      importedFileName,
      createdAtMs: nowMs,
    }
    const id = insertImage(db, image)
    indexImage(db, id, [importedFileName])
    return findImage(db, id)
  })
  const image = insert.immediate()
  if (image === null) throw new Error('The image that was just inserted is not there')
  return ok(image)
}
