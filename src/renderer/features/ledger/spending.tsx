import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerPeriod, LedgerSummary } from '#shared/ledger.ts'
import { formatUsd } from '../../format-usd.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { useLedgerWords } from './use-ledger-words.ts'

interface SpendingProps {
  readonly summary: LedgerSummary
  readonly onPeriod: (period: LedgerPeriod) => void
}

/** How the period's spending lies in time, as a chart or as a table. */
export function Spending({ summary, onPeriod }: SpendingProps) {
  const { t } = useTranslation('ledger')
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const { period } = summary
  return (
    <section aria-label={t('spending')}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={t('period')}
          isLabelHidden
          value={period}
          onChange={onPeriod}
          options={(['today', 'month', 'all'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <Segmented
          label={t('view')}
          isLabelHidden
          value={view}
          onChange={setView}
          options={(['chart', 'table'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </div>
      {view === 'chart' ? <Chart summary={summary} /> : <SliceTable summary={summary} />}
    </section>
  )
}

const height = 168

function Chart({ summary: { period, slices, totals } }: Pick<SpendingProps, 'summary'>) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  const most = Math.max(...slices.map(({ spent }) => spent.microUsd))
  const width = 100 / slices.length
  const labelled = Math.ceil(slices.length / 6)
  const total = totals[period]
  const hasUnknown = slices.some(({ spent }) => spent.unknownCount > 0)
  return (
    <figure>
      <div className="relative">
        {/* The same figures stand in the table, one press away. */}
        <svg
          role="img"
          aria-label={t('chartOf', { period: t(period), amount: words.amount(total), calls: words.calls(total) })}
          width="100%"
          height={height}
          className="block"
        >
          <line x1="0" x2="100%" y1="0.5" y2="0.5" className="stroke-line" />
          <line x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} className="stroke-line-strong" />
          {slices.map(({ startMs, spent }, index) => {
            const bar = most === 0 ? 0 : Math.max(spent.microUsd === 0 ? 0 : 2, (spent.microUsd / most) * (height - 26))
            return (
              <g key={startMs}>
                <title>{`${words.slice(period, startMs)}: ${words.amount(spent)}, ${words.calls(spent)}`}</title>
                <rect x={`${index * width}%`} width={`${width}%`} y="0" height={height} fill="transparent" />
                <rect
                  x={`${(index + 0.15) * width}%`}
                  width={`${width * 0.7}%`}
                  y={height - 1 - bar}
                  height={bar}
                  rx="2"
                  className="fill-accent"
                />
                {spent.unknownCount > 0 && (
                  <circle cx={`${(index + 0.5) * width}%`} cy={height - bar - 8} r="3" className="fill-warning" />
                )}
              </g>
            )
          })}
        </svg>
        {most > 0 && (
          <span aria-hidden className="absolute top-1 left-0 text-xs text-ink-soft tabular-nums">
            {formatUsd(most)}
          </span>
        )}
      </div>
      <div aria-hidden className="relative h-5 overflow-hidden text-xs text-ink-soft">
        {slices.map(({ startMs }, index) =>
          index % labelled === 0 ? (
            <span key={startMs} className="absolute top-1 whitespace-nowrap" style={{ left: `${index * width}%` }}>
              {words.slice(period, startMs)}
            </span>
          ) : null,
        )}
      </div>
      <figcaption className="mt-1 min-h-5 text-sm text-ink-soft">
        {total.entryCount === 0 ? t('chartNothing') : hasUnknown ? t('chartUnknown') : ''}
      </figcaption>
    </figure>
  )
}

function SliceTable({ summary: { period, slices } }: Pick<SpendingProps, 'summary'>) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  const rows = slices.filter(({ spent }) => spent.entryCount > 0)
  if (rows.length === 0) return <p className="py-6 text-ink-soft">{t('chartNothing')}</p>
  return (
    <LedgerTable
      caption={t('spending')}
      firstColumn={t('time')}
      rows={rows.map(({ startMs, spent }) => ({
        key: String(startMs),
        name: words.slice(period, startMs),
        spent,
      }))}
    />
  )
}
