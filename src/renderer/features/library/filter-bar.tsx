import { useTranslation } from 'react-i18next'
import { useImageFacets } from '../../data/images.ts'
import { inputClass } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { DateRange } from './date-range.ts'
import { useFilterNames } from './filter-names.ts'
import { useLibraryStore } from './library-store.ts'

/** The Select wants a text for “any”; no provider or model is called that. */
const any = ''
const dateKinds = ['any', 'today', 'last-7-days', 'last-30-days', 'this-year', 'custom'] as const

/** Offers only what made something here. */
export function FilterBar() {
  const { t } = useTranslation('library')
  const { nameOfProvider, nameOfModel, nameOfDateKind } = useFilterNames()
  const { filter, dateRange, changeFilter, setDateRange } = useLibraryStore()
  const facets = useImageFacets().data ?? { providers: [], models: [] }

  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <Select
        label={t('provider')}
        size="small"
        className="w-40"
        value={filter.provider ?? any}
        onChange={(provider) => changeFilter({ provider: provider === any ? null : provider })}
        options={[
          { value: any, label: t('anyProvider') },
          ...withChosen(facets.providers, filter.provider).map((id) => ({ value: id, label: nameOfProvider(id) })),
        ]}
      />
      <Select
        label={t('model')}
        size="small"
        className="w-40"
        value={filter.model ?? any}
        onChange={(model) => changeFilter({ model: model === any ? null : model })}
        options={[
          { value: any, label: t('anyModel') },
          ...withChosen(facets.models, filter.model).map((id) => ({ value: id, label: nameOfModel(id) })),
        ]}
      />
      <Select
        label={t('date')}
        size="small"
        className="w-40"
        value={dateRange.kind}
        onChange={(kind) => setDateRange(kind === 'custom' ? { kind, from: null, to: null } : { kind }, Date.now())}
        options={dateKinds.map((kind) => ({ value: kind, label: nameOfDateKind(kind) }))}
      />
      {dateRange.kind === 'custom' && (
        <>
          <DayField
            label={t('dateFrom')}
            value={dateRange.from}
            latest={dateRange.to}
            change={(from) => ({ ...dateRange, from })}
          />
          <DayField
            label={t('dateTo')}
            value={dateRange.to}
            earliest={dateRange.from}
            change={(to) => ({ ...dateRange, to })}
          />
        </>
      )}
    </div>
  )
}

/** A choice stays visible although the last picture it found is gone. */
const withChosen = (offered: readonly string[], chosen: string | null): readonly string[] =>
  chosen === null || offered.includes(chosen) ? offered : [...offered, chosen]

interface DayFieldProps {
  readonly label: string
  readonly value: string | null
  readonly earliest?: string | null
  readonly latest?: string | null
  readonly change: (day: string | null) => DateRange
}

function DayField({ label, value, earliest, latest, change }: DayFieldProps) {
  const setDateRange = useLibraryStore((state) => state.setDateRange)
  return (
    <label className="block text-sm font-medium text-ink-soft">
      <span className="mb-1 block">{label}</span>
      <input
        type="date"
        value={value ?? ''}
        min={earliest ?? undefined}
        max={latest ?? undefined}
        onChange={(event) => setDateRange(change(event.target.value === '' ? null : event.target.value), Date.now())}
        className={`${inputClass} h-7 w-36 px-2 text-sm text-ink`}
      />
    </label>
  )
}
