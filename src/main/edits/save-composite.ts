import { findImage, insertImage } from '../images/table.ts'
import { sha256Of } from '../library/blob-store.ts'
import { generationRecord } from '../library/compose-sidecar.ts'
import { readImageHeader } from '../library/image-header.ts'
import type { Library } from '../library/library.ts'
import { reindexImages } from '../library/search.ts'
import { noMarks } from '../library/sidecar.ts'

/**
 * Keeps a composite as a picture of its own, beside the one that it has the masked part of. Files first, then its row.
 * Returns its id, or that of the composite that is there already.
 */
export async function saveComposite(
  library: Library,
  { rawImageId, png, nowMs }: { readonly rawImageId: number; readonly png: Uint8Array; readonly nowMs: number },
): Promise<number> {
  const { db, id: libraryId, blobs } = library
  const known = compositeOf(library, rawImageId)
  if (known !== null) return known
  const raw = findImage(db, rawImageId)
  if (raw === null || raw.generationId === null) throw new Error(`Image ${rawImageId} is of no generation`)
  const header = readImageHeader(png)
  if (!header.ok) throw new Error(`A composite is no picture: ${header.failure.kind}`)
  const { generationId, position: rawPosition } = raw
  const sha256 = sha256Of(png)
  const position = nextPosition(library, generationId)
  await blobs.save([
    {
      bytes: png,
      sha256,
      header: header.value,
      origin: {
        kind: 'generated',
        position,
        compositeOf: rawPosition,
        revisedPrompt: null,
        createdAtMs: nowMs,
        costMicroUsd: null,
        importedMetadata: null,
        hasContentCredentials: false,
        marks: { ...noMarks, isStaged: isStaged(library, rawImageId) },
        generation: generationRecord(db, libraryId, generationId),
      },
    },
  ])
  const insert = db.transaction(() => {
    const id = insertImage(db, {
      generationId,
      position,
      sha256,
      ...header.value,
      bytes: png.byteLength,
      revisedPrompt: null,
      importedFileName: null,
      compositeOfId: rawImageId,
      // It may have been decided on meanwhile, or discarded (below).
      isStaged: isStaged(library, rawImageId),
      costMicroUsd: null,
      hasContentCredentials: false,
      createdAtMs: nowMs,
    })
    db.prepare<[number, number]>(
      'UPDATE images SET deleted_at_ms = (SELECT deleted_at_ms FROM images WHERE id = ?) WHERE id = ?',
    ).run(rawImageId, id)
    reindexImages(db, [id])
    return id
  })
  return insert.immediate()
}

const compositeOf = ({ db }: Library, rawImageId: number): number | null =>
  db
    .prepare<[number, number], number>('SELECT id FROM images WHERE composite_of_id = ? AND id <> ?')
    .pluck()
    .get(rawImageId, rawImageId) ?? null

const nextPosition = ({ db }: Library, generationId: number): number =>
  db
    .prepare<[number], number>('SELECT max(position) + 1 FROM images WHERE generation_id = ?')
    .pluck()
    .get(generationId) ?? 0

const isStaged = ({ db }: Library, imageId: number): boolean =>
  db.prepare<[number], 0 | 1>('SELECT is_staged FROM images WHERE id = ?').pluck().get(imageId) === 1
