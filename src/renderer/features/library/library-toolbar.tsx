import { ArrowLeft, Heart, Import, Layers, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '#shared/query-language.ts'
import { useAppStore } from '../../app-store.ts'
import type { Finding } from '../../data/found-images.ts'
import { keepFocus } from '../../keep-focus.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { Slider } from '../../ui/slider.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { findTerm, toggleTerm } from './facet-terms.ts'
import { FilterChips, SearchProblems } from './filter-chips.tsx'
import { groupings, sorts } from './kept-arrangement.ts'
import { countFilters, largestCellSize, smallestCellSize, useLibraryStore } from './library-store.ts'
import { SavedSearches } from './saved-searches.tsx'
import { SearchField } from './search-field.tsx'
import { EmptyTrashButton, OldInTrash } from './trash-actions.tsx'

export const filtersId = 'library-filters'
const favorites: Condition = { isNegated: false, kind: 'is', state: 'favorite' }

/** Finding: search, filters, Trash. Looking: order, groups, the size of the pictures. Bringing in: import. */
export function LibraryToolbar({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation('library')
  const { query, changeQuery, isFiltersOpen, toggleFilters } = useLibraryStore()
  const filterCount = countFilters(query)
  const isFavoritesOnly = findTerm(query.text, favorites)?.isNegated === false
  const isTrash = query.place === 'trash'

  return (
    <header className="relative z-20 shrink-0 border-b border-line bg-surface">
      <div className="flex items-center gap-2 px-5 pt-3 pb-2">
        <SearchField />
        <SavedSearches />
        <Button icon={Import} className="ml-auto" onClick={() => useAppStore.getState().openDialog({ kind: 'import' })}>
          <span className="max-[900px]:sr-only">{t('import')}</span>
        </Button>
      </div>
      <div className="max-h-[40vh] overflow-y-auto">
        <div className="flex flex-wrap items-center gap-x-1.5 gap-y-1.5 px-5 pb-2">
          <Button
            variant="plain"
            size="small"
            icon={SlidersHorizontal}
            aria-expanded={isFiltersOpen}
            aria-controls={isFiltersOpen ? filtersId : undefined}
            onClick={toggleFilters}
            className={isFiltersOpen ? 'bg-ink/8' : ''}
          >
            {filterCount === 0 ? t('filters') : t('filtersActive', { number: filterCount })}
          </Button>
          <IconButton
            label={t('favoritesOnly')}
            icon={Heart}
            size="small"
            isPressed={isFavoritesOnly}
            onClick={() => changeQuery({ text: toggleTerm(query.text, favorites) })}
            className={isFavoritesOnly ? '[&_svg]:fill-current' : ''}
            tooltipSide="bottom"
          />
          <IconButton
            label={t('trash')}
            icon={Trash2}
            size="small"
            isPressed={isTrash}
            onClick={() => changeQuery({ place: isTrash ? 'library' : 'trash', collectionId: null })}
            tooltipSide="bottom"
          />
          <Count finding={finding} />
          <Looking />
        </div>
        <div className="px-5">
          <SearchProblems />
          <FilterChips />
        </div>
        {isTrash && <TrashLine />}
      </div>
    </header>
  )
}

/** How the pictures are shown; which they are does not change. */
function Looking() {
  const { t } = useTranslation('library')
  const { arrangement, changeArrangement, cellSize, setCellSize } = useLibraryStore()
  return (
    <div className="ml-auto flex flex-wrap items-center gap-1.5">
      <Select
        label={t('sort')}
        isLabelHidden
        size="small"
        className="w-36"
        value={arrangement.sort}
        onChange={(sort) => changeArrangement({ sort })}
        options={sorts.map((value) => ({ value, label: t(`sort_${value}`) }))}
      />
      <Select
        label={t('groupBy')}
        isLabelHidden
        size="small"
        className="w-32"
        value={arrangement.groupBy}
        onChange={(groupBy) => changeArrangement({ groupBy })}
        options={groupings.map((value) => ({ value, label: t(`group_${value}`) }))}
      />
      <IconButton
        label={t('stacks')}
        icon={Layers}
        size="small"
        isPressed={arrangement.isStacked}
        onClick={() => changeArrangement({ isStacked: !arrangement.isStacked })}
        tooltipSide="bottom"
      />
      <Slider
        label={t('thumbnailSize')}
        isLabelHidden
        value={cellSize}
        min={smallestCellSize}
        max={largestCellSize}
        step={8}
        onChange={setCellSize}
        className="w-24 max-[900px]:w-16"
      />
    </div>
  )
}

/** Exactly as many as can be scrolled through. While another search is on its way, that stands here instead. */
function Count({ finding }: { readonly finding: Finding }) {
  const { t, i18n } = useTranslation('library')
  const { query, arrangement } = useLibraryStore()
  if (finding.kind !== 'found') return null
  const { ids, stackSizes, isWhole, search } = finding.found
  // By value: what was changed and changed back is the same search.
  if (!isWhole || JSON.stringify(search) !== JSON.stringify({ query, arrangement }))
    return (
      // Where it takes no longer than a moment, nothing appears.
      <div className="px-2 transition-opacity delay-300 starting:opacity-0">
        <Spinner size={14} label={t('searching')} />
      </div>
    )
  const count = stackSizes === null ? ids.length : stackSizes.reduce((sum, size) => sum + size, 0)
  // Requests that made no picture are asked for on their own (`is:failed`).
  const isOfRequests = ids.some((id) => id < 0)
  return (
    <p role="status" className="px-2 text-sm whitespace-nowrap text-ink-soft tabular-nums">
      {count === 0
        ? t('countNone')
        : t(isOfRequests ? 'countRequests' : 'count', { count, shown: count.toLocaleString(i18n.language) })}
    </p>
  )
}

/** The Trash looks like the library; this says that it is not. */
function TrashLine() {
  const { t } = useTranslation('library')
  const changeQuery = useLibraryStore((state) => state.changeQuery)
  useEffect(() => keepFocus, [])
  return (
    <div className="border-t border-line bg-warning-soft px-5 py-1.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Trash2 size={15} aria-hidden className="text-warning" />
        <p className="min-w-40 flex-1">
          <strong className="font-semibold">{t('trash')}</strong> <span>{t('trashBody')}</span>
        </p>
        <Button variant="plain" size="small" icon={ArrowLeft} onClick={() => changeQuery({ place: 'library' })}>
          {t('leaveTrash')}
        </Button>
        <EmptyTrashButton />
      </div>
      <OldInTrash />
    </div>
  )
}
