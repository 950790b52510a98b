import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { keepFocus } from '../../keep-focus.ts'
import { Button } from '../../ui/button.tsx'
import { useFilterNames } from './filter-names.ts'
import { useLibraryStore } from './library-store.ts'

/** What narrows the list, always in sight, each with its own way out. */
export function FilterChips() {
  const { t } = useTranslation('library')
  const { nameOfProvider, nameOfModel, nameOfDateRange } = useFilterNames()
  const { filter, dateRange, changeFilter, setDateRange, clearFilters } = useLibraryStore()
  const chips = [
    filter.isFavoriteOnly && { name: t('favorites'), remove: () => changeFilter({ isFavoriteOnly: false }) },
    filter.provider !== null && {
      name: nameOfProvider(filter.provider),
      remove: () => changeFilter({ provider: null }),
    },
    filter.model !== null && { name: nameOfModel(filter.model), remove: () => changeFilter({ model: null }) },
    (filter.fromMs !== null || filter.beforeMs !== null) && {
      name: nameOfDateRange(dateRange),
      remove: () => setDateRange({ kind: 'any' }, Date.now()),
    },
  ].filter((chip) => chip !== false)
  // A chip that was pressed is gone.
  const names = chips.map(({ name }) => name).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one of them leaves
  useEffect(() => keepFocus, [names])

  return (
    <div className="flex flex-wrap items-center gap-1.5 px-5 pb-3">
      {chips.map(({ name, remove }) => (
        <button
          key={name}
          type="button"
          aria-label={t('removeFilter', { name })}
          onClick={remove}
          className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft pr-2 pl-3 text-sm text-accent-text hover:brightness-110"
        >
          <span className="truncate">{name}</span>
          <X size={14} aria-hidden className="shrink-0" />
        </button>
      ))}
      <Button variant="plain" size="small" onClick={clearFilters}>
        {t('clearFilters')}
      </Button>
    </div>
  )
}
