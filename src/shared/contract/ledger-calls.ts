import { z } from 'zod'
import { Budget, BudgetState, LedgerPeriod, LedgerSummary, OwnPrice, OwnRates } from '../ledger.ts'
import { TaskId } from '../task.ts'
import { call, nothing } from './call.ts'

/** What was spent, and how much may be. What changes any of it announces `ledger.changed`. */
export const ledgerCalls = {
  'ledger.get': call(z.strictObject({ period: LedgerPeriod }), LedgerSummary),
  /** Asks where, and writes every entry there as CSV. */
  'ledger.export': call(nothing, z.strictObject({ taskId: TaskId }), ['cancelled', 'bad-request']),
  'ledger.budgets': call(nothing, z.strictObject({ states: z.array(BudgetState) })),
  /** A period that is not named has no budget any more. */
  'ledger.setBudgets': call(z.strictObject({ budgets: z.array(Budget).max(2) }), nothing),
  /** What the person set, by connection and model. */
  'ledger.ownPrices': call(nothing, z.strictObject({ prices: z.array(OwnPrice) })),
  /** From now on; entries keep the price they were made with. `null` = the published prices count again. */
  'ledger.setOwnPrice': call(
    z.strictObject({
      connectionId: OwnPrice.unwrap().shape.connectionId,
      model: OwnPrice.unwrap().shape.model,
      rates: OwnRates.nullable(),
    }),
    nothing,
  ),
} as const
