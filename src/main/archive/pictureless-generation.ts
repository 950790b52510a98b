import { z } from 'zod'
import { Failure } from '#shared/failure.ts'
import { Usage } from '#shared/generation.ts'
import { unmadeStatuses } from '#shared/generation-status.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'
import { linkEdit } from '../edits/edit-records.ts'
import { findByOrigin, linkPreviousTurn } from '../library/adopt-generation.ts'
import { relationsOf } from '../library/compose-sidecar.ts'
import type { Db } from '../library/database.ts'
import { reindexFailedGeneration } from '../library/search.ts'
import { GenerationRecord } from '../library/sidecar.ts'
import { isOutSql } from '../library/status-sql.ts'

/**
 * A generation that no picture tells of: it failed, or its pictures were deleted for good. What was asked and what it
 * cost belongs to the record all the same.
 */
export const PicturelessGeneration = z
  .strictObject({
    ...GenerationRecord.unwrap().shape,
    status: z.enum(['succeeded', ...unmadeStatuses]),
    actualParams: ActualParams.nullable(),
    failure: Failure.nullable(),
  })
  .readonly()
export type PicturelessGeneration = z.infer<typeof PicturelessGeneration>

interface Row {
  readonly id: number
  readonly status: PicturelessGeneration['status']
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
  readonly response_id: string | null
  readonly failure: string | null
  readonly created_at_ms: number
  readonly settled_at_ms: number
  readonly duration_ms: number | null
  readonly raw_response: string | null
  readonly origin: string | null
}

/** Oldest first; of one experiment, or (`null`) all. Those that are still out are told of once they have ended. */
export const picturelessIds = (db: Db, experimentId: number | null = null): readonly number[] =>
  db
    .prepare<[{ readonly experimentId: number | null }], { readonly id: number }>(
      `SELECT id FROM generations g
       WHERE NOT ${isOutSql} AND NOT EXISTS (SELECT 1 FROM images WHERE generation_id = g.id)
         AND (:experimentId IS NULL OR experiment_id = :experimentId) ORDER BY id`,
    )
    .all({ experimentId })
    .map(({ id }) => id)

export function readPictureless(db: Db, libraryId: string, id: number): PicturelessGeneration | null {
  const row = db
    .prepare<[number], Row>(
      `SELECT id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt, requested_params,
         actual_params, usage, cost_micro_usd, cost_source, cost_as_of, request_id, response_id, failure,
         created_at_ms, settled_at_ms, duration_ms, raw_response, origin
       FROM generations WHERE id = ? AND NOT ${isOutSql}`,
    )
    .get(id)
  if (row === undefined) return null
  const { cost_micro_usd: microUsd, cost_source: priceSource, cost_as_of: priceAsOf } = row
  return {
    id,
    status: row.status,
    provider: row.provider,
    connectionId: row.connection_id,
    connectionLabel: row.connection_label,
    model: row.model,
    typedPrompt: row.typed_prompt,
    sentPrompt: row.sent_prompt,
    requestedParams: ImageParams.parse(JSON.parse(row.requested_params)),
    actualParams: row.actual_params === null ? null : ActualParams.parse(JSON.parse(row.actual_params)),
    usage: row.usage === null ? null : Usage.parse(JSON.parse(row.usage)),
    cost: microUsd === null || priceSource === null || priceAsOf === null ? null : { microUsd, priceSource, priceAsOf },
    requestId: row.request_id,
    responseId: row.response_id,
    failure: row.failure === null ? null : Failure.parse(JSON.parse(row.failure)),
    createdAtMs: row.created_at_ms,
    settledAtMs: row.settled_at_ms,
    durationMs: row.duration_ms,
    rawResponse: row.raw_response,
    origin: row.origin,
    ...relationsOf(db, libraryId, id),
  }
}

/**
 * Adds a generation that another library tells of, unless it is here. One that was made in this library gets back its
 * id. Within the caller's transaction. Answers whether it was added.
 */
export function adoptPictureless(
  db: Db,
  libraryId: string,
  fromLibraryId: string,
  record: PicturelessGeneration,
): boolean {
  const origin = record.origin ?? `${fromLibraryId}/${record.id}`
  const knownId = findByOrigin(db, libraryId, origin)
  if (knownId !== null && isSame(db, knownId, record)) return false
  const ownId = origin.startsWith(`${libraryId}/`) ? Number(origin.slice(libraryId.length + 1)) : Number.NaN
  // Otherwise an older copy of the database was used for a while and gave the id away again.
  const isIdFree = knownId === null && Number.isSafeInteger(ownId) && ownId > 0
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO generations (id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
         requested_params, actual_params, usage, cost_micro_usd, cost_source, cost_as_of, request_id, response_id,
         failure, created_at_ms, settled_at_ms, duration_ms, raw_response, experiment_id, origin)
       VALUES (:id, :status, :provider, :connectionId, :connectionLabel, :model, :typedPrompt, :sentPrompt,
         :requestedParams, :actualParams, :usage, :microUsd, :priceSource, :priceAsOf, :requestId, :responseId,
         :failure, :createdAtMs, :settledAtMs, :durationMs, :rawResponse, :experimentId, :origin)`,
    )
    .run({
      id: isIdFree ? ownId : null,
      status: record.status,
      provider: record.provider.toWellFormed(),
      connectionId: record.connectionId.toWellFormed(),
      connectionLabel: record.connectionLabel.toWellFormed(),
      model: record.model.toWellFormed(),
      typedPrompt: record.typedPrompt.toWellFormed(),
      sentPrompt: record.sentPrompt.toWellFormed(),
      requestedParams: JSON.stringify(record.requestedParams),
      actualParams: record.actualParams === null ? null : JSON.stringify(record.actualParams),
      usage: record.usage === null ? null : JSON.stringify(record.usage),
      microUsd: record.cost?.microUsd ?? null,
      priceSource: record.cost?.priceSource ?? null,
      priceAsOf: record.cost?.priceAsOf ?? null,
      requestId: record.requestId,
      responseId: record.responseId?.toWellFormed() ?? null,
      failure: record.failure === null ? null : JSON.stringify(record.failure),
      createdAtMs: record.createdAtMs,
      settledAtMs: record.settledAtMs,
      durationMs: record.durationMs,
      rawResponse: record.rawResponse?.toWellFormed() ?? null,
      // Experiments have no meaning in another library.
      experimentId: isIdFree ? record.experimentId : null,
      origin: isIdFree ? null : origin,
    })
  const id = Number(lastInsertRowid)
  linkPreviousTurn(db, libraryId, id, record.previousTurn)
  linkEdit(db, libraryId, id, record)
  reindexFailedGeneration(db, id)
  return true
}

const isSame = (db: Db, id: number, { createdAtMs, typedPrompt }: PicturelessGeneration): boolean =>
  db
    .prepare<[number, number, string], { readonly id: number }>(
      'SELECT id FROM generations WHERE id = ? AND created_at_ms = ? AND typed_prompt = ?',
    )
    .get(id, createdAtMs, typedPrompt.toWellFormed()) !== undefined
