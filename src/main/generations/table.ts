import { Failure } from '#shared/failure.ts'
import { type Cost, type Generation, Usage } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'
import type { Db } from '../library/database.ts'

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
  readonly duration_ms: number | null
  readonly has_raw_response: 0 | 1
}

const columns = `id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
  requested_params, actual_params, usage, cost_micro_usd, cost_source, cost_as_of, request_id, failure, created_at_ms,
  duration_ms, raw_response IS NOT NULL AS has_raw_response`

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
  }
  const settled = {
    requestId: row.request_id,
    durationMs: row.duration_ms,
    usage: row.usage === null ? null : Usage.parse(JSON.parse(row.usage)),
    cost: rowToCost(row),
    hasRawResponse: row.has_raw_response === 1,
  }
  switch (row.status) {
    case 'sent':
      return { status: 'sent', ...asked }
    case 'succeeded':
      return {
        status: 'succeeded',
        ...asked,
        ...settled,
        actualParams: ActualParams.parse(JSON.parse(row.actual_params ?? '{}')),
        images,
      }
    case 'failed':
    case 'maybe-billed':
      return { status: row.status, ...asked, ...settled, failure: Failure.parse(JSON.parse(row.failure ?? 'null')) }
  }
}

const rowToCost = (row: GenerationRow): Cost | null =>
  row.cost_micro_usd === null || row.cost_source === null || row.cost_as_of === null
    ? null
    : { microUsd: row.cost_micro_usd, priceSource: row.cost_source, priceAsOf: row.cost_as_of }

/** Everything known before the request leaves. */
export interface SentGeneration {
  readonly provider: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly model: string
  readonly typedPrompt: string
  readonly sentPrompt: string
  readonly requestedParams: ImageParams
  readonly createdAtMs: number
}

/** Commits the row `sent`. Returns its id. */
export function insertSent(db: Db, sent: SentGeneration): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number>]>(
      `INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
         requested_params, created_at_ms)
       VALUES ('sent', :provider, :connectionId, :connectionLabel, :model, :typedPrompt, :sentPrompt,
         :requestedParams, :createdAtMs)`,
    )
    .run({ ...sent, requestedParams: JSON.stringify(sent.requestedParams) })
  return Number(lastInsertRowid)
}

/** What the end of a generation adds to its row. */
export interface Settlement {
  readonly outcome:
    | { readonly status: 'succeeded'; readonly actualParams: ActualParams }
    | { readonly status: 'failed' | 'maybe-billed'; readonly failure: Failure }
  readonly usage: Usage | null
  readonly cost: Cost | null
  readonly requestId: string | null
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
         raw_response = :rawResponse, duration_ms = :durationMs, settled_at_ms = :settledAtMs
       WHERE id = :id AND status = 'sent'`,
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

/** Newest first; those still out are always among them, however old. */
export function recentGenerations(db: Db, limit: number, imagesOf: ImagesOf): Generation[] {
  const rows = db
    .prepare<[number], GenerationRow>(
      `SELECT ${columns} FROM generations
       WHERE id IN (SELECT id FROM generations WHERE status = 'sent')
         OR id IN (SELECT id FROM generations ORDER BY id DESC LIMIT ?)
       ORDER BY id DESC`,
    )
    .all(limit)
  const images = imagesOf(rows.map(({ id }) => id))
  return rows.map((row) => rowToGeneration(row, images.get(row.id) ?? []))
}

/** Those still out, oldest first. */
export const sentIds = (db: Db): readonly number[] =>
  db
    .prepare<[], { readonly id: number }>(`SELECT id FROM generations WHERE status = 'sent' ORDER BY id`)
    .all()
    .map(({ id }) => id)

export const readRawResponse = (db: Db, id: number): string | null =>
  db
    .prepare<[number], { readonly raw_response: string | null }>('SELECT raw_response FROM generations WHERE id = ?')
    .get(id)?.raw_response ?? null

/** Costs of the newest generations of this model, size and quality (`null` = not asked for), by generation id. */
export function recentCosts(
  db: Db,
  asked: { readonly model: string; readonly size: string; readonly quality: string | null },
): ReadonlyMap<number, number> {
  const rows = db
    .prepare<[typeof asked], { readonly id: number; readonly cost_micro_usd: number }>(
      `SELECT id, cost_micro_usd FROM generations
       WHERE model = :model AND cost_micro_usd IS NOT NULL
         AND json_extract(requested_params, '$.size') = :size
         AND json_extract(requested_params, '$.quality') IS :quality
       ORDER BY id DESC LIMIT 50`,
    )
    .all(asked)
  return new Map(rows.map((row) => [row.id, row.cost_micro_usd]))
}
