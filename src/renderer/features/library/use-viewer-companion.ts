import { useEffect, useEffectEvent } from 'react'
import { useAppStore } from '../../app-store.ts'
import { pictureIds } from '../../data/images.ts'
import { useLibraryStore } from './library-store.ts'
import { selectOnly } from './selection.ts'

/**
 * While the viewer shows a picture of this grid, the grid goes along: the same picture is chosen, and what arrives or
 * leaves does so there too.
 */
export function useViewerCompanion(ids: Int32Array): void {
  const viewer = useAppStore((state) => state.viewer)
  const shownId = viewer?.imageId

  const goAlong = useEffectEvent((id: number) => {
    if (useLibraryStore.getState().selection.focusId !== id && ids.includes(id))
      useLibraryStore.getState().select(selectOnly(id))
  })
  useEffect(() => {
    if (shownId !== undefined) goAlong(shownId)
  }, [shownId])

  const hand = useEffectEvent((changed: Int32Array) => {
    if (viewer === null || !changed.includes(viewer.imageId)) return
    const imageIds = pictureIds(changed)
    if (viewer.imageIds !== imageIds) useAppStore.getState().openViewer(imageIds, viewer.imageId)
  })
  useEffect(() => hand(ids), [ids])
}
