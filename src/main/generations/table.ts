import { Failure } from '#shared/failure.ts'
import { type Cost, type Generation, Usage } from '#shared/generation.ts'
import type { UnmadeStatus } from '#shared/generation-status.ts'
import type { Image } from '#shared/image.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'
import type { Db } from '../library/database.ts'
import { isOutSql } from '../library/status-sql.ts'

interface GenerationRow {
  readonly id: number
  readonly status: Generation['status']
  readonly provider: string
  readonly connection_id: string
  readonly connection_label: string
  readonly model: string
  readonly typed_prompt: string
  readonly sent_prompt: string
  readonly requested_params: string
  readonly actual_params: string | null
  readonly usage: string | null
  readonly cost_micro_usd: number | null
  readonly cost_source: string | null
  readonly cost_as_of: string | null
  readonly request_id: string | null
  readonly failure: string | null
  readonly created_at_ms: number
  readonly sent_at_ms: number | null
  readonly attempts: number
  readonly not_before_ms: number | null
  readonly response_id: string | null
  readonly previous_generation_id: number | null
  readonly duration_ms: number | null
  readonly has_raw_response: 0 | 1
}

const columns = `id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
  requested_params, actual_params, usage, cost_micro_usd, cost_source, cost_as_of, request_id, failure, created_at_ms,
  sent_at_ms, attempts, not_before_ms, response_id, previous_generation_id, duration_ms, raw_response IS NOT NULL AS has_raw_response`

/** A row and its images (of `succeeded`) as the rest of the studio knows them. */
function rowToGeneration(row: GenerationRow, images: readonly Image[]): Generation {
  const asked = {
    id: row.id,
    provider: row.provider,
    connectionId: row.connection_id,
    connectionLabel: row.connection_label,
    model: row.model,
    typedPrompt: row.typed_prompt,
    sentPrompt: row.sent_prompt,
    requestedParams: ImageParams.parse(JSON.parse(row.requested_params)),
    createdAtMs: row.created_at_ms,
    previousGenerationId: row.previous_generation_id,
  }
  const settled = {
    requestId: row.request_id,
    responseId: row.response_id,
    durationMs: row.duration_ms,
    usage: row.usage === null ? null : Usage.parse(JSON.parse(row.usage)),
    cost: rowToCost(row),
    hasRawResponse: row.has_raw_response === 1,
  }
  switch (row.status) {
    case 'queued':
      return { status: 'queued', ...asked, attempts: row.attempts, notBeforeMs: row.not_before_ms }
    case 'sent':
    case 'streaming':
      return { status: row.status, ...asked, sentAtMs: row.sent_at_ms ?? row.created_at_ms }
    case 'succeeded':
      return {
        status: 'succeeded',
        ...asked,
        ...settled,
        actualParams: ActualParams.parse(JSON.parse(row.actual_params ?? '{}')),
        images,
      }
    case 'refused':
    case 'failed':
    case 'cancelled':
    case 'maybe-billed':
      return { status: row.status, ...asked, ...settled, failure: Failure.parse(JSON.parse(row.failure ?? 'null')) }
  }
}

const rowToCost = (row: GenerationRow): Cost | null =>
  row.cost_micro_usd === null || row.cost_source === null || row.cost_as_of === null
    ? null
    : { microUsd: row.cost_micro_usd, priceSource: row.cost_source, priceAsOf: row.cost_as_of }

/** Everything known before the request leaves. */
export interface NewGeneration {
  readonly provider: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly model: string
  readonly typedPrompt: string
  readonly sentPrompt: string
  readonly requestedParams: ImageParams
  readonly createdAtMs: number
  readonly previousGenerationId: number | null
}

/** Commits the row `queued`. Returns its id. */
export function insertQueued(
  db: Db,
  asked: NewGeneration,
  of?: { readonly armId: number; readonly experimentId: number },
): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
         requested_params, created_at_ms, previous_generation_id, arm_id, experiment_id)
       VALUES ('queued', :provider, :connectionId, :connectionLabel, :model, :typedPrompt, :sentPrompt,
         :requestedParams, :createdAtMs, :previousGenerationId, :armId, :experimentId)`,
    )
    .run({
      ...asked,
      requestedParams: JSON.stringify(asked.requestedParams),
      armId: of?.armId ?? null,
      experimentId: of?.experimentId ?? null,
    })
  return Number(lastInsertRowid)
}

/** Commits that the request leaves now. Before this it has not left, whatever happens. */
export const markSent = (db: Db, id: number, nowMs: number): void =>
  changeOne(
    db,
    `UPDATE generations SET status = 'sent', sent_at_ms = :nowMs, attempts = attempts + 1, not_before_ms = NULL
     WHERE id = :id AND status = 'queued'`,
    { id, nowMs },
  )

/** The request left without these: the record says what was sent. */
export const forgetParams = (db: Db, id: number, params: readonly string[]): void => {
  const forget = db.prepare<[string, number]>(
    'UPDATE generations SET requested_params = json_remove(requested_params, ?) WHERE id = ?',
  )
  for (const param of params) if (/^[A-Za-z]+$/.test(param)) forget.run(`$.${param}`, id)
}

/** Its answer begins to arrive. */
export const markStreaming = (db: Db, id: number): void =>
  changeOne(db, `UPDATE generations SET status = 'streaming' WHERE id = :id AND status IN ('sent', 'streaming')`, {
    id,
  })

/**
 * Back into the queue: it was turned away before anything was made (or, without a network, did not get out at all), and
 * may leave again from `notBeforeMs` on.
 */
export const markQueuedAgain = (
  db: Db,
  again: { readonly id: number; readonly notBeforeMs: number; readonly hasLeft: boolean },
): void =>
  changeOne(
    db,
    `UPDATE generations SET status = 'queued', not_before_ms = :notBeforeMs, attempts = attempts - :notLeft
     WHERE id = :id AND status = 'sent'`,
    { id: again.id, notBeforeMs: again.notBeforeMs, notLeft: again.hasLeft ? 0 : 1 },
  )

/** Remembers by what the provider knows its answer, so that it can be fetched after a crash. */
export const keepResponseId = (db: Db, id: number, responseId: string): void =>
  changeOne(db, `UPDATE generations SET response_id = :responseId WHERE id = :id AND ${isOutSql}`, { id, responseId })

/** Changes the row `id`; one that is not in the state for it is a defect. */
function changeOne(
  db: Db,
  sql: string,
  bound: Readonly<Record<string, string | number>> & { readonly id: number },
): void {
  const { changes } = db.prepare<[typeof bound]>(sql).run(bound)
  if (changes !== 1) throw new Error(`Generation ${bound.id} is in no state for this`)
}

/** What the end of a generation adds to its row. */
export interface Settlement {
  readonly outcome:
    | { readonly status: 'succeeded'; readonly actualParams: ActualParams }
    | { readonly status: UnmadeStatus; readonly failure: Failure }
  readonly usage: Usage | null
  readonly cost: Cost | null
  readonly requestId: string | null
  /** `null` = the provider gave none. */
  readonly responseId: string | null
  readonly rawResponse: string | null
  readonly durationMs: number | null
  readonly settledAtMs: number
}

/** Ends a generation that is out. A settled one never changes again: that would be a defect. */
export function settleRow(db: Db, id: number, settlement: Settlement): void {
  const { outcome, usage, cost } = settlement
  const { changes } = db
    .prepare<[Record<string, string | number | null>]>(
      `UPDATE generations SET status = :status, actual_params = :actualParams, failure = :failure, usage = :usage,
         cost_micro_usd = :microUsd, cost_source = :priceSource, cost_as_of = :priceAsOf, request_id = :requestId,
         response_id = coalesce(:responseId, response_id), not_before_ms = NULL, raw_response = :rawResponse, duration_ms = :durationMs, settled_at_ms = :settledAtMs
       WHERE id = :id AND ${isOutSql}`,
    )
    .run({
      id,
      status: outcome.status,
      actualParams: outcome.status === 'succeeded' ? JSON.stringify(outcome.actualParams) : null,
      failure: outcome.status === 'succeeded' ? null : JSON.stringify(clip(outcome.failure)),
      usage: usage === null ? null : JSON.stringify(usage),
      microUsd: cost?.microUsd ?? null,
      priceSource: cost?.priceSource ?? null,
      priceAsOf: cost?.priceAsOf ?? null,
      requestId: settlement.requestId,
      responseId: settlement.responseId,
      rawResponse: settlement.rawResponse?.toWellFormed() ?? null,
      durationMs: settlement.durationMs,
      settledAtMs: settlement.settledAtMs,
    })
  if (changes !== 1) throw new Error(`Generation ${id} is not out`)
}

/** A provider's words can be a page long; the record keeps what the schema allows, or the row could not be read. */
function clip(failure: Failure): Failure {
  const detail = failure.detail === undefined ? {} : { detail: clipText(failure.detail) }
  return failure.kind === 'text-instead-of-image'
    ? { ...failure, ...detail, text: clipText(failure.text) }
    : { ...failure, ...detail }
}
const clipText = (text: string): string => text.slice(0, 4000).toWellFormed()

export type ImagesOf = (generationIds: readonly number[]) => ReadonlyMap<number, readonly Image[]>

export function findGeneration(db: Db, id: number, imagesOf: ImagesOf): Generation | null {
  const row = db.prepare<[number], GenerationRow>(`SELECT ${columns} FROM generations WHERE id = ?`).get(id)
  return row === undefined ? null : rowToGeneration(row, imagesOf([id]).get(id) ?? [])
}

/** As many of those that wait are among the recent ones: enough to see that there are some. */
const recentQueuedLimit = 4

/** Newest first: so many that have left, with those still out among them however old, and the newest that wait. */
export function recentGenerations(db: Db, limit: number, imagesOf: ImagesOf): Generation[] {
  const rows = db
    .prepare<[number, number], GenerationRow>(
      `SELECT ${columns} FROM generations
       WHERE id IN (SELECT id FROM generations WHERE ${isOutSql} AND status <> 'queued')
         OR id IN (SELECT id FROM generations WHERE ${isOutSql} AND status = 'queued' ORDER BY id DESC LIMIT ?)
         OR id IN (SELECT id FROM generations WHERE status <> 'queued' ORDER BY id DESC LIMIT ?)
       ORDER BY id DESC`,
    )
    .all(recentQueuedLimit, limit)
  const images = imagesOf(rows.map(({ id }) => id))
  return rows.map((row) => rowToGeneration(row, images.get(row.id) ?? []))
}

/** What is out, and so many of those that wait, in the order in which they leave. None has a picture yet. */
export const queuedGenerations = (db: Db, limit: number): Generation[] =>
  db
    .prepare<[number], GenerationRow>(
      `SELECT ${columns} FROM generations
       WHERE id IN (SELECT id FROM generations WHERE ${isOutSql} AND status <> 'queued')
         OR id IN (SELECT id FROM generations WHERE ${isOutSql} AND status = 'queued' ORDER BY id LIMIT ?)
       ORDER BY id`,
    )
    .all(limit)
    .map((row) => rowToGeneration(row, []))

/** Those that wait for their turn, oldest first. */
export const queuedRows = (db: Db): readonly QueuedRow[] =>
  db
    .prepare<[], QueuedRow>(
      `SELECT id, connection_id AS connectionId, not_before_ms AS notBeforeMs FROM generations
       WHERE ${isOutSql} AND status = 'queued' ORDER BY id`,
    )
    .all()

export interface QueuedRow {
  readonly id: number
  readonly connectionId: string
  readonly notBeforeMs: number | null
}

/** Those that left in an earlier run and whose answer can still be fetched, oldest first. */
export const resumableRows = (db: Db): readonly QueuedRow[] =>
  db
    .prepare<[], QueuedRow>(
      `SELECT id, connection_id AS connectionId, not_before_ms AS notBeforeMs FROM generations
       WHERE ${isOutSql} AND status <> 'queued' AND response_id IS NOT NULL ORDER BY id`,
    )
    .all()

export const responseIdOf = (db: Db, id: number): string | null =>
  db.prepare<[number], string | null>('SELECT response_id FROM generations WHERE id = ?').pluck().get(id) ?? null

/** Those that have left and have no end, oldest first. */
export const sentIds = (db: Db): readonly number[] =>
  db
    .prepare<[], { readonly id: number }>(
      `SELECT id FROM generations WHERE ${isOutSql} AND status <> 'queued' ORDER BY id`,
    )
    .all()
    .map(({ id }) => id)

export const readRawResponse = (db: Db, id: number): string | null =>
  db
    .prepare<[number], { readonly raw_response: string | null }>('SELECT raw_response FROM generations WHERE id = ?')
    .get(id)?.raw_response ?? null

/** What one picture of the newest generations like this one cost, in micro-dollars, newest first. */
export const measuredCosts = (
  db: Db,
  alike: {
    readonly connectionId: string
    readonly model: string
    readonly size: string
    /** `null` = not asked for. */
    readonly quality: string | null
    /** Behind a language model; `null` = none was named. */
    readonly imageModel: string | null
    readonly inputImageCount: number
    /** Prices were others before. */
    readonly sinceMs: number
  },
): readonly number[] =>
  db
    .prepare<[typeof alike], { readonly costMicroUsd: number; readonly imageCount: number }>(
      `SELECT cost_micro_usd AS costMicroUsd,
         (SELECT count(*) FROM images i
          WHERE i.generation_id = generations.id AND i.composite_of_id IS NULL) AS imageCount
       FROM generations
       WHERE model = :model AND cost_micro_usd IS NOT NULL AND connection_id = :connectionId
         AND settled_at_ms >= :sinceMs
         AND json_extract(requested_params, '$.size') = :size
         AND json_extract(requested_params, '$.quality') IS :quality
         AND json_extract(requested_params, '$.imageModel') IS :imageModel
         AND (SELECT count(*) FROM generation_sources s
              WHERE s.generation_id = generations.id AND s.role IN ('edit', 'reference')) = :inputImageCount
       ORDER BY id DESC LIMIT 50`,
    )
    .all(alike)
    .flatMap(({ costMicroUsd, imageCount }) => (imageCount === 0 ? [] : [Math.round(costMicroUsd / imageCount)]))
