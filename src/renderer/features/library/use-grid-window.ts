import { type RefObject, useEffectEvent, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { type GridLayout, type GridLine, linesBetween, placeOf, sectionAt } from './grid-layout.ts'
import { scrollableHeight, toContentTop, toScrollTop } from './scroll-scale.ts'

/** Around the whole grid, in CSS pixels. */
export const gridPadding = 20
const overscanRows = 2
/** Rows are placed relative to a point this near, because far down a transform loses its precision. */
const originStepPx = 1_000_000

export interface GridWindow {
  /** What is in the document: the lines in sight and a few around them. */
  readonly lines: readonly GridLine[]
  /** The content's height as the scrollbar has it. */
  readonly scrollHeight: number
  /** Where the point lies that lines are placed from, on screen and in the content. */
  readonly origin: { readonly scrollTop: number; readonly contentTop: number }
  /** The section whose heading has been scrolled away while its pictures are in sight. */
  readonly pinnedSection: number | null
  /** The uppermost row in sight, rounded: changes once a row. In the content, without the padding. */
  readonly top: number
  /** Scrolls no more than it takes to have the picture in sight. */
  readonly reveal: (index: number) => void
}

interface Seen {
  readonly top: number
  /** How far the scrollbar lags behind the content. */
  readonly shift: number
  readonly section: number | null
}

/** Where the content stands, its padding not counted. */
export const contentTopOf = (element: HTMLElement, layout: GridLayout): number =>
  toContentTop(element.scrollTop, layout.height + 2 * gridPadding) - gridPadding

export const scrollToContent = (element: HTMLElement, layout: GridLayout, top: number): void => {
  element.scrollTop = toScrollTop(top + gridPadding, layout.height + 2 * gridPadding)
}

/** Which lines are in sight. Drawn anew once a row, not once a pixel. */
export function useGridWindow(
  scroller: RefObject<HTMLElement | null>,
  layout: GridLayout,
  viewHeight: number,
): GridWindow {
  const { rowHeight, headingHeight } = layout
  const contentHeight = layout.height + 2 * gridPadding
  const [seen, setSeen] = useState<Seen>({ top: 0, shift: 0, section: null })

  const look = useEffectEvent(() => {
    const element = scroller.current
    if (element === null) return
    const top = contentTopOf(element, layout)
    const section = sectionAt(layout, Math.max(0, top))
    const isHeadingGone = headingHeight > 0 && top > (layout.tops[section] ?? 0)
    const now: Seen = {
      top: Math.floor(top / rowHeight) * rowHeight,
      shift: element.scrollTop - (top + gridPadding),
      section: isHeadingGone ? section : null,
    }
    setSeen((before) =>
      before.top === now.top && before.shift === now.shift && before.section === now.section ? before : now,
    )
  })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    // At once: a frame later the new rows would come after the gap where they belong was seen.
    const onScroll = (): void => flushSync(() => look())
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another layout the same place holds other lines
  useLayoutEffect(() => look(), [layout])

  const originTop = Math.floor(Math.max(0, seen.top) / originStepPx) * originStepPx
  return {
    lines: linesBetween(
      layout,
      seen.top - overscanRows * rowHeight,
      seen.top + viewHeight + (overscanRows + 1) * rowHeight,
    ),
    scrollHeight: scrollableHeight(contentHeight),
    origin: { scrollTop: originTop + gridPadding + seen.shift, contentTop: originTop },
    pinnedSection: seen.section,
    top: seen.top,
    reveal: (index) => {
      const element = scroller.current
      if (element === null) return
      const top = contentTopOf(element, layout)
      const { top: rowTop } = placeOf(layout, index)
      const highest = rowTop - gridPadding - headingHeight
      const lowest = rowTop + layout.cellSize + gridPadding - viewHeight
      if (top > highest) scrollToContent(element, layout, highest)
      else if (top < lowest) scrollToContent(element, layout, lowest)
    },
  }
}
