import { useTranslation } from 'react-i18next'
import type { LedgerSummary } from '#shared/ledger.ts'
import { useLedgerWords } from './use-ledger-words.ts'

/** The three sums that a person looks for first. */
export function Totals({ totals }: { readonly totals: LedgerSummary['totals'] }) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  return (
    <dl className="grid gap-3 min-[700px]:grid-cols-3">
      {(['today', 'month', 'all'] as const).map((period) => {
        const spent = totals[period]
        const unknown = words.unknown(spent)
        return (
          <div key={period} className="rounded-xl border border-line bg-raised px-5 py-4">
            <dt className="text-sm text-ink-soft">{t(period)}</dt>
            <dd>
              <span className="block text-2xl font-semibold tabular-nums" data-selectable>
                {words.amount(spent)}
              </span>
              <span className="mt-1 block text-sm text-ink-soft">{words.calls(spent)}</span>
              {unknown !== null && <span className="block text-sm text-warning">{unknown}</span>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
