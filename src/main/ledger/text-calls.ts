import type { Purpose } from '#shared/ledger.ts'
import { isFree } from '../generations/status-after-loss.ts'
import type { Db } from '../library/database.ts'
import type { Library } from '../library/library.ts'
import { publishedTextRates } from '../providers/pricing.ts'
import { insertEntry, priceOf, type Spending } from './entries.ts'
import { findOwnPrice } from './own-prices.ts'

/** A call for text that is over: what it used, or that nobody knows. */
export type TextSpending = Omit<Spending, 'purpose' | 'pictures'> & { readonly purpose: Exclude<Purpose, 'picture'> }

/** Enters what work on text spent. Returns the cost in micro-dollars; `null` = unknown. */
export function recordTextCall({ db, world }: Pick<Library, 'db' | 'world'>, call: TextSpending): number | null {
  const spending = { ...call, pictures: null }
  const cost = priceOf(db, world, spending)
  insertEntry(db, spending, cost)
  return isFree(call.provider) ? 0 : (cost?.microUsd ?? null)
}

/** A call for text that has not left. */
export interface ExpectedText {
  readonly provider: string
  readonly connectionId: string
  readonly model: string
  /** Of everything that is sent, pictures as the provider counts them left out. */
  readonly inputBytes: number
  /** `null` = the model may write as much as it likes. */
  readonly maxOutputTokens: number | null
}

/** The most that it may cost, in micro-dollars; `null` = nobody can say. No tokenizer makes more tokens than bytes. */
export function upperTextCost(db: Db, text: ExpectedText, nowMs: number): number | null {
  if (isFree(text.provider)) return 0
  const own = findOwnPrice(db, text.connectionId, text.model)?.own?.rates ?? null
  if (own?.kind === 'per-image') return null
  const rates = own ?? publishedTextRates(text.model, nowMs)
  if (rates === null || text.maxOutputTokens === null) return null
  return Math.ceil((text.inputBytes * rates.textInput + text.maxOutputTokens * (rates.textOutput ?? 0)) / 1_000_000)
}
