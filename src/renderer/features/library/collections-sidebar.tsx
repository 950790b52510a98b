import { FolderPlus, PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollections } from '../../data/organising.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { keepFocus } from '../../keep-focus.ts'
import { useOrganiseStore } from '../../organise-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useCollectionsStore } from './collections-store.ts'
import { CollectionsTree } from './collections-tree.tsx'

/** The collections, beside the pictures where there is room for both, over them where there is not. */
export function CollectionsSidebar() {
  const { t } = useTranslation('organise')
  const { isShown, setShown, isOver, setOver } = useCollectionsStore()
  const isNarrow = useIsNarrow()
  const setOpen = isNarrow ? setOver : setShown
  if (isNarrow ? !isOver : !isShown)
    return (
      <div className="shrink-0 border-r border-line bg-surface p-1.5">
        <IconButton
          label={t('showCollections')}
          icon={PanelLeftOpen}
          tooltipSide="right"
          onClick={() => setOpen(true)}
        />
      </div>
    )
  return <Shown onHide={() => setOpen(false)} />
}

function Shown({ onHide }: { readonly onHide: () => void }) {
  const { t } = useTranslation('organise')
  const collections = useCollections()
  const openDialog = useOrganiseStore((state) => state.openDialog)
  useEffect(() => keepFocus, [])
  return (
    <>
      {/* What the sidebar covers in a narrow window keeps this much, so that the way back stays in its place. */}
      <div className="hidden w-11.5 shrink-0 max-[900px]:block" />
      <nav
        aria-label={t('collections')}
        className="flex w-60 max-w-full shrink-0 flex-col border-r border-line bg-surface max-[900px]:absolute max-[900px]:inset-y-0 max-[900px]:left-0 max-[900px]:z-10 max-[900px]:shadow-popup"
      >
        <header className="flex min-h-11 shrink-0 items-center gap-0.5 px-1.5">
          <IconButton label={t('hideCollections')} icon={PanelLeftClose} tooltipSide="right" onClick={onHide} />
          <h2 className="min-w-0 flex-1 truncate px-1 text-sm font-medium text-ink-soft">{t('collections')}</h2>
          <IconButton
            label={t('newCollection')}
            icon={FolderPlus}
            size="small"
            onClick={() => openDialog({ kind: 'new-collection', parentId: null })}
          />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2">
          {collections.isError ? (
            <FailureNotice
              failure={collections.error.failure}
              steps={{ 'try-again': () => void collections.refetch() }}
            />
          ) : collections.data === undefined ? (
            <Spinner label={t('loading')} size={14} />
          ) : (
            <>
              <CollectionsTree collections={collections.data} />
              {collections.data.length === 0 && <p className="px-2 py-2 text-sm text-ink-soft">{t('noCollections')}</p>}
            </>
          )}
        </div>
      </nav>
    </>
  )
}

/** The same width at which the stylesheet lays sidebars over the pictures. */
const narrow = '(max-width: 900px)'

const useIsNarrow = (): boolean => useSyncExternalStore(followNarrow, () => window.matchMedia(narrow).matches)

function followNarrow(onChange: () => void): () => void {
  const query = window.matchMedia(narrow)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
