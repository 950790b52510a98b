import { type RefObject, useLayoutEffect, useState } from 'react'

/** The room inside an element, in CSS pixels, scrollbar not included; zero until it is on screen. */
export function useElementSize(element: RefObject<HTMLElement | null>): {
  readonly width: number
  readonly height: number
} {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const measured = element.current
    if (measured === null) return
    const measure = (): void =>
      setSize((before) =>
        before.width === measured.clientWidth && before.height === measured.clientHeight
          ? before
          : { width: measured.clientWidth, height: measured.clientHeight },
      )
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return size
}
