import { type DragEvent, useState } from 'react'
import type { Collection } from '#shared/organising.ts'
import { idsInside } from '../../collection-tree.ts'
import { ask } from '../../data/ask.ts'
import { draggedPictures } from '../../own-drag.ts'
import { sayFailure } from '../../say-failure.ts'
import { recordChange } from '../../undo.ts'
import { useChangePictures } from '../../use-change-pictures.ts'
import { useCollectionsStore } from './collections-store.ts'

/** The collection that is being dragged within the tree: while a drag goes on, its data cannot be read. */
export const draggedCollection: { id: number | null } = { id: null }

/**
 * What can be dropped on a collection: pictures, which are added to it, and another collection, which moves into it.
 * `null` = the top, which takes collections only.
 */
export function useCollectionDrop(collectionId: number | null, collections: readonly Collection[]) {
  const [isOver, setOver] = useState(false)
  const { collect } = useChangePictures()

  const isTaken = (): boolean => {
    const { id } = draggedCollection
    if (id === null) return collectionId !== null && draggedPictures() !== null
    return collectionId === null || !idsInside(id, collections).has(collectionId)
  }
  const move = async (id: number): Promise<void> => {
    try {
      const { undoId } = await ask('collections.move', { id, parentId: collectionId })
      if (collectionId !== null) useCollectionsStore.getState().setOpen(collectionId, true)
      recordChange({ undoId, kind: 'collection-move', count: 1 })
    } catch (problem) {
      sayFailure(problem)
    }
  }
  const onDragOver = (event: DragEvent): void => {
    if (!isTaken()) return
    event.preventDefault()
    event.dataTransfer.dropEffect = draggedCollection.id === null ? 'copy' : 'move'
    setOver(true)
  }
  const onDrop = (event: DragEvent): void => {
    setOver(false)
    if (!isTaken()) return
    event.preventDefault()
    const { id } = draggedCollection
    const pictures = draggedPictures()
    if (id !== null) void move(id)
    else if (collectionId !== null && pictures !== null) void collect(pictures, collectionId)
  }
  return {
    isOver,
    handlers: { onDragEnter: onDragOver, onDragOver, onDragLeave: () => setOver(false), onDrop },
  }
}
