import { ArrowLeft, Heart, Import, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maxCount } from '#shared/limits.ts'
import { useImageCount } from '../../data/images.ts'
import { keepFocus } from '../../keep-focus.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Slider } from '../../ui/slider.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FilterChips } from './filter-chips.tsx'
import { countFilters, largestCellSize, smallestCellSize, useLibraryStore } from './library-store.ts'
import { SearchField } from './search-field.tsx'
import { useImport } from './use-import.ts'

/** Finding: search, filters, Trash. Looking: the size of the pictures. Bringing in: import. */
export function LibraryToolbar() {
  const { t } = useTranslation('library')
  const { filter, cellSize, changeFilter, setCellSize } = useLibraryStore()
  const { importFromDialog } = useImport()
  const [isFilterBarOpen, setFilterBarOpen] = useState(false)
  const filterCount = countFilters(filter)

  return (
    <header className="max-h-3/5 shrink-0 overflow-y-auto border-b border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2 px-5 py-3">
        <SearchField />
        <Count />
        <IconButton
          label={t('favoritesOnly')}
          icon={Heart}
          isPressed={filter.isFavoriteOnly}
          onClick={() => changeFilter({ isFavoriteOnly: !filter.isFavoriteOnly })}
          className={filter.isFavoriteOnly ? '[&_svg]:fill-current' : ''}
          tooltipSide="bottom"
        />
        <Button
          variant="plain"
          icon={SlidersHorizontal}
          aria-expanded={isFilterBarOpen}
          aria-controls="library-filters"
          onClick={() => setFilterBarOpen(!isFilterBarOpen)}
          className={isFilterBarOpen ? 'bg-ink/8' : ''}
        >
          <span className="max-[900px]:sr-only">
            {filterCount === 0 ? t('filters') : t('filtersActive', { number: filterCount })}
          </span>
        </Button>
        <IconButton
          label={t('trash')}
          icon={Trash2}
          isPressed={filter.isTrash}
          onClick={() => changeFilter({ isTrash: !filter.isTrash })}
          tooltipSide="bottom"
        />
        <div className="ml-auto flex items-center gap-3">
          <Slider
            label={t('thumbnailSize')}
            isLabelHidden
            value={cellSize}
            min={smallestCellSize}
            max={largestCellSize}
            step={8}
            onChange={setCellSize}
            className="w-28 max-[900px]:w-16"
          />
          <Button icon={Import} onClick={() => void importFromDialog()}>
            <span className="max-[900px]:sr-only">{t('import')}</span>
          </Button>
        </div>
      </div>
      {filter.isTrash && <TrashLine />}
      <div id="library-filters" hidden={!isFilterBarOpen} className="border-t border-line px-5 py-3">
        {isFilterBarOpen && <FilterBar />}
      </div>
      {filterCount > 0 && <FilterChips />}
    </header>
  )
}

function Count() {
  const { t, i18n } = useTranslation('library')
  const filter = useLibraryStore((state) => state.filter)
  const { data } = useImageCount(filter)
  if (data === undefined) return null
  const { count } = data
  const shown =
    count >= maxCount ? `${(maxCount - 1).toLocaleString(i18n.language)}+` : count.toLocaleString(i18n.language)
  return (
    <p role="status" className="px-2 text-sm whitespace-nowrap text-ink-soft tabular-nums">
      {count === 0 ? t('countNone') : t('count', { count, shown })}
    </p>
  )
}

/** The Trash looks like the library; this says that it is not. */
function TrashLine() {
  const { t } = useTranslation('library')
  const changeFilter = useLibraryStore((state) => state.changeFilter)
  useEffect(() => keepFocus, [])
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-warning-soft px-5 py-1.5 text-sm">
      <Trash2 size={15} aria-hidden className="text-warning" />
      <p className="min-w-40 flex-1">
        <strong className="font-semibold">{t('trash')}</strong> <span>{t('trashBody')}</span>
      </p>
      <Button variant="plain" size="small" icon={ArrowLeft} onClick={() => changeFilter({ isTrash: false })}>
        {t('leaveTrash')}
      </Button>
    </div>
  )
}
