import { adoptReports, linkComposite, linkEdit } from '../edits/edit-records.ts'
import { linkPreviousTurn, takeGeneration } from './adopt-generation.ts'
import { writeMarks } from './adopt-marks.ts'
import type { Db } from './database.ts'
import type { Library } from './library.ts'
import { findPicture } from './picture-reference.ts'
import { reindexImages } from './search.ts'
import type { GenerationRecord, ImageOrigin, Sidecar } from './sidecar.ts'

export interface Adopted {
  /** Of the images that were added, in the order of the sidecar. */
  readonly imageIds: readonly number[]
  /** Were here already. */
  readonly knownCount: number
  /** In the place of another picture of the same generation: left out. */
  readonly conflictCount: number
}

/**
 * Adds the images of a sidecar that the database lacks: generation, image, tags, collections, search index, in one
 * transaction (or within the caller's). The original must be in the blob store already, or its pixels have been dropped.
 *
 * A generated image is known by '<library id>/<generation id>' and position, an imported one by its content. A
 * generation that had no picture when it was last seen succeeds by this. Sources and the turn before are linked
 * where they are here; adopting a sidecar again links those that came meanwhile.
 */
export function adoptSidecar(
  { id: libraryId, db }: Pick<Library, 'id' | 'db'>,
  sidecar: Sidecar,
  from: {
    /** Who wrote the sidecar. Generations that were made here get back the ids they had. */
    readonly fromLibraryId: string
    /** Known images take the marks of the sidecar too: the database is an older copy. */
    readonly areMarksNewer?: boolean
  },
): Adopted {
  const adopt = db.transaction((): Adopted => {
    const imageIds: number[] = []
    const remarkedIds: number[] = []
    let knownCount = 0
    let conflictCount = 0
    for (const image of sidecar.images) {
      const generationId =
        image.kind === 'generated' ? takeGeneration(db, libraryId, from.fromLibraryId, image.generation) : null
      const known = findKnown(db, sidecar, image, generationId, {
        isOwn: from.fromLibraryId === libraryId,
        addedIds: imageIds,
      })
      if (known !== null && known.sha256 !== sidecar.sha256) conflictCount += 1
      else {
        const id = known?.id ?? insertImage(db, sidecar, image, generationId)
        if (known === null) imageIds.push(id)
        else knownCount += 1
        // Version 1 knew no marks.
        const takesMarks = known === null || (from.areMarksNewer === true && sidecar.libraryId !== null)
        if (takesMarks) writeMarks(db, id, image)
        if (takesMarks && known !== null) remarkedIds.push(id)
        if (image.kind === 'generated') linkComposite(db, id, image)
        adoptReports(db, libraryId, id, image.reports ?? [])
      }
      if (image.kind === 'generated' && generationId !== null) {
        linkSources(db, libraryId, generationId, image.generation)
        linkPreviousTurn(db, libraryId, generationId, image.generation.previousTurn)
        linkEdit(db, libraryId, generationId, image.generation)
      }
    }
    reindexImages(db, [...imageIds, ...remarkedIds])
    return { imageIds, knownCount, conflictCount }
  })
  return adopt.immediate()
}

interface Known {
  readonly id: number
  readonly sha256: string
}

function findKnown(
  db: Db,
  { sha256 }: Sidecar,
  image: ImageOrigin,
  generationId: number | null,
  { isOwn, addedIds }: { readonly isOwn: boolean; readonly addedIds: readonly number[] },
): Known | null {
  if (image.kind === 'generated')
    return (
      db
        .prepare<[number | null, number], Known>(
          'SELECT id, sha256 FROM images WHERE generation_id = ? AND position = ?',
        )
        .get(generationId, image.position) ?? null
    )
  const imports = db
    .prepare<[string], Known & { readonly created_at_ms: number; readonly imported_file_name: string | null }>(
      'SELECT id, sha256, created_at_ms, imported_file_name FROM images WHERE sha256 = ? AND generation_id IS NULL',
    )
    .all(sha256)
  // The same file can have been imported here again while an earlier import of it lay in the Trash.
  const isThis = (row: (typeof imports)[number]): boolean =>
    row.created_at_ms === image.createdAtMs && row.imported_file_name === image.fileName
  // Elsewhere, one that was here before is as good as this one; another of the same sidecar is not.
  const isAsGood = ({ id }: Known): boolean => !isOwn && !addedIds.includes(id)
  return imports.find(isThis) ?? imports.find(isAsGood) ?? null
}

function insertImage(db: Db, content: Sidecar, image: ImageOrigin, generationId: number | null): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO images (generation_id, position, sha256, width, height, bytes, format, revised_prompt,
         imported_file_name, cost_micro_usd, imported_metadata, has_content_credentials, created_at_ms)
       VALUES (:generationId, :position, :sha256, :width, :height, :bytes, :format, :revisedPrompt,
         :importedFileName, :costMicroUsd, :importedMetadata, :hasContentCredentials, :createdAtMs)`,
    )
    .run({
      generationId,
      position: image.kind === 'generated' ? image.position : 0,
      sha256: content.sha256,
      width: content.width,
      height: content.height,
      bytes: content.bytes,
      format: content.format,
      revisedPrompt: image.kind === 'generated' ? (image.revisedPrompt?.toWellFormed() ?? null) : null,
      importedFileName: image.kind === 'imported' ? (image.fileName?.toWellFormed() ?? null) : null,
      costMicroUsd: image.costMicroUsd,
      importedMetadata: image.importedMetadata === null ? null : JSON.stringify(image.importedMetadata),
      hasContentCredentials: image.hasContentCredentials ? 1 : 0,
      createdAtMs: image.createdAtMs,
    })
  return Number(lastInsertRowid)
}

function linkSources(db: Db, libraryId: string, generationId: number, { sources }: GenerationRecord): void {
  const link = db.prepare<[number, number, string, number]>(
    'INSERT OR IGNORE INTO generation_sources (generation_id, image_id, role, position) VALUES (?, ?, ?, ?)',
  )
  for (const [place, { role, ...reference }] of sources.entries()) {
    const imageId = findPicture(db, libraryId, reference)
    if (imageId !== null) link.run(generationId, imageId, role, place)
  }
}
