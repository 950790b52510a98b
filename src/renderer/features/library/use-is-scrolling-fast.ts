import { type RefObject, useEffect, useState } from 'react'
import { isTooFast, type ScrollSample } from './scroll-velocity.ts'

/** How long after the last fast movement pictures are asked for. */
const settleMs = 60

/** Whether the element is being scrolled too fast for pictures to be worth loading. */
export function useIsScrollingFast(element: RefObject<HTMLElement | null>): boolean {
  const [isFast, setFast] = useState(false)
  useEffect(() => {
    const scrolled = element.current
    if (scrolled === null) return
    let before: ScrollSample | null = null
    let settle: ReturnType<typeof setTimeout> | undefined
    const onScroll = (): void => {
      const now = { top: scrolled.scrollTop, atMs: performance.now() }
      // After a pause the distance is that of one jump, not a speed: what it lands on is loaded at once.
      if (before !== null && now.atMs - before.atMs < 250 && isTooFast(before, now)) {
        setFast(true)
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
