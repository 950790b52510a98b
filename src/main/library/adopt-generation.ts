import type { GenerationStatus } from '#shared/generation-status.ts'
import { restoreEntry } from '../ledger/entries.ts'
import type { Db } from './database.ts'
import type { GenerationRecord } from './sidecar.ts'

/**
 * The row of a generation that is told of elsewhere, made if it is not there; it has succeeded afterwards. One that was
 * made in this library gets back its id, which spools and other sidecars refer to.
 */
export function takeGeneration(db: Db, libraryId: string, fromLibraryId: string, record: GenerationRecord): number {
  const origin = record.origin ?? `${fromLibraryId}/${record.id}`
  const known = db.prepare<[string], KnownGeneration>('SELECT id, status FROM generations WHERE origin = ?').get(origin)
  if (known !== undefined) return succeed(db, known, record)

  const ownId = ownIdOf(libraryId, origin)
  if (ownId === null) return insert(db, null, origin, record)
  const sameId = db
    .prepare<[number], KnownGeneration & { readonly typed_prompt: string; readonly created_at_ms: number }>(
      'SELECT id, status, typed_prompt, created_at_ms FROM generations WHERE id = ?',
    )
    .get(ownId)
  if (sameId === undefined) return insert(db, ownId, null, record)
  const isIt = sameId.created_at_ms === record.createdAtMs && sameId.typed_prompt === record.typedPrompt
  // Otherwise an older copy of the database was used for a while and gave the id away again.
  return isIt ? succeed(db, sameId, record) : insert(db, null, origin, record)
}

/** The id that the generation of this origin has here; `null` when it is not here. */
export function findByOrigin(db: Db, libraryId: string, origin: string): number | null {
  const row = db
    .prepare<[string, number | null], { readonly id: number }>(
      'SELECT id FROM generations WHERE origin = ? OR (id = ? AND origin IS NULL) ORDER BY origin IS NULL LIMIT 1',
    )
    .get(origin, ownIdOf(libraryId, origin))
  return row?.id ?? null
}

/** A conversation's turn before, where it is here. One that is known already stays. */
export function linkPreviousTurn(db: Db, libraryId: string, id: number, previousTurn: string | null): void {
  const previousId = previousTurn === null ? null : findByOrigin(db, libraryId, previousTurn)
  db.prepare<[number | null, number]>(
    'UPDATE generations SET previous_generation_id = coalesce(previous_generation_id, ?) WHERE id = ?',
  ).run(previousId, id)
}

function ownIdOf(libraryId: string, origin: string): number | null {
  const id = origin.startsWith(`${libraryId}/`) ? Number(origin.slice(libraryId.length + 1)) : Number.NaN
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

interface KnownGeneration {
  readonly id: number
  readonly status: GenerationStatus
}

/** What came back after all: the picture of a generation that was taken for lost. */
function succeed(db: Db, { id, status }: KnownGeneration, record: GenerationRecord): number {
  if (status === 'succeeded') return id
  db.prepare<[Answered & { readonly id: number }]>(
    `UPDATE generations SET status = 'succeeded', failure = NULL, actual_params = :actualParams, usage = :usage,
       cost_micro_usd = :microUsd, cost_source = :priceSource, cost_as_of = :priceAsOf, request_id = :requestId,
       response_id = coalesce(:responseId, response_id), raw_response = :rawResponse, duration_ms = :durationMs, settled_at_ms = :settledAtMs
     WHERE id = :id`,
  ).run({ id, ...answered(record) })
  // Generations without a picture are searched under the negative of their id.
  db.prepare<[number]>('DELETE FROM image_search WHERE rowid = -?').run(id)
  return id
}

function insert(db: Db, id: number | null, origin: string | null, record: GenerationRecord): number {
  const { lastInsertRowid } = db
    .prepare<[Record<string, string | number | null>]>(
      `INSERT INTO generations (id, status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
         requested_params, actual_params, usage, cost_micro_usd, cost_source, cost_as_of, request_id, response_id,
         created_at_ms, settled_at_ms, duration_ms, raw_response, experiment_id, origin)
       VALUES (:id, 'succeeded', :provider, :connectionId, :connectionLabel, :model, :typedPrompt, :sentPrompt,
         :requestedParams, :actualParams, :usage, :microUsd, :priceSource, :priceAsOf, :requestId, :responseId,
         :createdAtMs, :settledAtMs, :durationMs, :rawResponse, :experimentId, :origin)`,
    )
    .run({
      id,
      provider: record.provider.toWellFormed(),
      connectionId: record.connectionId.toWellFormed(),
      connectionLabel: record.connectionLabel.toWellFormed(),
      model: record.model.toWellFormed(),
      typedPrompt: record.typedPrompt.toWellFormed(),
      sentPrompt: record.sentPrompt.toWellFormed(),
      requestedParams: JSON.stringify(record.requestedParams),
      createdAtMs: record.createdAtMs,
      // Experiments have no meaning in another library.
      experimentId: origin === null ? record.experimentId : null,
      origin,
      ...answered(record),
    })
  const adoptedId = Number(lastInsertRowid)
  // What was spent elsewhere was not spent here.
  if (origin === null) restoreEntry(db, adoptedId)
  return adoptedId
}

type Answered = Readonly<Record<string, string | number | null>>

const answered = (record: GenerationRecord): Answered => ({
  actualParams: JSON.stringify(record.actualParams),
  usage: record.usage === null ? null : JSON.stringify(record.usage),
  microUsd: record.cost?.microUsd ?? null,
  priceSource: record.cost?.priceSource ?? null,
  priceAsOf: record.cost?.priceAsOf ?? null,
  requestId: record.requestId,
  responseId: record.responseId?.toWellFormed() ?? null,
  rawResponse: record.rawResponse?.toWellFormed() ?? null,
  durationMs: record.durationMs,
  settledAtMs: record.settledAtMs,
})
