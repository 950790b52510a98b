import { Images, SearchX, Trash2 } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { parseQuery } from '#shared/query-language.ts'
import { useAppStore } from '../../app-store.ts'
import { keepFocus } from '../../keep-focus.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Chips, useFilterChips } from './filter-chips.tsx'
import { isFilter, useLibraryStore } from './library-store.ts'
import { RestoreButton } from './restore-button.tsx'

/** No picture to show, for one of four reasons; each has its own next step. */
export function NoPictures() {
  // The last picture may have left with the focus on it, and the button that clears a search leaves with this.
  useEffect(() => {
    keepFocus()
    return keepFocus
  }, [])
  return (
    <div className="flex min-h-0 flex-1 overflow-y-auto *:my-auto">
      <Reason />
    </div>
  )
}

function Reason() {
  const { t } = useTranslation('library')
  const { query, clearSearchAndFilters } = useLibraryStore()
  const chips = useFilterChips()
  const words = parseQuery(query.text)
    .terms.filter((term) => !isFilter(term))
    .map(({ start, end }) => query.text.slice(start, end))
    .join(' ')
  if (words !== '')
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatchTitle', { query: shorten(words) })}
        description={
          chips.length === 0 ? (
            t('noMatchBody')
          ) : (
            <>
              <span className="block">{t('noMatchBody')}</span>
              <span className="block">{t('noMatchWithFiltersBody')}</span>
            </>
          )
        }
        action={
          <WaysOut>
            <Button onClick={clearSearchAndFilters}>
              {t(chips.length > 0 ? 'clearSearchAndFilters' : 'clearSearch')}
            </Button>
          </WaysOut>
        }
      />
    )
  if (chips.length > 0)
    return (
      <EmptyState
        icon={SearchX}
        title={t('noMatchFilterTitle')}
        description={t('noMatchFilterBody')}
        action={
          <WaysOut>
            <Button onClick={clearSearchAndFilters}>{t('clearFilters')}</Button>
          </WaysOut>
        }
      />
    )
  if (query.place === 'trash') return <EmptyState icon={Trash2} title={t('emptyTrashTitle')} />
  return <EmptyLibrary />
}

function EmptyLibrary() {
  const { t } = useTranslation('library')
  const { goTo, openDialog } = useAppStore()
  return (
    <EmptyState
      icon={Images}
      title={t('emptyTitle')}
      description={t('emptyBody')}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <RestoreButton />
          <Button onClick={() => openDialog({ kind: 'import' })}>{t('import')}</Button>
          <Button variant="primary" onClick={() => goTo('create')}>
            {t('emptyCreate')}
          </Button>
        </div>
      }
    />
  )
}

/** What can be taken away, one by one or all at once. */
function WaysOut({ children }: { readonly children: ReactNode }) {
  const chips = useFilterChips()
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap justify-center gap-1.5 empty:hidden">
        <Chips chips={chips} />
      </div>
      {children}
    </div>
  )
}

/** The whole of it stands in the search field. */
const shorten = (query: string): string => (query.length > 80 ? `${query.slice(0, 80)}…` : query)
