import type { FailureOf } from '#shared/failure.ts'
import type { Budget, BudgetPeriod, BudgetState, InFlight } from '#shared/ledger.ts'
import type { Db } from '../library/database.ts'
import { spanOf } from './periods.ts'
import { spentIn } from './summarise.ts'

export const listBudgets = (db: Db): Budget[] =>
  db
    .prepare<[], { readonly period: BudgetPeriod; readonly limitMicroUsd: number; readonly isHard: 0 | 1 }>(
      'SELECT period, limit_micro_usd AS limitMicroUsd, is_hard AS isHard FROM budgets ORDER BY period',
    )
    .all()
    .map((row) => ({ ...row, isHard: row.isHard === 1 }))

/** All of them: a period that is not named has no budget any more. */
export function setBudgets(db: Db, budgets: readonly Budget[]): void {
  const insert = db.prepare<[string, number, number]>(
    'INSERT OR REPLACE INTO budgets (period, limit_micro_usd, is_hard) VALUES (?, ?, ?)',
  )
  const replace = db.transaction(() => {
    db.exec('DELETE FROM budgets')
    for (const { period, limitMicroUsd, isHard } of budgets) insert.run(period, limitMicroUsd, isHard ? 1 : 0)
  })
  replace.immediate()
}

export const budgetStates = (db: Db, inFlight: () => InFlight, nowMs: number): BudgetState[] =>
  listBudgets(db).map((budget) => ({
    budget,
    spent: spentIn(db, spanOf(budget.period, nowMs)),
    inFlight: inFlight(),
  }))

/**
 * Why a request must not leave: with it, what was spent and what is out could go over a hard budget. One whose cost
 * nobody can say may leave as long as the budget is not used up. `upperMicroUsd`: the most that it may cost.
 */
export function budgetProblem(
  db: Db,
  request: { readonly upperMicroUsd: number | null; readonly inFlight: () => InFlight },
  nowMs: number,
): FailureOf<'budget-reached'> | null {
  const { upperMicroUsd, inFlight } = request
  if (upperMicroUsd === 0) return null
  for (const { period, limitMicroUsd, isHard } of listBudgets(db)) {
    if (!isHard) continue
    const spentMicroUsd = spentIn(db, spanOf(period, nowMs)).microUsd
    const inFlightMicroUsd = inFlight().upperMicroUsd
    const before = spentMicroUsd + inFlightMicroUsd
    const isReached = upperMicroUsd === null ? before >= limitMicroUsd : before + upperMicroUsd > limitMicroUsd
    if (isReached)
      return { kind: 'budget-reached', period, limitMicroUsd, spentMicroUsd, inFlightMicroUsd, upperMicroUsd }
  }
  return null
}
