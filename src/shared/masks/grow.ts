import { type Area, isNoArea, noArea, withinPicture } from './area.ts'
import type { PictureSize } from './mask-history.ts'
import { coveredFrom } from './runs.ts'

/**
 * Makes what is covered larger by so many pixels in every direction, or smaller where `by` is less than 0. By true
 * distance from pixel to pixel. Beyond the picture's edge lies nothing that would make it smaller. Afterwards each pixel
 * is 0 or 255.
 */
export function growCoverage(coverage: Uint8Array, size: PictureSize, by: number): void {
  const covered = coveredArea(coverage, size)
  if (isNoArea(covered)) {
    coverage.fill(0)
    return
  }
  // One more than it can reach: where a mask becomes smaller, the uncovered beside it is what it is measured from.
  const margin = Math.max(by, 0) + 1
  const area = withinPicture(
    {
      left: covered.left - margin,
      top: covered.top - margin,
      right: covered.right + margin,
      bottom: covered.bottom + margin,
    },
    size,
  )
  const isGrowing = by >= 0
  const reach = Math.abs(by)
  forEachDistanceRow(coverage, size, area, isGrowing, reach, (row, squares) => {
    const at = row * size.width + area.left
    for (const [index, square] of squares.entries()) {
      const isNear = square <= reach * reach
      coverage[at + index] = isNear === isGrowing ? 255 : 0
    }
  })
  // Half covered pixels further away count as not covered.
  if (isGrowing) clearOutside(coverage, size, area)
}

function clearOutside(coverage: Uint8Array, { width, height }: PictureSize, area: Area): void {
  coverage.fill(0, 0, area.top * width)
  for (let row = area.top; row < area.bottom; row += 1) {
    coverage.fill(0, row * width, row * width + area.left)
    coverage.fill(0, row * width + area.right, (row + 1) * width)
  }
  coverage.fill(0, area.bottom * width, height * width)
}

/** The smallest area that holds every covered pixel. */
export function coveredArea(coverage: Uint8Array, { width, height }: PictureSize): Area {
  let [left, top, right, bottom] = [width, -1, 0, 0]
  for (let row = 0; row < height; row += 1) {
    const at = row * width
    let first = 0
    while (first < width && (coverage[at + first] ?? 0) < coveredFrom) first += 1
    if (first === width) continue
    let last = width - 1
    while ((coverage[at + last] ?? 0) < coveredFrom) last -= 1
    if (top < 0) top = row
    bottom = row + 1
    left = Math.min(left, first)
    right = Math.max(right, last + 1)
  }
  return top < 0 ? noArea : { left, top, right, bottom }
}

/**
 * The square of each pixel's distance to the nearest covered one (or uncovered, where `toCovered` is false), row by row,
 * exact up to `reach` and otherwise more than its square. P. Felzenszwalb, D. Huttenlocher: Distance Transforms of Sampled
 * Functions (2012): first down the columns, then along each row the lower envelope of parabolas. `visit` may change the
 * row it is told of.
 */
export function forEachDistanceRow(
  coverage: Uint8Array,
  size: PictureSize,
  { left, top, right, bottom }: Area,
  toCovered: boolean,
  reach: number,
  visit: (row: number, squares: Float64Array) => void,
): void {
  const width = right - left
  const far = Math.min(reach + 1, 0xffff)
  const down = new Uint16Array(width * (bottom - top))
  const isGoal = (row: number, x: number): boolean =>
    (coverage[row * size.width + left + x] ?? 0) >= coveredFrom === toCovered
  for (let x = 0; x < width; x += 1) {
    let away = far
    for (let row = top; row < bottom; row += 1) {
      away = isGoal(row, x) ? 0 : Math.min(far, away + 1)
      down[(row - top) * width + x] = away
    }
    away = far
    for (let row = bottom - 1; row >= top; row -= 1) {
      const at = (row - top) * width + x
      away = Math.min(down[at] ?? far, away + 1, far)
      down[at] = away
    }
  }

  const squares = new Float64Array(width)
  const places = new Int32Array(width)
  const bounds = new Float64Array(width + 1)
  const heightAt = (at: number): number => (down[at] ?? far) ** 2
  for (let row = top; row < bottom; row += 1) {
    const at = (row - top) * width
    let last = -1
    for (let x = 0; x < width; x += 1) {
      // What is beyond reach straight up and down is so for its neighbours too.
      if ((down[at + x] ?? far) >= far) continue
      let from = -Infinity
      while (last >= 0) {
        const place = places[last] ?? 0
        from = (heightAt(at + x) + x * x - (heightAt(at + place) + place * place)) / (2 * (x - place))
        if (from > (bounds[last] ?? 0)) break
        last -= 1
      }
      last += 1
      places[last] = x
      bounds[last] = last === 0 ? -Infinity : from
    }
    if (last < 0) squares.fill(far * far)
    else
      for (let x = 0, nearest = 0; x < width; x += 1) {
        while (nearest < last && (bounds[nearest + 1] ?? 0) < x) nearest += 1
        const place = places[nearest] ?? 0
        squares[x] = (x - place) ** 2 + heightAt(at + place)
      }
    visit(row, squares)
  }
}
