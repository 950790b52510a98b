import type { FailureOf } from '#shared/failure.ts'
import { budgetProblem } from '../ledger/budgets.ts'
import type { Db } from '../library/database.ts'
import { inFlight } from './expected-cost.ts'
import { markSent } from './table.ts'

/**
 * Commits that a queued request leaves now, unless with it a hard budget could be gone over: then nothing is changed and
 * the reason comes back. One transaction, so that two of them cannot both take what is left.
 */
export function letLeave(db: Db, id: number, nowMs: number): FailureOf<'budget-reached'> | null {
  const leave = db.transaction(() => {
    const own = inFlight(db, { id })
    const problem = budgetProblem(
      db,
      {
        upperMicroUsd: own.unknownCount > 0 ? null : own.upperMicroUsd,
        inFlight: () => inFlight(db, { which: 'sent' }),
      },
      nowMs,
    )
    if (problem === null) markSent(db, id, nowMs)
    return problem
  })
  return leave.immediate()
}
