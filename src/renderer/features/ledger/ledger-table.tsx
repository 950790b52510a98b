import { useTranslation } from 'react-i18next'
import type { Spent } from '#shared/ledger.ts'
import { useLedgerWords } from './use-ledger-words.ts'

interface LedgerTableProps {
  readonly caption: string
  readonly firstColumn: string
  readonly rows: readonly { readonly key: string; readonly name: string; readonly spent: Spent }[]
}

/** Sums by name; a bar behind each shows its share at a glance. */
export function LedgerTable({ caption, firstColumn, rows }: LedgerTableProps) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  const most = Math.max(1, ...rows.map(({ spent }) => spent.microUsd))
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-line text-left text-ink-soft">
          <th scope="col" className="py-2 pr-3 font-medium">
            {firstColumn}
          </th>
          <th scope="col" className="w-[22%] px-2 py-2 text-right font-medium">
            {t('spent')}
          </th>
          <th scope="col" className="w-[16%] px-2 py-2 text-right font-medium">
            {t('callCount')}
          </th>
          <th scope="col" className="w-[20%] py-2 pl-2 text-right font-medium">
            {t('unknownCount')}
          </th>
        </tr>
      </thead>
      <tbody data-selectable>
        {rows.map(({ key, name, spent }) => (
          <tr key={key} className="border-b border-line last:border-b-0">
            <th scope="row" className="py-2 pr-3 text-left font-normal">
              <span className="block truncate" title={name}>
                {name}
              </span>
              <span
                aria-hidden
                className="mt-1 block h-1 rounded-full bg-accent"
                style={{ width: `${(spent.microUsd / most) * 100}%` }}
              />
            </th>
            <td className="px-2 py-2 text-right align-top tabular-nums">{words.amount(spent)}</td>
            <td className="px-2 py-2 text-right align-top tabular-nums">{words.count(spent.entryCount)}</td>
            <td className="py-2 pl-2 text-right align-top tabular-nums">{words.count(spent.unknownCount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
