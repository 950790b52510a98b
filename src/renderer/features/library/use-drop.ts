import { useEffect, useEffectEvent, useState } from 'react'
import type { NamedFile } from './import-store.ts'

/** Takes files that are dropped anywhere in the window. Tells whether some are being held over it. */
export function useDrop(onFiles: (files: readonly NamedFile[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const take = useEffectEvent(onFiles)

  useEffect(() => {
    // Chromium offers a picture of the page itself as a file while it is dragged.
    let isOwnDrag = false
    const onDragStart = (): void => {
      isOwnDrag = true
    }
    const onDragEnd = (): void => {
      isOwnDrag = false
    }
    const onDragOver = (event: DragEvent): void => {
      if (isOwnDrag || event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return
      // Without this the window would go to the file instead of taking it.
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (isOwnDrag || event.dataTransfer === null || event.dataTransfer.files.length === 0) return
      event.preventDefault()
      take([...event.dataTransfer.files].map((file) => ({ file, fileName: file.name })))
    }
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('dragstart', onDragStart, { signal })
    window.addEventListener('dragend', onDragEnd, { signal })
    window.addEventListener('dragenter', onDragOver, { signal })
    window.addEventListener('dragover', onDragOver, { signal })
    window.addEventListener('dragleave', onDragLeave, { signal })
    window.addEventListener('drop', onDrop, { signal })
    return () => stop.abort()
  }, [])
  return isOver
}
