import { z } from 'zod'
import { DrawingKind } from '#shared/edit.ts'
import { MarkupDocument } from '#shared/markup-document.ts'
import { MaskDocument } from '#shared/mask-document.ts'
import { sha256Of } from '../library/blob-store.ts'
import type { Db } from '../library/database.ts'
import { readImageHeader } from '../library/image-header.ts'
import type { LibraryPaths } from '../library/library-paths.ts'
import { toLibraryProblem } from '../library/library-problem.ts'
import { parseJson } from '../library/parse-json.ts'
import { findPicture, PictureReference, referenceOf } from '../library/picture-reference.ts'
import { readRecordFiles } from '../library/record-files.ts'

const atMs = z.number().int().min(0).max(253_402_300_799_999)

/** A kept drawing by itself: everything its row holds, and its picture by a name that every library understands. */
export const MaskRecord = z
  .strictObject({
    /** '<library id>/<mask id>' of where it was drawn. */
    origin: z.string().max(100),
    /** `null` = the picture is gone. */
    picture: PictureReference.nullable(),
    name: z.string().min(1).max(200),
    version: z.number().int().min(1).max(1_000_000),
    coverage: z.number().min(0).max(1),
    createdAtMs: atMs,
    deletedAtMs: atMs.nullable(),
    drawing: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('mask'), document: MaskDocument }),
      z.strictObject({ kind: z.literal('markup'), document: MarkupDocument }),
    ]),
    pngBase64: z.base64().max(5_400_000),
  })
  .readonly()
export type MaskRecord = z.infer<typeof MaskRecord>

interface Row {
  readonly imageId: number
  readonly kind: string
  readonly name: string
  readonly version: number
  readonly coverage: number
  readonly createdAtMs: number
  readonly deletedAtMs: number | null
  readonly origin: string | null
  readonly document: string
  readonly png: Buffer
}

/** `null` = there is no such mask. */
export function composeMaskRecord(db: Db, libraryId: string, id: number): MaskRecord | null {
  const row = db
    .prepare<[number], Row>(
      `SELECT image_id AS imageId, kind, name, version, coverage, created_at_ms AS createdAtMs,
         deleted_at_ms AS deletedAtMs, origin, document, png
       FROM masks WHERE id = ?`,
    )
    .get(id)
  if (row === undefined) return null
  const { imageId, kind, origin, document, png, ...same } = row
  return MaskRecord.parse({
    ...same,
    origin: origin ?? `${libraryId}/${id}`,
    picture: referenceOf(db, libraryId, imageId),
    drawing: { kind: DrawingKind.parse(kind), document: parseJson(document) },
    pngBase64: png.toString('base64'),
  })
}

/** '<library id>/<mask id>' of where it was drawn; `null` = there is no such mask. */
export function maskOrigin(db: Db, libraryId: string, id: number | null): string | null {
  const row = db
    .prepare<[number | null], { readonly origin: string | null }>('SELECT origin FROM masks WHERE id = ?')
    .get(id)
  return row === undefined ? null : (row.origin ?? `${libraryId}/${id}`)
}

/** The id that the mask of this origin has here; `null` when it is not here. */
export function findMaskByOrigin(db: Db, libraryId: string, origin: string): number | null {
  const id = db
    .prepare<[string, number | null], number>(
      'SELECT id FROM masks WHERE origin = ? OR (id = ? AND origin IS NULL) ORDER BY origin IS NULL LIMIT 1',
    )
    .pluck()
    .get(origin, ownIdOf(libraryId, origin))
  return id ?? null
}

function ownIdOf(libraryId: string, origin: string): number | null {
  const id = origin.startsWith(`${libraryId}/`) ? Number(origin.slice(libraryId.length + 1)) : Number.NaN
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

/** Whether its picture is as it says: the one thing that the form of a record leaves open. */
export function isPossibleMask({ drawing, pngBase64 }: MaskRecord): boolean {
  const header = readImageHeader(Buffer.from(pngBase64, 'base64'))
  const { width, height } = drawing.document
  return header.ok && header.value.format === 'png' && header.value.width === width && header.value.height === height
}

/**
 * Adds a mask that a record tells of, unless it is here or its picture is not. One that was drawn here gets its id back.
 * `isNewer`: one that is here takes name and place from the record. Within the caller's transaction; answers with the id of
 * one that was added.
 */
export function adoptMask(db: Db, libraryId: string, record: MaskRecord, isNewer = false): number | null {
  const known = findMaskByOrigin(db, libraryId, record.origin)
  const isIt =
    known !== null &&
    db
      .prepare<[number, number]>('SELECT 1 FROM masks WHERE id = ? AND created_at_ms = ?')
      .get(known, record.createdAtMs)
  if (isIt) {
    if (isNewer) retell(db, known, record)
    return null
  }
  const imageId = record.picture === null ? null : findPicture(db, libraryId, record.picture)
  if (imageId === null) return null
  const ownId = known === null ? ownIdOf(libraryId, record.origin) : null
  const png = Buffer.from(record.pngBase64, 'base64')
  const { drawing } = record
  const insert = db.prepare<[Record<string, string | number | Uint8Array | null>]>(
    `INSERT INTO masks (id, image_id, kind, name, version, width, height, coverage, png_sha256, created_at_ms,
       deleted_at_ms, origin, document, png)
     SELECT :id, :imageId, :kind, :name,
       CASE WHEN EXISTS (SELECT 1 FROM masks WHERE image_id = :imageId AND kind = :kind AND name = :name AND version = :version)
         THEN (SELECT max(version) + 1 FROM masks WHERE image_id = :imageId AND kind = :kind AND name = :name)
         ELSE :version END,
       :width, :height, :coverage, :pngSha256, :createdAtMs, :deletedAtMs, :origin, :document, :png`,
  )
  const { lastInsertRowid } = insert.run({
    id: ownId,
    imageId,
    kind: drawing.kind,
    name: record.name.toWellFormed(),
    version: record.version,
    width: drawing.document.width,
    height: drawing.document.height,
    coverage: record.coverage,
    pngSha256: sha256Of(png),
    createdAtMs: record.createdAtMs,
    deletedAtMs: record.deletedAtMs,
    origin: ownId === null ? record.origin : null,
    document: JSON.stringify(drawing.document).toWellFormed(),
    png,
  })
  return Number(lastInsertRowid)
}

/** Renamed or removed since the copy of the database was made. Where the name was given to another meanwhile, it stays. */
function retell(db: Db, id: number, { name, deletedAtMs }: MaskRecord): void {
  db.prepare<[number | null, number]>('UPDATE masks SET deleted_at_ms = ? WHERE id = ?').run(deletedAtMs, id)
  db.prepare<[string, number]>('UPDATE OR IGNORE masks SET name = ? WHERE id = ?').run(name.toWellFormed(), id)
}

/** Brings the masks up to what their files know, once the pictures are there. */
export async function adoptMaskFiles(options: {
  readonly db: Db
  readonly libraryId: string
  readonly paths: LibraryPaths
  readonly report: (cause: unknown) => void
}): Promise<void> {
  const { db, libraryId, paths, report } = options
  for await (const { id, json } of readRecordFiles(paths.masks)) {
    const record = MaskRecord.safeParse(json)
    if (!record.success || !isPossibleMask(record.data)) {
      report(new Error(`masks/${id}.json is no record of a mask`))
      continue
    }
    try {
      db.transaction(() => adoptMask(db, libraryId, record.data, true)).immediate()
    } catch (cause) {
      // One that the tables refuse does not keep the others from coming back.
      if (toLibraryProblem(cause, paths.folder) !== null) throw cause
      report(cause)
    }
  }
}
