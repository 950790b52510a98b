import { dirname } from 'node:path'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { TaskOutcome } from '#shared/task.ts'
import { picturelessIds, readPictureless } from '../archive/pictureless-generation.ts'
import type { ReadLibrary } from '../library/read-library.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { chosenContent, chosenSha256s, libraryIdOf } from './chosen-contents.ts'
import { type Cell, csvHead, csvRow } from './csv.ts'
import { type ExportedRecord, isoTime, recordOfGeneration, recordOfImage } from './exported-record.ts'
import { isInside } from './is-inside.ts'
import { toExportFailure } from './to-export-failure.ts'
import { withoutPlaces } from './without-places.ts'
import { writeWholeFile } from './write-whole-file.ts'

export type RecordFormat = 'csv' | 'json'

/** Writes what is known about these images into one file; `null` = about everything, failed generations too. */
export async function exportRecords(
  library: ReadLibrary,
  order: { readonly ids: readonly number[] | null; readonly format: RecordFormat; readonly path: string },
  context: TaskContext,
): Promise<Result<TaskOutcome, Failure>> {
  const { ids, format, path } = order
  const { paths } = library
  const write = writers[format]
  let count = 0
  try {
    if (await isInside(paths.folder, dirname(path))) return err({ kind: 'bad-request', field: 'path' })
    const bytes = await writeWholeFile(path, async (sink) => {
      await sink.write(write.head)
      for (const { record, done, total } of recordsOf(library, ids)) {
        context.signal.throwIfAborted()
        await sink.write(write.record(record, count === 0))
        count += 1
        context.report({ done, total })
      }
      await sink.write(write.tail)
    })
    return ok({ kind: 'export', path, fileCount: 1, bytes, refused: [], refusedCount: 0 })
  } catch (cause) {
    const failure = toExportFailure(cause)
    if (failure === null) throw cause
    return err(failure)
  }
}

function* recordsOf(
  { db, paths }: ReadLibrary,
  ids: readonly number[] | null,
): Generator<{ readonly record: ExportedRecord; readonly done: number; readonly total: number }> {
  const libraryId = libraryIdOf(db)
  const chosenIds = ids === null ? null : new Set(ids)
  const clean = (text: string): string => withoutPlaces(text, paths.folder)
  const contents = chosenSha256s(db, ids)
  const lost = ids === null ? picturelessIds(db) : []
  const total = contents.length + lost.length
  let done = 0
  for (const sha256 of contents) {
    done += 1
    const content = chosenContent(db, libraryId, sha256, chosenIds)
    for (const image of content?.sidecar.images ?? [])
      if (content !== null) yield { record: recordOfImage(libraryId, content.sidecar, image, clean), done, total }
  }
  for (const id of lost) {
    done += 1
    const generation = readPictureless(db, libraryId, id)
    if (generation === null) continue
    const record: ExportedRecord = {
      ...nothingMade,
      ...recordOfGeneration(libraryId, generation),
      status: generation.status,
      failure: generation.failure?.kind ?? null,
      actualParams: generation.actualParams,
      createdAt: isoTime(generation.createdAtMs),
    }
    yield { record, done, total }
  }
}

const nothingMade = {
  kind: 'no-picture',
  position: null,
  revisedPrompt: null,
  costMicroUsd: null,
  file: null,
  importedFileName: null,
  importedMetadata: null,
  hasContentCredentials: false,
  isFavorite: false,
  rating: null,
  note: null,
  tags: [],
  collections: [],
  deletedAt: null,
  pixelsDroppedAt: null,
} as const

const usd = (microUsd: number | undefined | null): number | null =>
  microUsd === undefined || microUsd === null ? null : microUsd / 1_000_000
const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const columns: Readonly<Record<string, (record: ExportedRecord) => Cell>> = {
  kind: ({ kind }) => kind,
  status: ({ status }) => status,
  failure: ({ failure }) => failure,
  created_at: ({ createdAt }) => createdAt,
  typed_prompt: ({ typedPrompt }) => typedPrompt,
  sent_prompt: ({ sentPrompt }) => sentPrompt,
  revised_prompt: ({ revisedPrompt }) => revisedPrompt,
  provider: ({ provider }) => provider,
  connection: ({ connection }) => connection,
  model: ({ model }) => model,
  requested_params: ({ requestedParams }) => json(requestedParams),
  actual_params: ({ actualParams }) => json(actualParams),
  usage: ({ usage }) => json(usage),
  generation_cost_usd: ({ cost }) => usd(cost?.microUsd),
  cost_usd: ({ costMicroUsd }) => usd(costMicroUsd),
  price_source: ({ cost }) => cost?.priceSource ?? null,
  price_as_of: ({ cost }) => cost?.priceAsOf ?? null,
  request_id: ({ requestId }) => requestId,
  duration_ms: ({ durationMs }) => durationMs,
  generation: ({ generation }) => generation,
  position: ({ position }) => position,
  sources: ({ sources }) => sources.map(({ role, sha256 }) => `${role}:${sha256}`).join(' '),
  sha256: ({ file }) => file?.sha256 ?? null,
  format: ({ file }) => file?.format ?? null,
  width: ({ file }) => file?.width ?? null,
  height: ({ file }) => file?.height ?? null,
  bytes: ({ file }) => file?.bytes ?? null,
  imported_file_name: ({ importedFileName }) => importedFileName,
  imported_metadata: ({ importedMetadata }) => json(importedMetadata),
  content_credentials: ({ hasContentCredentials }) => hasContentCredentials,
  favorite: ({ isFavorite }) => isFavorite,
  rating: ({ rating }) => rating,
  note: ({ note }) => note,
  tags: ({ tags }) => tags.join('; '),
  collections: ({ collections }) => collections.map((names) => names.join(' / ')).join('; '),
  deleted_at: ({ deletedAt }) => deletedAt,
  pixels_dropped_at: ({ pixelsDroppedAt }) => pixelsDroppedAt,
}

const writers: Readonly<
  Record<
    RecordFormat,
    {
      readonly head: string
      readonly record: (record: ExportedRecord, isFirst: boolean) => string
      readonly tail: string
    }
  >
> = {
  csv: {
    head: csvHead(Object.keys(columns)),
    record: (record) => csvRow(Object.values(columns).map((cellOf) => cellOf(record))),
    tail: '',
  },
  // One record a line, so that a text tool finds and counts them.
  json: {
    head: '[',
    record: (record, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(record)}`,
    tail: '\n]\n',
  },
}
