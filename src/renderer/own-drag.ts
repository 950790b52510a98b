/**
 * The pictures that are being dragged out of the grid. The drag is the system's from its first moment on, so that it can
 * end in any program; over our own window it comes back as files like any others, and this says that they are ours and
 * which they are. The page is told of no end, but while the system drags it hears no pointer: the first pointer without
 * a button is the end.
 */
let dragged: readonly number[] | null = null

export const draggedPictures = (): readonly number[] | null => dragged

export function beginOwnDrag(ids: readonly number[]): void {
  dragged = ids
  const watch = new AbortController()
  const { signal } = watch
  const end = (): void => {
    dragged = null
    watch.abort()
  }
  window.addEventListener('pointermove', (event) => event.buttons === 0 && end(), { signal, capture: true })
  window.addEventListener('pointerdown', end, { signal, capture: true })
  window.addEventListener('keydown', end, { signal, capture: true })
  // Whoever takes the drop asks during the event.
  window.addEventListener('drop', () => setTimeout(end), { signal, capture: true })
  window.addEventListener('dragstart', end, { signal, capture: true })
}
