import { Images, SearchX, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { keepFocus } from '../../keep-focus.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { countFilters, useLibraryStore } from './library-store.ts'
import { useImport } from './use-import.ts'

/** No picture to show, for one of four reasons; each has its own next step. */
export function NoPictures() {
  const { t } = useTranslation('library')
  const goTo = useAppStore((state) => state.goTo)
  const { filter, clearSearchAndFilters } = useLibraryStore()
  const { importFromDialog } = useImport()
  const isFiltered = countFilters(filter) > 0
  // The last picture may have left with the focus on it, and the button that clears a search leaves with this.
  useEffect(() => {
    keepFocus()
    return keepFocus
  }, [])

  return (
    <div className="flex min-h-0 flex-1 overflow-y-auto *:my-auto">
      {filter.query.trim() !== '' ? (
        <EmptyState
          icon={SearchX}
          title={t('noMatchTitle', { query: shorten(filter.query.trim()) })}
          description={t('noMatchBody')}
          action={
            <Button onClick={clearSearchAndFilters}>{t(isFiltered ? 'clearSearchAndFilters' : 'clearSearch')}</Button>
          }
        />
      ) : isFiltered ? (
        <EmptyState
          icon={SearchX}
          title={t('noMatchFilterTitle')}
          description={t('noMatchFilterBody')}
          action={<Button onClick={clearSearchAndFilters}>{t('clearFilters')}</Button>}
        />
      ) : filter.isTrash ? (
        <EmptyState icon={Trash2} title={t('emptyTrashTitle')} />
      ) : (
        <EmptyState
          icon={Images}
          title={t('emptyTitle')}
          description={t('emptyBody')}
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Button onClick={() => void importFromDialog()}>{t('import')}</Button>
              <Button variant="primary" onClick={() => goTo('create')}>
                {t('emptyCreate')}
              </Button>
            </div>
          }
        />
      )}
    </div>
  )
}

/** The whole of it stands in the search field. */
const shorten = (query: string): string => (query.length > 80 ? `${query.slice(0, 80)}…` : query)
