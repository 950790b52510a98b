/** What runs in the page: each function is sent there as text, so it refers to nothing outside of itself. */

/**
 * Milliseconds from `act` until every place of the grid that is in sight has its picture, decoded, and the frame with
 * them has begun.
 */
export async function timeToPictures(target: Element, act: 'click' | { readonly scrollTo: number }): Promise<number> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const picturesInSight = (): readonly (HTMLImageElement | null)[] => {
    const grid = document.querySelector('[role="grid"]')
    const view = grid?.getBoundingClientRect()
    if (grid === null || view === undefined) return []
    return [...grid.querySelectorAll('[role="gridcell"]')]
      .filter((cell) => {
        const { top, bottom } = cell.getBoundingClientRect()
        return bottom > view.top && top < view.bottom
      })
      .map((cell) => cell.querySelector('img'))
  }
  const isThere = (picture: HTMLImageElement | null): picture is HTMLImageElement =>
    picture?.complete === true && picture.naturalWidth > 0

  const start = await frame()
  if (act === 'click') target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  else target.scrollTop = act.scrollTo
  for (;;) {
    const now = await frame()
    const pictures = picturesInSight()
    if (now - start > 60_000) throw new Error('no pictures after a minute')
    if (pictures.length === 0 || !pictures.every(isThere)) continue
    await Promise.all(pictures.map((picture) => picture.decode()))
    const end = await frame()
    // A list that arrives meanwhile draws the grid anew.
    if (pictures.every((picture) => picture.isConnected)) return end - start
  }
}

/** Scrolls an element evenly, frame by frame. Answers with the milliseconds between the frames. */
export async function scrollEvenly(
  element: Element,
  given: { readonly fromPx: number; readonly pxPerS: number; readonly ms: number },
): Promise<readonly number[]> {
  const { fromPx, pxPerS, ms } = given
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  element.scrollTop = fromPx
  for (let settled = 0; settled < 30; settled += 1) await frame()
  const gaps: number[] = []
  const start = await frame()
  for (let last = start; last - start < ms; ) {
    const now = await frame()
    element.scrollTop = fromPx + ((now - start) / 1000) * pxPerS
    gaps.push(now - last)
    last = now
  }
  return gaps
}

/** The same, looked at ten times a second: the share of places in sight that had no picture yet, each time. */
export async function scrollAndLook(
  element: Element,
  given: { readonly fromPx: number; readonly pxPerS: number; readonly ms: number },
): Promise<readonly number[]> {
  const { fromPx, pxPerS, ms } = given
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const view = element.getBoundingClientRect()
  const shareWithoutPicture = (): number => {
    const cells = [...element.querySelectorAll('[role="gridcell"]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect()
      return bottom > view.top && top < view.bottom
    })
    const without = cells.filter((cell) => {
      const picture = cell.querySelector('img')
      return picture === null || !picture.complete || picture.naturalWidth === 0
    })
    return cells.length === 0 ? 1 : without.length / cells.length
  }
  element.scrollTop = fromPx
  for (let settled = 0; settled < 30; settled += 1) await frame()
  const shares: number[] = []
  const start = await frame()
  let lookedAt = start
  for (let now = start; now - start < ms; ) {
    now = await frame()
    if (now - lookedAt >= 100) {
      shares.push(shareWithoutPicture())
      lookedAt = now
    }
    element.scrollTop = fromPx + ((now - start) / 1000) * pxPerS
  }
  return shares
}

/** Over everything, an element of the same height with nothing in it. */
export function layEmptyScroller(height: number): HTMLElement {
  const scroller = document.createElement('div')
  Object.assign(scroller.style, {
    position: 'fixed',
    inset: '0',
    zIndex: '1000',
    overflowY: 'auto',
    background: 'gray',
  })
  const content = document.createElement('div')
  content.style.height = `${height}px`
  scroller.append(content)
  document.body.append(scroller)
  return scroller
}

/** Milliseconds until an element that was scrolled has been drawn: two frames. */
export async function timeOfTwoFrames(element: Element, scrollTo: number): Promise<number> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const start = await frame()
  element.scrollTop = scrollTo
  await frame()
  return (await frame()) - start
}

/** Goes through a grid screen by screen, each time until all of its pictures are there. Answers how many were shown. */
export async function showEverything(grid: Element): Promise<number> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const shown = new Set<string>()
  const view = grid.getBoundingClientRect()
  /** Remembers what is in sight, or answers `false` when something lacks its picture. */
  const see = (): boolean => {
    const cells = [...grid.querySelectorAll<HTMLElement>('[role="gridcell"]')].filter((cell) => {
      const { top, bottom } = cell.getBoundingClientRect()
      return bottom > view.top && top < view.bottom
    })
    const isWhole = cells.every((cell) => {
      const picture = cell.querySelector('img')
      return picture?.complete === true && picture.naturalWidth > 0
    })
    if (isWhole) for (const cell of cells) shown.add(cell.dataset['imageId'] ?? '')
    return isWhole && cells.length > 0
  }
  const rowHeight = grid.querySelector('[role="gridcell"]')?.clientHeight ?? 0
  for (let top = 0; ; top += grid.clientHeight - rowHeight) {
    grid.scrollTop = top
    do await frame()
    while (!see())
    if (top >= grid.scrollHeight - grid.clientHeight) return shown.size
  }
}

/** The milliseconds between the frames of a while. */
export async function watchFrames(ms: number): Promise<readonly number[]> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const gaps: number[] = []
  const start = await frame()
  for (let last = start; last - start < ms; ) {
    const now = await frame()
    gaps.push(now - last)
    last = now
  }
  return gaps
}
