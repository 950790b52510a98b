import type { Estimate, Model } from '#shared/catalogue.ts'
import type { Draft } from '#shared/generation.ts'
import { ImageParams } from '#shared/image-params.ts'
import type { InFlight } from '#shared/ledger.ts'
import { withImageModel } from '#shared/with-image-model.ts'
import { findOwnPrice } from '../ledger/own-prices.ts'
import type { Db } from '../library/database.ts'
import { isOutSql } from '../library/status-sql.ts'
import { findModel, models } from '../providers/catalogue.ts'
import { estimateDraft, upperMicroUsd } from '../providers/estimate.ts'
import { isFree } from './status-after-loss.ts'
import { measuredCosts } from './table.ts'

/** What the cost of a request depends on before it leaves. */
export interface ExpectedRequest {
  readonly provider: string
  readonly connectionId: string
  readonly model: string
  readonly params: ImageParams
  readonly inputImageCount: number
}

/** By the person's own price, the published ones, or what was measured here: see `estimateDraft`. */
export function expectCost(
  db: Db,
  request: ExpectedRequest,
): { readonly estimate: Estimate; readonly model: Model | null } {
  const { provider, connectionId, model: id, params, inputImageCount } = request
  const known = findModel(id)
  const model = known === null ? null : withImageModel(known, params.imageModel, models)
  if (isFree(provider)) return { estimate: { kind: 'free' }, model }
  const said = findOwnPrice(db, connectionId, id)
  const estimate = estimateDraft({
    model,
    params,
    inputImageCount,
    own: said?.own?.rates ?? null,
    measuredMicroUsdPerImage: measuredCosts(db, {
      connectionId,
      model: id,
      size: params.size,
      quality: params.quality ?? null,
      imageModel: params.imageModel ?? null,
      inputImageCount,
      sinceMs: said?.sinceMs ?? 0,
    }),
  })
  return { estimate, model }
}

/** The most that a request may cost; `null` = nobody can say. */
export function upperCost(db: Db, request: ExpectedRequest, promptBytes: number): number | null {
  const { estimate, model } = expectCost(db, request)
  return upperMicroUsd(estimate, model, promptBytes)
}

export const inputImageCountOf = ({ sources = [] }: Pick<Draft, 'sources'>): number =>
  sources.filter(({ role }) => role === 'edit' || role === 'reference').length

interface AlikeRow {
  readonly provider: string
  readonly connectionId: string
  readonly model: string
  readonly params: string
  readonly inputImageCount: number
  readonly count: number
  readonly promptBytes: number
}

const which = { sent: `${isOutSql} AND status <> 'queued'`, 'sent-and-queued': isOutSql, one: 'id = :id' }

/** What requests that have no end yet may cost at most. Hundreds of them are mostly alike and looked up once. */
export function inFlight(
  db: Db,
  of: { readonly which: 'sent' | 'sent-and-queued' } | { readonly id: number },
): InFlight {
  const condition = 'id' in of ? which.one : which[of.which]
  const rows = db
    .prepare<[{ readonly id: number | null }], AlikeRow>(
      `SELECT provider, connection_id AS connectionId, model, requested_params AS params,
         (SELECT count(*) FROM generation_sources s
          WHERE s.generation_id = generations.id AND s.role IN ('edit', 'reference')) AS inputImageCount,
         count(*) AS count, sum(octet_length(sent_prompt)) AS promptBytes
       FROM generations WHERE ${condition} GROUP BY 1, 2, 3, 4, 5`,
    )
    .all({ id: 'id' in of ? of.id : null })
  let upper = 0
  let unknownCount = 0
  for (const { count, promptBytes, params, ...row } of rows) {
    const { estimate, model } = expectCost(db, { ...row, params: ImageParams.parse(JSON.parse(params)) })
    const [bare, worded] = [upperMicroUsd(estimate, model, 0), upperMicroUsd(estimate, model, promptBytes)]
    if (bare === null || worded === null) unknownCount += count
    else upper += bare * count + (worded - bare)
  }
  return { upperMicroUsd: upper, unknownCount }
}
