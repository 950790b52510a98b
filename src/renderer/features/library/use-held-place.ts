import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { firstIndexAt, type GridLayout, placeOf } from './grid-layout.ts'
import { contentTopOf, scrollToContent } from './use-grid-window.ts'

interface Grid {
  readonly scroller: RefObject<HTMLElement | null>
  readonly ids: Int32Array
  readonly layout: GridLayout
  /** Where the keyboard was put; `null` = nowhere yet. */
  readonly focusId: number | null
  /** Before that there is no place to hold. */
  readonly isLaidOut: boolean
}

interface Held {
  readonly id: number
  /** How far down its row was, in the layout of that time. */
  readonly top: number
  readonly layout: GridLayout
  readonly focusId: number | null
}

/**
 * Keeps what is looked at where it is when pictures arrive above it, or when the cells change their size or number: the
 * picture with the focus where it is in sight, otherwise the first on screen. At the very top nothing is held when
 * pictures arrive: they are what one is waiting for there.
 */
export function useHeldPlace({ scroller, ids, layout, focusId, isLaidOut }: Grid): void {
  const held = useRef<Held | null>(null)

  useLayoutEffect(() => {
    const element = scroller.current
    const before = held.current
    if (element === null || before === null || before.layout === layout) return
    const index = ids.indexOf(before.id)
    if (index < 0) return
    const isSameShape = before.layout.columns === layout.columns && before.layout.rowHeight === layout.rowHeight
    const top = contentTopOf(element, before.layout)
    if (isSameShape && top < layout.rowHeight / 2) return
    scrollToContent(element, layout, top + placeOf(layout, index).top - before.top)
  }, [scroller, ids, layout])

  useEffect(() => {
    const element = scroller.current
    if (element === null || !isLaidOut) return
    const focusIndex = focusId === null ? -1 : ids.indexOf(focusId)
    const hold = (): void => {
      const top = contentTopOf(element, layout)
      const focusTop = focusIndex < 0 ? Number.NEGATIVE_INFINITY : placeOf(layout, focusIndex).top
      const isFocusInSight = focusTop + layout.rowHeight > top && focusTop < top + element.clientHeight
      const index = isFocusInSight ? focusIndex : firstIndexAt(layout, Math.max(0, top))
      const id = ids[index]
      held.current = id === undefined ? null : { id, top: placeOf(layout, index).top, layout, focusId }
    }
    // Until one scrolls it stays the same picture: chosen anew each time, pictures that arrive one by one would push it on.
    const before = held.current
    const index = before === null || before.focusId !== focusId ? -1 : ids.indexOf(before.id)
    if (before === null || index < 0) hold()
    else held.current = { ...before, top: placeOf(layout, index).top, layout }
    element.addEventListener('scroll', hold, { passive: true })
    return () => element.removeEventListener('scroll', hold)
  }, [scroller, ids, layout, focusId, isLaidOut])
}
