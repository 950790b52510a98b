import { type OwnPrice, OwnRates } from '#shared/ledger.ts'
import type { Db } from '../library/database.ts'
import type { PricedCall } from '../providers/pricing.ts'

interface OwnPriceRow {
  readonly id: number
  readonly connection_id: string
  readonly model: string
  readonly rates: string | null
  readonly created_at_ms: number
}

const columns = 'id, connection_id, model, rates, created_at_ms'

/** The last word of the person on a price; `rates: null` = they took it back then. `null` = they never said any. */
export function findOwnPrice(
  db: Db,
  connectionId: string,
  model: string,
): { readonly own: PricedCall['own']; readonly sinceMs: number } | null {
  const row = db
    .prepare<[string, string], OwnPriceRow>(
      `SELECT ${columns} FROM own_prices WHERE connection_id = ? AND model = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(connectionId, model)
  if (row === undefined) return null
  const own =
    row.rates === null
      ? null
      : {
          rates: OwnRates.parse(JSON.parse(row.rates)),
          version: `own-${row.id}`,
          asOf: new Date(row.created_at_ms).toISOString().slice(0, 10),
        }
  return { own, sinceMs: row.created_at_ms }
}

/** Those that count now, by connection and model. */
export const listOwnPrices = (db: Db): OwnPrice[] =>
  db
    .prepare<[], OwnPriceRow>(
      `SELECT ${columns} FROM own_prices
       WHERE rates IS NOT NULL AND id IN (SELECT max(id) FROM own_prices GROUP BY connection_id, model)
       ORDER BY connection_id, model`,
    )
    .all()
    .map((row) => ({
      connectionId: row.connection_id,
      model: row.model,
      rates: OwnRates.parse(JSON.parse(row.rates ?? 'null')),
      sinceMs: row.created_at_ms,
    }))

/** From now on; what was entered before keeps the price it was made with. `null` = the published prices count again. */
export function setOwnPrice(
  db: Db,
  price: {
    readonly connectionId: string
    readonly model: string
    readonly rates: OwnRates | null
    readonly nowMs: number
  },
): void {
  db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO own_prices (connection_id, model, rates, created_at_ms) VALUES (:connectionId, :model, :rates, :nowMs)`,
  ).run({
    connectionId: price.connectionId.toWellFormed(),
    model: price.model.toWellFormed(),
    rates: price.rates === null ? null : JSON.stringify(price.rates),
    nowMs: price.nowMs,
  })
}
