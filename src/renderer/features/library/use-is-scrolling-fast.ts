import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { isTooFast, type ScrollSample } from './scroll-velocity.ts'

/** How long after the last fast movement pictures are asked for. */
const settleMs = 60

/**
 * Whether the element is being scrolled too fast for pictures to be worth loading. Must be called before the virtualiser:
 * it has to know before new rows are drawn.
 */
export function useIsScrollingFast(element: RefObject<HTMLElement | null>): boolean {
  const [isFast, setFast] = useState(false)
  useLayoutEffect(() => {
    const scrolled = element.current
    if (scrolled === null) return
    let before: ScrollSample | null = null
    let settle: ReturnType<typeof setTimeout> | undefined
    const onScroll = (): void => {
      const now = { top: scrolled.scrollTop, atMs: performance.now() }
      // After a pause the distance is that of one jump, not a speed: what it lands on is loaded at once.
      if (before !== null && now.atMs - before.atMs < 250 && isTooFast(before, now)) {
        // At once, because the virtualiser draws its new rows at once too.
        flushSync(() => setFast(true))
        clearTimeout(settle)
        settle = setTimeout(() => setFast(false), settleMs)
      }
      before = now
    }
    scrolled.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(settle)
      scrolled.removeEventListener('scroll', onScroll)
    }
  }, [element])
  return isFast
}
