import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppStore } from '../../app-store.ts'
import { type Finding, type FoundImages, useFoundImages } from '../../data/found-images.ts'
import { pictureIds } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { CollectionsSidebar } from './collections-sidebar.tsx'
import { dragPictures } from './drag-pictures.ts'
import { FacetsPanel } from './facets-panel.tsx'
import { LibrarySkeleton } from './library-skeleton.tsx'
import { useLibraryStore } from './library-store.ts'
import { filtersId, LibraryToolbar } from './library-toolbar.tsx'
import { NoPictures } from './no-pictures.tsx'
import { PicturesGrid } from './pictures-grid.tsx'
import type { Selection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useExchangeCommands } from './use-exchange-commands.ts'
import { useGalleryCommands } from './use-gallery-commands.ts'
import { useLostCollection } from './use-lost-collection.ts'
import { useOpenStacks } from './use-open-stacks.ts'
import { usePictureMenu } from './use-picture-menu.ts'
import { useReveal } from './use-reveal.ts'
import { useViewerCompanion } from './use-viewer-companion.ts'

/** Everything that was made or brought in: found again, judged, put in order, thrown away and taken back. */
export function LibraryRoom() {
  const { t } = useTranslation('library')
  const { query, arrangement, isFiltersOpen } = useLibraryStore()
  const finding = useFoundImages(useMemo(() => ({ query, arrangement }), [query, arrangement]))
  useReveal()
  useLostCollection()

  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      <LibraryToolbar finding={finding} />
      <div className="relative flex min-h-0 flex-1">
        {/* Where there is no room for both, the filters take the place of the collections. */}
        <div className={isFiltersOpen ? 'hidden min-[1600px]:contents' : 'contents'}>
          <CollectionsSidebar />
        </div>
        {isFiltersOpen && (
          <section
            id={filtersId}
            aria-label={t('filters')}
            className="w-56 shrink-0 overflow-y-auto border-r border-line bg-surface p-3 max-[900px]:absolute max-[900px]:inset-y-0 max-[900px]:left-0 max-[900px]:z-10 max-[900px]:shadow-popup"
          >
            <FacetsPanel />
          </section>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          <Found finding={finding} />
        </div>
      </div>
    </div>
  )
}

function Found({ finding }: { readonly finding: Finding }) {
  switch (finding.kind) {
    case 'searching':
      return <LibrarySkeleton />
    case 'failed':
      return (
        <div className="p-5">
          <FailureNotice failure={finding.failure} steps={{ 'try-again': finding.tryAgain }} />
        </div>
      )
    case 'found':
      if (finding.found.ids.length === 0) return <NoPictures />
      // Another search is another grid.
      return <Pictures key={JSON.stringify(finding.found.search)} found={finding.found} />
  }
}

function Pictures({ found }: { readonly found: FoundImages }) {
  const { selection, cellSize, select, setScrollTop } = useLibraryStore()
  const commands = [...useGalleryCommands(), ...useExchangeCommands()]
  const { list, toggle } = useOpenStacks(found)
  useViewerCompanion(list.ids)

  const run = (id: string) => () => {
    const command = commands.find((candidate) => candidate.id === id)
    if (command?.isEnabled) command.run()
  }
  /** Looking at a picture shows where it comes from; it never touches the draft. */
  const choose = (chosen: Selection): void => {
    select(chosen)
    const { focusId, ids } = chosen
    if (focusId !== null && (ids.size > 0 || focusId < 0)) useAppStore.getState().selectImage(focusId)
  }

  return (
    <>
      <PicturesGrid
        list={list}
        cellSize={cellSize}
        selection={selection}
        onSelect={choose}
        onOpen={(id) => useAppStore.getState().openViewer(pictureIds(list.ids), id)}
        onToggleStack={toggle}
        commands={commands}
        onContextMenu={usePictureMenu(commands)}
        onSelectAll={run('library.selectAll')}
        onCopy={run('picture.copyImage')}
        onToggleProvenance={useAppStore.getState().toggleProvenance}
        onDrag={dragPictures}
        initialScrollTop={useLibraryStore.getState().scrollTop}
        onLeave={setScrollTop}
      />
      <SelectionBar commands={commands} />
    </>
  )
}
