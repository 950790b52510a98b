/** Chromium makes no element higher than 33,554,428 CSS pixels. */
const tallestPx = 32_000_000
/** At both ends scrolling stays exactly what it is, so that what is near them never moves by more than the wheel did. */
const edgePx = 4_000_000

/** What the scrollbar runs over, for a content of this height. */
export const scrollableHeight = (contentHeight: number): number => Math.min(contentHeight, tallestPx)

/**
 * Where in the content one is when the scrollbar stands at `scrollTop`. Only a content that is too tall for an element is
 * run through faster than the scrollbar moves, and only between its ends.
 */
export function toContentTop(scrollTop: number, contentHeight: number): number {
  if (contentHeight <= tallestPx || scrollTop <= edgePx) return scrollTop
  const fromEnd = tallestPx - scrollTop
  if (fromEnd <= edgePx) return contentHeight - fromEnd
  return edgePx + (scrollTop - edgePx) * stretch(contentHeight)
}

export function toScrollTop(contentTop: number, contentHeight: number): number {
  if (contentHeight <= tallestPx || contentTop <= edgePx) return contentTop
  const fromEnd = contentHeight - contentTop
  if (fromEnd <= edgePx) return tallestPx - fromEnd
  return edgePx + (contentTop - edgePx) / stretch(contentHeight)
}

const stretch = (contentHeight: number): number => (contentHeight - 2 * edgePx) / (tallestPx - 2 * edgePx)
