import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../app-store.ts'
import { budgetUse } from '../budget-use.ts'
import { useBudgets } from '../data/ledger.ts'
import { formatUsd } from '../format-usd.ts'

/** Shows when a budget is nearly or wholly used up; where it cannot be read, the Ledger says so. */
export function BudgetLine() {
  const { t } = useTranslation('create')
  const goTo = useAppStore((state) => state.goTo)
  const { data: states = [] } = useBudgets()
  const warning = states.filter((state) => budgetUse(state) !== 'fine')
  return warning.map(({ budget, spent, inFlight }) => (
    <button
      key={budget.period}
      type="button"
      onClick={() => goTo('ledger')}
      className="flex items-center gap-2 rounded-md text-left text-sm text-warning hover:underline"
    >
      <TriangleAlert size={14} aria-hidden className="shrink-0" />
      {t(budget.period === 'day' ? 'budgetOfDay' : 'budgetOfMonth', {
        used: formatUsd(spent.microUsd + inFlight.upperMicroUsd),
        limit: formatUsd(budget.limitMicroUsd),
      })}
    </button>
  ))
}
