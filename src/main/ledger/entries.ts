import type { Usage } from '#shared/generation.ts'
import type { ImageParams } from '#shared/image-params.ts'
import type { Purpose } from '#shared/ledger.ts'
import { isFree } from '../generations/status-after-loss.ts'
import type { Db } from '../library/database.ts'
import type { LibraryWorld } from '../library/library.ts'
import type { PricedCost } from '../providers/pricing.ts'
import { withoutKeys } from '../without-keys.ts'
import { findOwnPrice } from './own-prices.ts'

/** One model's part in a call that is over. */
export interface Spending {
  readonly purpose: Purpose
  /** `null` = no picture was asked for. */
  readonly generationId: number | null
  /** Absent = that of the generation, if it is of one. */
  readonly experimentId?: number
  readonly provider: string
  readonly connectionId: string
  readonly connectionLabel: string
  readonly model: string
  /** `null` = it reported nothing. */
  readonly usage: Usage | null
  /** The same as the provider wrote it, JSON. */
  readonly raw: unknown
  readonly isBatch: boolean
  /** Pictures that came; `null` for text work. */
  readonly pictures: { readonly count: number; readonly params: Pick<ImageParams, 'size' | 'quality'> } | null
  /** What was made or charged nobody knows: the cost stays unknown whatever was reported before. */
  readonly isLost: boolean
  readonly atMs: number
}

/** By the prices of this connection at this time; `null` = unknown. */
export function priceOf(db: Db, world: Pick<LibraryWorld, 'costOf'>, spending: Spending): PricedCost | null {
  if (spending.isLost) return null
  const { connectionId, model, usage, raw, isBatch, pictures, atMs } = spending
  const own = findOwnPrice(db, connectionId, model)?.own ?? null
  return world.costOf({ model, usage, raw, isBatch, pictures, atMs, own })
}

/**
 * Enters what a call spent. For pictures: within the transaction that settles their generation, so that there is never
 * one without the other.
 */
export function insertEntry(db: Db, spending: Spending, cost: PricedCost | null): void {
  const costsNothing = isFree(spending.provider)
  db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO ledger_entries (purpose, generation_id, experiment_id, provider, connection_id, connection_label, model,
       usage, is_batch, price_version, cost_micro_usd, created_at_ms)
     VALUES (:purpose, :generationId, coalesce(:experimentId, (SELECT experiment_id FROM generations WHERE id = :generationId)), :provider,
       :connectionId, :connectionLabel, :model, :usage, :isBatch, :priceVersion, :microUsd, :atMs)`,
  ).run({
    purpose: spending.purpose,
    generationId: spending.generationId,
    experimentId: spending.experimentId ?? null,
    provider: spending.provider,
    connectionId: spending.connectionId.toWellFormed(),
    connectionLabel: spending.connectionLabel.toWellFormed(),
    model: spending.model.toWellFormed(),
    usage: usageText(db, spending),
    isBatch: spending.isBatch ? 1 : 0,
    priceVersion: costsNothing ? 'free' : (cost?.priceVersion ?? null),
    microUsd: costsNothing ? 0 : (cost?.microUsd ?? null),
    atMs: spending.atMs,
  })
}

/**
 * Enters what a picture cost once more after the ledger was lost with its database, from what is told beside the picture:
 * budgets count it again. Text work is told nowhere and stays lost.
 */
export function restoreEntry(db: Db, generationId: number): void {
  db.prepare<[{ readonly id: number; readonly isFree: 0 | 1 }]>(
    `INSERT INTO ledger_entries (purpose, generation_id, experiment_id, provider, connection_id, connection_label, model,
       usage, is_batch, price_version, cost_micro_usd, created_at_ms)
     SELECT 'picture', id, experiment_id, provider, connection_id, connection_label, model, usage, 0,
       CASE WHEN :isFree THEN 'free' ELSE cost_as_of END, CASE WHEN :isFree THEN 0 ELSE cost_micro_usd END,
       coalesce(settled_at_ms, created_at_ms)
     FROM generations WHERE id = :id AND NOT EXISTS (SELECT 1 FROM ledger_entries WHERE generation_id = :id)`,
  ).run({ id: generationId, isFree: isFree(providerOf(db, generationId)) ? 1 : 0 })
}

const providerOf = (db: Db, generationId: number): string =>
  db.prepare<[number], string>('SELECT provider FROM generations WHERE id = ?').pluck().get(generationId) ?? ''

/** A report is a handful of numbers; what is longer than this is something else. */
const longestUsage = 20_000

/** As the provider wrote it. What is no mere report, or repeats a key, is kept by its counts alone. */
function usageText(db: Db, { usage, raw }: Spending): string | null {
  const text = JSON.stringify(raw ?? null)
  if (text === 'null') return null
  // SQLite reads JSON to a certain depth only.
  const isStorable = db.prepare<[string], 0 | 1>('SELECT json_valid(?)').pluck().get(text) === 1
  const isReport = isStorable && text.length <= longestUsage && withoutKeys(text) === text
  return isReport ? text : usage === null ? null : JSON.stringify(usage)
}
