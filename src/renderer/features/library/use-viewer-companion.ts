import { useEffect, useEffectEvent } from 'react'
import { useAppStore } from '../../app-store.ts'
import { useLibraryStore } from './library-store.ts'
import { selectOnly } from './selection.ts'

/** Pictures left before the end at which the next page is asked for. */
const loadAheadPictures = 20

interface Companion {
  readonly orderedIds: readonly number[]
  readonly onLoadMore: () => void
}

/**
 * While the viewer shows a picture of this grid, the grid goes along: the same picture is chosen, more are loaded before
 * the viewer runs out of them, and what arrives or leaves does so there too.
 */
export function useViewerCompanion({ orderedIds, onLoadMore }: Companion): void {
  const viewer = useAppStore((state) => state.viewer)
  const shownId = viewer?.imageId

  const goAlong = useEffectEvent((id: number) => {
    const index = orderedIds.indexOf(id)
    if (index < 0) return
    if (useLibraryStore.getState().selection.focusId !== id) useLibraryStore.getState().select(selectOnly(id))
    if (index + loadAheadPictures >= orderedIds.length) onLoadMore()
  })
  useEffect(() => {
    if (shownId !== undefined) goAlong(shownId)
  }, [shownId])

  const hand = useEffectEvent((ids: readonly number[]) => {
    if (viewer !== null && viewer.imageIds !== ids && ids.includes(viewer.imageId))
      useAppStore.getState().openViewer(ids, viewer.imageId)
  })
  useEffect(() => hand(orderedIds), [orderedIds])
}
