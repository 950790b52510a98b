import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Size } from './zoom.ts'

/** The room of an element in CSS pixels; `null` until it is on screen. */
export function useRoom(element: RefObject<HTMLElement | null>): Size | null {
  const [room, setRoom] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = measured
      if (width > 0 && height > 0) setRoom({ width, height })
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
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
