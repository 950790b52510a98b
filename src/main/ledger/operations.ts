import type { Budget, OwnRates } from '#shared/ledger.ts'
import { inFlight } from '../generations/expected-cost.ts'
import type { Library } from '../library/library.ts'
import { budgetProblem, budgetStates, setBudgets } from './budgets.ts'
import { listOwnPrices, setOwnPrice } from './own-prices.ts'
import { type ExpectedText, recordTextCall, type TextSpending, upperTextCost } from './text-calls.ts'

type Nothing = Readonly<Record<never, never>>
type Now = { readonly nowMs: number }

export function createLedgerOperations(library: Library) {
  const { db } = library
  const allInFlight = () => inFlight(db, { which: 'sent-and-queued' })
  return {
    /** For other work than pictures, when the call is over. Pictures are entered as they settle. */
    recordTextCall: (call: TextSpending) => recordTextCall(library, call),
    /** Before a call for text leaves: why it must not; `null` = it may. */
    textBudgetProblem: ({ nowMs, ...text }: ExpectedText & Now) =>
      budgetProblem(db, { upperMicroUsd: upperTextCost(db, text, nowMs), inFlight: allInFlight }, nowMs),
    budgetStates: ({ nowMs }: Now) => budgetStates(db, allInFlight, nowMs),
    setBudgets: ({ budgets }: { readonly budgets: readonly Budget[] }) => setBudgets(db, budgets),
    ownPrices: (_: Nothing) => listOwnPrices(db),
    setOwnPrice: (
      price: { readonly connectionId: string; readonly model: string; readonly rates: OwnRates | null } & Now,
    ) => setOwnPrice(db, price),
  }
}
