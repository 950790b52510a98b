import { useTranslation } from 'react-i18next'
import { useModels } from '../../data/catalogue.ts'
import type { DateRange } from './date-range.ts'

/** How filters are called on screen. A provider or model that the studio no longer knows keeps its own name. */
export function useFilterNames() {
  const { t, i18n } = useTranslation('library')
  const models = useModels().data

  const nameOfDateKind = (kind: DateRange['kind']): string => {
    switch (kind) {
      case 'any':
        return t('anyDate')
      case 'today':
        return t('today')
      case 'last-7-days':
        return t('last7Days')
      case 'last-30-days':
        return t('last30Days')
      case 'this-year':
        return t('thisYear')
      case 'custom':
        return t('customDates')
    }
  }
  const nameOfDay = (day: string): string =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(new Date(`${day}T00:00`))
  const nameOfDateRange = (range: DateRange): string => {
    if (range.kind !== 'custom') return nameOfDateKind(range.kind)
    const { from, to } = range
    if (from !== null && to !== null) return t('chipFromTo', { from: nameOfDay(from), to: nameOfDay(to) })
    if (from !== null) return t('chipFrom', { from: nameOfDay(from) })
    return to === null ? nameOfDateKind('custom') : t('chipTo', { to: nameOfDay(to) })
  }

  return {
    nameOfProvider: (id: string): string =>
      id === 'sketch' ? t('providerSketch') : id === 'openai-images' ? t('providerOpenAiImages') : id,
    nameOfModel: (id: string): string => models?.find((model) => model.id === id)?.label ?? id,
    nameOfDateKind,
    nameOfDateRange,
  }
}
