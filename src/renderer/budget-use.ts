import type { BudgetState } from '#shared/ledger.ts'

/** From here on a budget warns. */
const nearShare = 0.8

/** How far a budget is used up, with the most that what is on its way may cost. */
export function budgetUse({ budget, spent, inFlight }: BudgetState): 'fine' | 'near' | 'over' {
  const used = spent.microUsd + inFlight.upperMicroUsd
  if (used >= budget.limitMicroUsd) return 'over'
  return used >= budget.limitMicroUsd * nearShare ? 'near' : 'fine'
}
