import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerSummary } from '#shared/ledger.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { LedgerTable } from './ledger-table.tsx'
import { type Dimension, useLedgerWords } from './use-ledger-words.ts'

const names = {
  model: 'byModel',
  connection: 'byConnection',
  experiment: 'byExperiment',
  purpose: 'byPurpose',
} as const satisfies Record<Dimension, string>

/** What the period's spending went to. */
export function Breakdown({ summary }: { readonly summary: LedgerSummary }) {
  const { t } = useTranslation('ledger')
  const words = useLedgerWords()
  const headingId = useId()
  const [dimension, setDimension] = useState<Dimension>('model')
  const groups = summary.groups[dimension]
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id={headingId} className="text-lg font-semibold">
          {t('breakdown')}
        </h2>
        <Segmented
          label={t('by')}
          isLabelHidden
          value={dimension}
          onChange={setDimension}
          options={(['model', 'connection', 'experiment', 'purpose'] as const).map((value) => ({
            value,
            label: t(names[value]),
          }))}
        />
      </div>
      {groups.length === 0 ? (
        <p className="py-4 text-ink-soft">{t('breakdownEmpty')}</p>
      ) : (
        <LedgerTable
          caption={t('breakdown')}
          firstColumn={t(names[dimension])}
          rows={groups.map((group) => ({
            key: group.key ?? '',
            name: words.group(dimension, group),
            spent: group.spent,
          }))}
        />
      )}
    </section>
  )
}
