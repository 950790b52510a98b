import { Usage } from '#shared/generation.ts'
import type { ImageFormat } from '#shared/image.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'
import { ImportedMetadata } from '#shared/imported-metadata.ts'
import type { SourceRole } from '#shared/organising.ts'
import { editOf, reportsOf } from '../edits/edit-records.ts'
import type { Db } from './database.ts'
import type { GenerationRecord, ImageOrigin, Marks, Sidecar, SourceReference } from './sidecar.ts'

interface ImageRow {
  readonly id: number
  readonly generation_id: number | null
  readonly position: number
  readonly sha256: string
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly revised_prompt: string | null
  readonly imported_file_name: string | null
  readonly imported_metadata: string | null
  readonly has_content_credentials: 0 | 1
  readonly cost_micro_usd: number | null
  readonly is_favorite: 0 | 1
  readonly rating: number | null
  readonly note: string | null
  readonly deleted_at_ms: number | null
  readonly pixels_dropped_at_ms: number | null
  readonly is_judged_blind: 0 | 1
  readonly is_staged: 0 | 1
  readonly composite_of_id: number | null
  readonly created_at_ms: number
}

interface GenerationRow {
  readonly id: number
  readonly provider: string
  readonly connection_id: string
  readonly connection_label: string
  readonly model: string
  readonly typed_prompt: string
  readonly sent_prompt: string
  readonly requested_params: string
  readonly actual_params: string
  readonly usage: string | null
  readonly cost_micro_usd: number | null
  readonly cost_source: string | null
  readonly cost_as_of: string | null
  readonly request_id: string | null
  readonly response_id: string | null
  readonly created_at_ms: number
  readonly settled_at_ms: number
  readonly duration_ms: number | null
  readonly raw_response: string | null
  readonly experiment_id: number | null
  readonly origin: string | null
}

/** The sidecar of a content as its rows have it; `null` when no row refers to it. */
export function composeSidecar(db: Db, libraryId: string, sha256: string): Sidecar | null {
  const rows = db.prepare<[string], ImageRow>('SELECT * FROM images WHERE sha256 = ? ORDER BY id').all(sha256)
  const [first] = rows
  if (first === undefined) return null
  const { format, width, height, bytes } = first
  const images = rows.map((row) => imageOrigin(db, libraryId, row))
  return { formatVersion: 2, libraryId, sha256, format, width, height, bytes, images }
}

function imageOrigin(db: Db, libraryId: string, row: ImageRow): ImageOrigin {
  const { imported_metadata: metadata } = row
  const ofEveryImage = {
    createdAtMs: row.created_at_ms,
    costMicroUsd: row.cost_micro_usd,
    importedMetadata: metadata === null ? null : ImportedMetadata.parse(JSON.parse(metadata)),
    hasContentCredentials: row.has_content_credentials === 1,
    marks: marksOf(db, row),
    ...reportsOf(db, libraryId, row.id),
  }
  if (row.generation_id === null) return { kind: 'imported', fileName: row.imported_file_name, ...ofEveryImage }
  return {
    kind: 'generated',
    position: row.position,
    revisedPrompt: row.revised_prompt,
    ...(row.composite_of_id !== null && { compositeOf: positionOf(db, row.composite_of_id) ?? row.position }),
    ...ofEveryImage,
    generation: generationRecord(db, libraryId, row.generation_id),
  }
}

const positionOf = (db: Db, imageId: number): number | null =>
  db.prepare<[number], number>('SELECT position FROM images WHERE id = ?').pluck().get(imageId) ?? null

function marksOf(db: Db, row: ImageRow): Marks {
  const tags = db
    .prepare<[number], { readonly name: string }>(
      'SELECT name FROM image_tags JOIN tags ON tags.id = tag_id WHERE image_id = ? ORDER BY name_key',
    )
    .all(row.id)
  const collections = db
    .prepare<[number], { readonly path: string }>(
      `WITH RECURSIVE above (leaf, parent_id, path) AS (
         SELECT c.id, c.parent_id, json_array(c.name)
         FROM collection_images JOIN collections c ON c.id = collection_id WHERE image_id = ?
         UNION ALL
         SELECT leaf, c.parent_id, json_insert(json_array(c.name), '$[#]', json(path))
         FROM above JOIN collections c ON c.id = above.parent_id
       )
       SELECT path FROM above WHERE parent_id IS NULL ORDER BY leaf`,
    )
    .all(row.id)
  return {
    isFavorite: row.is_favorite === 1,
    rating: row.rating,
    note: row.note,
    tags: tags.map(({ name }) => name),
    collections: collections.map(({ path }) => flatNames(JSON.parse(path))),
    deletedAtMs: row.deleted_at_ms,
    pixelsDroppedAtMs: row.pixels_dropped_at_ms,
    isJudgedBlind: row.is_judged_blind === 1,
    isStaged: row.is_staged === 1,
  }
}

/** SQLite has no way to put an array behind an element, so the names come nested: ["top", ["inner", ["leaf"]]]. */
const flatNames = (nested: unknown): string[] =>
  Array.isArray(nested) ? nested.flatMap((part) => flatNames(part)) : [String(nested)]

export function generationRecord(db: Db, libraryId: string, id: number): GenerationRecord {
  const row = db
    .prepare<[number], GenerationRow>("SELECT * FROM generations WHERE id = ? AND status = 'succeeded'")
    .get(id)
  if (row === undefined) throw new Error(`Generation ${id} has an image and did not succeed`)
  const { cost_micro_usd: microUsd, cost_source: priceSource, cost_as_of: priceAsOf } = row
  return {
    id,
    provider: row.provider,
    connectionId: row.connection_id,
    connectionLabel: row.connection_label,
    model: row.model,
    typedPrompt: row.typed_prompt,
    sentPrompt: row.sent_prompt,
    requestedParams: ImageParams.parse(JSON.parse(row.requested_params)),
    actualParams: ActualParams.parse(JSON.parse(row.actual_params)),
    usage: row.usage === null ? null : Usage.parse(JSON.parse(row.usage)),
    requestId: row.request_id,
    responseId: row.response_id,
    createdAtMs: row.created_at_ms,
    durationMs: row.duration_ms,
    rawResponse: row.raw_response,
    settledAtMs: row.settled_at_ms,
    cost: microUsd === null || priceSource === null || priceAsOf === null ? null : { microUsd, priceSource, priceAsOf },
    origin: row.origin,
    ...relationsOf(db, libraryId, id),
  }
}

/** What a generation's record says beyond itself: known from the moment it is begun. */
export function relationsOf(
  db: Db,
  libraryId: string,
  generationId: number,
): Pick<GenerationRecord, 'experimentId' | 'previousTurn' | 'sources' | 'edit'> {
  const row = db
    .prepare<
      [number],
      {
        readonly experiment_id: number | null
        readonly previous_id: number | null
        readonly previous_origin: string | null
      }
    >(
      `SELECT g.experiment_id, before.id AS previous_id, before.origin AS previous_origin
       FROM generations g LEFT JOIN generations before ON before.id = g.previous_generation_id WHERE g.id = ?`,
    )
    .get(generationId)
  const previousId = row?.previous_id ?? null
  return {
    experimentId: row?.experiment_id ?? null,
    previousTurn: previousId === null ? null : (row?.previous_origin ?? `${libraryId}/${previousId}`),
    sources: sourcesOf(db, libraryId, generationId),
    edit: editOf(db, libraryId, generationId),
  }
}

const sourcesOf = (db: Db, libraryId: string, generationId: number): readonly SourceReference[] =>
  db
    .prepare<
      [number],
      {
        readonly role: SourceRole
        readonly sha256: string
        readonly generation_id: number | null
        readonly origin: string | null
        readonly position: number
      }
    >(
      `SELECT role, sha256, images.generation_id, origin, images.position
       FROM generation_sources s JOIN images ON images.id = s.image_id
         LEFT JOIN generations ON generations.id = images.generation_id
       WHERE s.generation_id = ? ORDER BY s.position, images.id, role`,
    )
    .all(generationId)
    .map(({ role, sha256, generation_id: madeById, origin, position }) => ({
      role,
      sha256,
      madeBy: madeById === null ? null : { origin: origin ?? `${libraryId}/${madeById}`, position },
    }))
