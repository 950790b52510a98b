import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { scrollCorrection } from './grid-layout.ts'

interface Grid {
  readonly scroller: RefObject<HTMLElement | null>
  readonly orderedIds: readonly number[]
  readonly indexById: ReadonlyMap<number, number>
  readonly activeIndex: number
  readonly columns: number
  readonly rowHeight: number
}

/**
 * Keeps what is looked at where it is when pictures arrive above it, or when the cells change their size or number: the
 * picture with the focus where it is in sight, otherwise the first on screen. At the very top nothing is held when
 * pictures arrive: they are what one is waiting for there.
 */
export function useHeldPlace({ scroller, orderedIds, indexById, activeIndex, columns, rowHeight }: Grid): void {
  const held = useRef<{ id: number; index: number; columns: number; rowHeight: number } | null>(null)

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
    if (element === null) return
    const hold = (): void => {
      const top = element.scrollTop
      const activeTop = Math.floor(activeIndex / columns) * rowHeight
      const isActiveInSight = activeTop + rowHeight > top && activeTop < top + element.clientHeight
      const index = isActiveInSight ? activeIndex : Math.floor(top / rowHeight) * columns
      const id = orderedIds[index]
      held.current = id === undefined ? null : { id, index, columns, rowHeight }
    }
    hold()
    element.addEventListener('scroll', hold, { passive: true })
    return () => element.removeEventListener('scroll', hold)
  }, [scroller, orderedIds, activeIndex, columns, rowHeight])
}
