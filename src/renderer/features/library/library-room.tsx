import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { useImagePages } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { LibrarySkeleton } from './library-skeleton.tsx'
import { useLibraryStore } from './library-store.ts'
import { LibraryToolbar } from './library-toolbar.tsx'
import { NoPictures } from './no-pictures.tsx'
import { pictureMenu } from './picture-menu.ts'
import { PicturesGrid } from './pictures-grid.tsx'
import type { Selection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useGalleryCommands } from './use-gallery-commands.ts'
import { useViewerCompanion } from './use-viewer-companion.ts'

/** Everything that was made or brought in: found again, judged, thrown away and taken back. */
export function LibraryRoom() {
  const { t } = useTranslation('library')
  const filter = useLibraryStore((state) => state.filter)
  const pages = useImagePages(filter)

  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      <LibraryToolbar />
      {pages.isPending ? (
        <LibrarySkeleton />
      ) : pages.isError && pages.images.length === 0 ? (
        <div className="p-5">
          <FailureNotice failure={pages.error.failure} steps={{ 'try-again': () => void pages.refetch() }} />
        </div>
      ) : pages.images.length === 0 ? (
        <NoPictures />
      ) : (
        <Pictures pages={pages} />
      )}
    </div>
  )
}

function Pictures({ pages }: { readonly pages: ReturnType<typeof useImagePages> }) {
  const { t } = useTranslation('library')
  const { images, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = pages
  const { filter, selection, cellSize, select, setScrollTop } = useLibraryStore()
  const commands = useGalleryCommands()

  // A changed filter is a new grid, once its pictures are there; until then the old one stays as it is.
  const [shownFilter, setShownFilter] = useState(filter)
  if (!isPlaceholderData && shownFilter !== filter) setShownFilter(filter)

  const orderedIds = useMemo(() => images.map((image) => image.id), [images])
  const loadMore = useCallback(() => {
    if (hasNextPage) void fetchNextPage()
  }, [hasNextPage, fetchNextPage])
  useViewerCompanion({ orderedIds, onLoadMore: loadMore })

  const run = (id: string) => () => {
    const command = commands.find((candidate) => candidate.id === id)
    if (command?.isEnabled) command.run()
  }
  /** Looking at a picture shows where it comes from; it never touches the draft. */
  const choose = (chosen: Selection): void => {
    select(chosen)
    if (chosen.focusId !== null && chosen.ids.size > 0) useAppStore.getState().selectImage(chosen.focusId)
  }
  const showProvenance = (): void => {
    const { isProvenanceOpen, toggleProvenance } = useAppStore.getState()
    if (!isProvenanceOpen) toggleProvenance()
  }

  return (
    <>
      <PicturesGrid
        key={JSON.stringify(shownFilter)}
        images={images}
        hasMore={hasNextPage}
        isLoadingMore={isFetchingNextPage}
        onLoadMore={loadMore}
        cellSize={cellSize}
        selection={selection}
        onSelect={choose}
        onOpen={(id) => useAppStore.getState().openViewer(orderedIds, id)}
        commands={commands}
        menuItems={pictureMenu(commands, { label: t('showProvenance'), run: showProvenance })}
        onSelectAll={run('library.selectAll')}
        onCopy={run('picture.copyImage')}
        onToggleProvenance={useAppStore.getState().toggleProvenance}
        initialScrollTop={useLibraryStore.getState().scrollTop}
        onLeave={setScrollTop}
      />
      <SelectionBar commands={commands} />
    </>
  )
}
