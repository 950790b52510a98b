import { useEffect, useEffectEvent, useState } from 'react'
import { draggedPictures } from '../../own-drag.ts'
import { type Incoming, readDrop } from './import-drop.ts'
import { isField } from './is-field.ts'

/** Takes what is dropped anywhere in the window. Tells whether something that could be taken is held over it. */
export function useDrop(onDrop: (incoming: Incoming) => void): boolean {
  const [isOver, setOver] = useState(false)
  const take = useEffectEvent(onDrop)

  useEffect(() => {
    // Chromium offers a picture of the page itself as a file while it is dragged.
    let isOwnDrag = false
    const isForUs = ({ dataTransfer, target }: DragEvent): boolean => {
      if (isOwnDrag || draggedPictures() !== null || dataTransfer === null) return false
      // An address that is dropped into a field is meant for the field.
      return dataTransfer.types.includes('Files') || (dataTransfer.types.includes('text/uri-list') && !isField(target))
    }
    const onDragStart = (event: DragEvent): void => {
      // Pictures of the grid are dragged by the system, which tells the page of no end (`own-drag.ts`).
      isOwnDrag = !event.defaultPrevented
    }
    const onDragEnd = (): void => {
      isOwnDrag = false
    }
    const onDragOver = (event: DragEvent): void => {
      if (!isForUs(event) || event.dataTransfer === null) return
      // Without this the window would go to the file instead of taking it.
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDropped = (event: DragEvent): void => {
      setOver(false)
      if (!isForUs(event) || event.dataTransfer === null) return
      event.preventDefault()
      take(readDrop(event.dataTransfer))
    }
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('dragstart', onDragStart, { signal })
    window.addEventListener('dragend', onDragEnd, { signal })
    window.addEventListener('dragenter', onDragOver, { signal })
    window.addEventListener('dragover', onDragOver, { signal })
    window.addEventListener('dragleave', onDragLeave, { signal })
    window.addEventListener('drop', onDropped, { signal })
    return () => stop.abort()
  }, [])
  return isOver
}
