import { useTranslation } from 'react-i18next'
import type { LedgerGroup, LedgerPeriod, Purpose, Spent } from '#shared/ledger.ts'
import { useModels } from '../../data/catalogue.ts'
import { useConnections } from '../../data/connections.ts'
import { formatUsd } from '../../format-usd.ts'

export type Dimension = 'model' | 'connection' | 'experiment' | 'purpose'

const purposeNames = {
  picture: 'purposePicture',
  rewrite: 'purposeRewrite',
  plan: 'purposePlan',
  caption: 'purposeCaption',
} as const satisfies Record<Purpose, string>

const isPurpose = (key: string): key is Purpose => key in purposeNames

/** How the ledger says sums, times and names. */
export function useLedgerWords() {
  const { t, i18n } = useTranslation('ledger')
  const { data: models = [] } = useModels()
  const { data: connections = [] } = useConnections()
  const count = (value: number): string => new Intl.NumberFormat(i18n.language).format(value)
  const date = (atMs: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(i18n.language, options).format(atMs)
  return {
    count,
    /** A sum without a single known part is not zero. */
    amount: ({ microUsd, entryCount, unknownCount }: Spent): string =>
      entryCount > 0 && unknownCount === entryCount ? t('unknownAmount') : formatUsd(microUsd),
    calls: ({ entryCount }: Spent): string =>
      entryCount === 0 ? t('noCalls') : t('calls', { count: entryCount, shown: count(entryCount) }),
    /** `null` = every cost is known. */
    unknown: ({ unknownCount }: Spent): string | null =>
      unknownCount === 0 ? null : t('unknown', { count: unknownCount, shown: count(unknownCount) }),
    /** A slice of the chart: an hour, a day or a month. */
    slice: (period: LedgerPeriod, startMs: number): string =>
      period === 'today'
        ? date(startMs, { hour: '2-digit', minute: '2-digit' })
        : period === 'month'
          ? date(startMs, { month: 'short', day: 'numeric' })
          : date(startMs, { year: 'numeric', month: 'short' }),
    group: (dimension: Dimension, { key, label }: LedgerGroup): string => {
      switch (dimension) {
        case 'model':
          return models.find(({ id }) => id === key)?.label ?? label ?? ''
        case 'connection':
          return connections.find(({ id }) => id === key)?.label ?? label ?? ''
        case 'experiment':
          return key === null ? t('noExperiment') : (label ?? t('experiment', { number: key }))
        case 'purpose':
          return key !== null && isPurpose(key) ? t(purposeNames[key]) : (key ?? '')
      }
    },
  }
}
