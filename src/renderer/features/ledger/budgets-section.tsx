import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { BudgetState } from '#shared/ledger.ts'
import { budgetUse } from '../../budget-use.ts'
import { useBudgets } from '../../data/ledger.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { formatUsd } from '../../format-usd.ts'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { BudgetsForm } from './budgets-form.tsx'
import { useLedgerWords } from './use-ledger-words.ts'

/** How much may be spent, and how far that is used up. */
export function BudgetsSection() {
  const { t } = useTranslation('ledger')
  const headingId = useId()
  const budgets = useBudgets()
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="text-lg font-semibold">
        {t('budgets')}
      </h2>
      <p className="mt-1 mb-4 text-sm text-ink-soft">{t('budgetsBody')}</p>
      {budgets.isPending ? (
        <Spinner label={t('loading')} />
      ) : budgets.isError ? (
        <FailureNotice failure={budgets.error.failure} steps={{ 'try-again': () => void budgets.refetch() }} />
      ) : (
        <div className="space-y-5">
          {budgets.data.map((state) => (
            <BudgetMeter key={state.budget.period} state={state} />
          ))}
          {/* What was saved is what the fields begin with. */}
          <BudgetsForm
            key={JSON.stringify(budgets.data.map(({ budget }) => budget))}
            budgets={budgets.data.map(({ budget }) => budget)}
          />
        </div>
      )}
    </section>
  )
}

const warnings = {
  day: { near: 'nearDay', over: 'overDay' },
  month: { near: 'nearMonth', over: 'overMonth' },
} as const

function BudgetMeter({ state }: { readonly state: BudgetState }) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  const { budget, spent, inFlight } = state
  const use = budgetUse(state)
  const share = (microUsd: number): number => Math.min(100, (microUsd / Math.max(1, budget.limitMicroUsd)) * 100)
  const label = t(budget.period === 'day' ? 'usedDay' : 'usedMonth')
  const used = t('used', { spent: formatUsd(spent.microUsd), limit: formatUsd(budget.limitMicroUsd) })
  const onItsWay = inFlight.upperMicroUsd > 0 ? t('usedInFlight', { amount: formatUsd(inFlight.upperMicroUsd) }) : null
  const uncounted = spent.unknownCount + inFlight.unknownCount
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="text-ink-soft">{label}</span>
        <span className="tabular-nums" data-selectable>
          {used}
          {onItsWay !== null && <span className="text-ink-soft"> · {onItsWay}</span>}
        </span>
      </div>
      <meter className="sr-only" aria-label={label} min={0} max={100} value={Math.round(share(spent.microUsd))}>
        {onItsWay === null ? used : `${used}, ${onItsWay}`}
      </meter>
      <div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-ink/10">
        <span className={use === 'fine' ? 'bg-accent' : 'bg-warning'} style={{ width: `${share(spent.microUsd)}%` }} />
        <span className="bg-ink-soft/50" style={{ width: `${share(inFlight.upperMicroUsd)}%` }} />
      </div>
      {uncounted > 0 && (
        <p className="mt-1 text-sm text-ink-soft">
          {t('notCounted', { count: uncounted, shown: words.count(uncounted) })}
        </p>
      )}
      {use !== 'fine' && (
        <Notice tone="warning" title={t(warnings[budget.period][use])} className="mt-2">
          {use === 'near' ? undefined : t(budget.isHard ? 'overStops' : 'overWarns')}
        </Notice>
      )}
    </div>
  )
}
