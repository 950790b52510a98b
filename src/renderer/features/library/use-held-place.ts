import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { scrollCorrection } from './grid-layout.ts'

interface Grid {
  readonly scroller: RefObject<HTMLElement | null>
  readonly orderedIds: readonly number[]
  readonly indexById: ReadonlyMap<number, number>
  /** Where the keyboard was put; `null` = nowhere yet. */
  readonly focusId: number | null
  readonly columns: number
  readonly rowHeight: number
  /** Before that there is no place to hold. */
  readonly isLaidOut: boolean
}

interface Held {
  readonly id: number
  readonly index: number
  readonly columns: number
  readonly rowHeight: number
  readonly focusId: number | null
}

/**
 * Keeps what is looked at where it is when pictures arrive above it, or when the cells change their size or number: the
 * picture with the focus where it is in sight, otherwise the first on screen. At the very top nothing is held when
 * pictures arrive: they are what one is waiting for there.
 */
export function useHeldPlace(grid: Grid): void {
  const { scroller, orderedIds, indexById, focusId, columns, rowHeight, isLaidOut } = grid
  const held = useRef<Held | null>(null)

  useLayoutEffect(() => {
    const element = scroller.current
    const before = held.current
    const index = before === null ? undefined : indexById.get(before.id)
    if (element === null || before === null || index === undefined) return
    const isSameLayout = before.columns === columns && before.rowHeight === rowHeight
    if (isSameLayout && element.scrollTop < rowHeight / 2) return
    element.scrollTop += scrollCorrection(before, { index, columns, rowHeight })
  }, [scroller, indexById, columns, rowHeight])

  useEffect(() => {
    const element = scroller.current
    if (element === null || !isLaidOut) return
    const hold = (): void => {
      const top = element.scrollTop
      const focusIndex = (focusId === null ? undefined : indexById.get(focusId)) ?? 0
      const focusTop = Math.floor(focusIndex / columns) * rowHeight
      const isFocusInSight = focusTop + rowHeight > top && focusTop < top + element.clientHeight
      const index = isFocusInSight ? focusIndex : Math.floor(top / rowHeight) * columns
      const id = orderedIds[index]
      held.current = id === undefined ? null : { id, index, columns, rowHeight, focusId }
    }
    // Until one scrolls it stays the same picture: chosen anew each time, pictures that arrive one by one would push it on.
    const before = held.current
    const index = before?.focusId === focusId && before !== null ? indexById.get(before.id) : undefined
    if (before === null || index === undefined) hold()
    else held.current = { ...before, index, columns, rowHeight }
    element.addEventListener('scroll', hold, { passive: true })
    return () => element.removeEventListener('scroll', hold)
  }, [scroller, orderedIds, indexById, focusId, columns, rowHeight, isLaidOut])
}
