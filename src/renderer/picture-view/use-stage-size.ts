import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Size } from './zoom.ts'

/** The room of an element in CSS pixels; `null` until it is on screen. A changed `layout` is measured before the next paint. */
export function useRoom(element: RefObject<HTMLElement | null>, layout?: string): Size | null {
  const [room, setRoom] = useState<Size | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the observer alone would tell of a new layout a frame late
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = measured
      if (width > 0 && height > 0)
        setRoom((before) => (before?.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element, layout])
  return room
}

/** Device pixels in one CSS pixel; changes when the window moves to another screen or the page is zoomed. */
export const usePixelRatio = (): number => useSyncExternalStore(followPixelRatio, () => window.devicePixelRatio)

function followPixelRatio(onChange: () => void): () => void {
  // The query names the ratio it was made for, so it can only tell that this one is left; then a new one is needed.
  let query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
  const change = (): void => {
    query.removeEventListener('change', change)
    query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    query.addEventListener('change', change)
    onChange()
  }
  query.addEventListener('change', change)
  return () => query.removeEventListener('change', change)
}
