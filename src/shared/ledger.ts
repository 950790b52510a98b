import { z } from 'zod'
import { ConnectionId } from './connection.ts'

/** What a call was for. */
export const Purpose = z.enum(['picture', 'rewrite', 'plan', 'caption'])
export type Purpose = z.infer<typeof Purpose>

/** What was spent in a while. Unknown costs are counted, never guessed: the sum is what is known. */
export const Spent = z
  .strictObject({
    microUsd: z.number().int(),
    entryCount: z.number().int(),
    /** Of those, how many have a cost that nobody knows. */
    unknownCount: z.number().int(),
  })
  .readonly()
export type Spent = z.infer<typeof Spent>

/** In the time of this computer. */
export const LedgerPeriod = z.enum(['today', 'month', 'all'])
export type LedgerPeriod = z.infer<typeof LedgerPeriod>

const group = z.strictObject({
  /** A model, a connection's id, an experiment's number, a purpose; `null` = of none. */
  key: z.string().nullable(),
  label: z.string().nullable(),
  spent: Spent,
})

export const LedgerSummary = z
  .strictObject({
    totals: z.strictObject({ today: Spent, month: Spent, all: Spent }),
    period: LedgerPeriod,
    /** Of the period, most expensive first. */
    groups: z.strictObject({
      model: z.array(group).readonly(),
      connection: z.array(group).readonly(),
      experiment: z.array(group).readonly(),
      purpose: z.array(group).readonly(),
    }),
    /** Of the period, without gaps, oldest first: hours of today, days of the month, months of all. */
    slices: z.array(z.strictObject({ startMs: z.number().int(), spent: Spent })).readonly(),
  })
  .readonly()
export type LedgerSummary = z.infer<typeof LedgerSummary>
export type LedgerGroup = z.infer<typeof group>

export const BudgetPeriod = z.enum(['day', 'month'])
export type BudgetPeriod = z.infer<typeof BudgetPeriod>

const limitMicroUsd = z.number().int().min(0).max(1_000_000_000_000)

export const Budget = z
  .strictObject({
    period: BudgetPeriod,
    limitMicroUsd,
    /** Nothing leaves that could go over it; otherwise it only warns. */
    isHard: z.boolean(),
  })
  .readonly()
export type Budget = z.infer<typeof Budget>

/** What is out or waits, by upper estimates. */
export const InFlight = z
  .strictObject({
    upperMicroUsd: z.number().int(),
    /** Requests whose cost nobody can say beforehand; not in the sum. */
    unknownCount: z.number().int(),
  })
  .readonly()
export type InFlight = z.infer<typeof InFlight>

export const BudgetState = z.strictObject({ budget: Budget, spent: Spent, inFlight: InFlight }).readonly()
export type BudgetState = z.infer<typeof BudgetState>

/** Millionths of a dollar per million tokens, which are whole numbers for every price with up to six decimals. */
const perMillionTokens = z.number().int().min(0).max(1_000_000_000_000)

/** What a person knows of a model's price on a connection. */
export const OwnRates = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per-token'),
    textInput: perMillionTokens,
    textInputCached: perMillionTokens,
    imageInput: perMillionTokens,
    imageInputCached: perMillionTokens,
    imageOutput: perMillionTokens,
    textOutput: perMillionTokens,
  }),
  z.strictObject({ kind: z.literal('per-image'), microUsd: limitMicroUsd }),
])
export type OwnRates = Readonly<z.infer<typeof OwnRates>>

export const OwnPrice = z
  .strictObject({
    connectionId: ConnectionId,
    model: z.string().trim().min(1).max(200),
    rates: OwnRates,
    sinceMs: z.number().int(),
  })
  .readonly()
export type OwnPrice = z.infer<typeof OwnPrice>
