import type { MaskOperation } from '../mask-document.ts'
import { type Area, noArea, withinPicture } from './area.ts'
import type { PictureSize } from './mask-history.ts'

export type MaskStroke = Extract<MaskOperation, { readonly kind: 'stroke' }>

/** A round brush at two places and all the way between them. */
interface Capsule {
  readonly x1: number
  readonly y1: number
  readonly r1: number
  readonly x2: number
  readonly y2: number
  readonly r2: number
}

/** However light the hand, a brush reaches the middle of a pixel. */
const smallestRadius = Math.SQRT1_2 + 1e-6

/** The pixels that a stroke can reach. */
export function areaOfStroke({ points, size: diameter }: MaskStroke, size: PictureSize): Area {
  if (points.length < 3) return noArea
  const reach = Math.max(diameter / 2, smallestRadius)
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index + 2 < points.length; index += 3) {
    const x = points[index] ?? 0
    const y = points[index + 1] ?? 0
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return withinPicture({ left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach }, size)
}

export function forEachCapsule({ points, size }: MaskStroke, visit: (capsule: Capsule) => void): void {
  const radiusAt = (index: number): number => Math.max((size / 2) * (points[index + 2] ?? 1), smallestRadius)
  if (points.length < 3) return
  for (let index = points.length === 3 ? 0 : 3; index + 2 < points.length; index += 3) {
    const from = Math.max(0, index - 3)
    visit({
      x1: points[from] ?? 0,
      y1: points[from + 1] ?? 0,
      r1: radiusAt(from),
      x2: points[index] ?? 0,
      y2: points[index + 1] ?? 0,
      r2: radiusAt(index),
    })
  }
}

/**
 * Tells for each row of `area` from where to where a stroke with a sharp edge goes. Pieces that follow on each other mostly
 * overlap: they are joined, so that a row is told of about once for each time that the stroke crosses it.
 */
export function forEachHardSpan(
  stroke: MaskStroke,
  area: Area,
  visit: (row: number, start: number, end: number) => void,
): void {
  const rows = area.bottom - area.top
  const starts = new Int32Array(rows)
  const ends = new Int32Array(rows)
  forEachCapsule(stroke, (capsule) => {
    const rowAt = rowsOf(capsule)
    const first = Math.max(area.top, Math.ceil(rowAt.top - 0.5))
    const last = Math.min(area.bottom - 1, Math.floor(rowAt.bottom - 0.5))
    for (let row = first; row <= last; row += 1) {
      rowAt.measure(row + 0.5)
      const start = Math.max(area.left, Math.ceil(rowAt.from - 0.5))
      const end = Math.min(area.right, Math.floor(rowAt.to - 0.5) + 1)
      if (end <= start) continue
      const index = row - area.top
      const before = starts[index] ?? 0
      const beforeEnd = ends[index] ?? 0
      if (beforeEnd <= before) {
        starts[index] = start
        ends[index] = end
      } else if (start <= beforeEnd && end >= before) {
        starts[index] = Math.min(before, start)
        ends[index] = Math.max(beforeEnd, end)
      } else {
        visit(row, before, beforeEnd)
        starts[index] = start
        ends[index] = end
      }
    }
  })
  for (let index = 0; index < rows; index += 1) {
    const start = starts[index] ?? 0
    const end = ends[index] ?? 0
    if (end > start) visit(area.top + index, start, end)
  }
}

/** Where a capsule begins and ends in a row: the two circles and what lies between their outer tangents. */
function rowsOf({ x1, y1, r1, x2, y2, r2 }: Capsule) {
  const distance = Math.hypot(x2 - x1, y2 - y1)
  const isOneCircle = distance <= Math.abs(r1 - r2)
  const sides = isOneCircle ? [] : tangents({ x1, y1, r1, x2, y2, r2 }, distance)
  const rowAt = {
    top: Math.min(y1 - r1, y2 - r2),
    bottom: Math.max(y1 + r1, y2 + r2),
    from: Infinity,
    to: -Infinity,
    measure(y: number): void {
      rowAt.from = Infinity
      rowAt.to = -Infinity
      reachCircle(y, x1, y1, r1)
      reachCircle(y, x2, y2, r2)
      for (const side of sides) {
        if (y < Math.min(side.y1, side.y2) || y > Math.max(side.y1, side.y2) || side.y1 === side.y2) continue
        reach(side.x1 + ((y - side.y1) * (side.x2 - side.x1)) / (side.y2 - side.y1))
      }
    },
  }
  const reach = (x: number): void => {
    if (x < rowAt.from) rowAt.from = x
    if (x > rowAt.to) rowAt.to = x
  }
  const reachCircle = (y: number, cx: number, cy: number, radius: number): void => {
    const square = radius * radius - (y - cy) * (y - cy)
    if (square < 0) return
    const half = Math.sqrt(square)
    reach(cx - half)
    reach(cx + half)
  }
  return rowAt
}

/** The two lines that touch both circles from outside. */
function tangents({ x1, y1, r1, x2, y2, r2 }: Capsule, distance: number) {
  const along = { x: (x2 - x1) / distance, y: (y2 - y1) / distance }
  const sine = (r1 - r2) / distance
  const cosine = Math.sqrt(Math.max(0, 1 - sine * sine))
  return [1, -1].map((side) => {
    const normal = {
      x: along.x * sine - along.y * cosine * side,
      y: along.y * sine + along.x * cosine * side,
    }
    return { x1: x1 + r1 * normal.x, y1: y1 + r1 * normal.y, x2: x2 + r2 * normal.x, y2: y2 + r2 * normal.y }
  })
}

/**
 * Coverage (0–255) of a stroke whose edge fades, for the pixels of `area` row by row. Where it crosses itself the more
 * counts, as of one wet stroke.
 */
export function softCoverage(stroke: MaskStroke, area: Area): Uint8Array {
  const width = area.right - area.left
  const coverage = new Uint8Array(width * (area.bottom - area.top))
  const { hardness } = stroke
  forEachCapsule(stroke, ({ x1, y1, r1, x2, y2, r2 }) => {
    const reach = Math.max(r1, r2)
    const top = Math.max(area.top, Math.floor(Math.min(y1, y2) - reach))
    const bottom = Math.min(area.bottom, Math.ceil(Math.max(y1, y2) + reach))
    const left = Math.max(area.left, Math.floor(Math.min(x1, x2) - reach))
    const right = Math.min(area.right, Math.ceil(Math.max(x1, x2) + reach))
    const [dx, dy] = [x2 - x1, y2 - y1]
    const square = dx * dx + dy * dy
    for (let y = top; y < bottom; y += 1) {
      const row = (y - area.top) * width - area.left
      for (let x = left; x < right; x += 1) {
        const before = coverage[row + x] ?? 0
        if (before === 255) continue
        const [px, py] = [x + 0.5 - x1, y + 0.5 - y1]
        const part = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square))
        const radius = r1 + (r2 - r1) * part
        const [ax, ay] = [px - dx * part, py - dy * part]
        const away = Math.sqrt(ax * ax + ay * ay)
        if (away >= radius) continue
        const core = radius * hardness
        const here = away <= core ? 255 : Math.round((255 * (radius - away)) / (radius - core))
        if (here > before) coverage[row + x] = here
      }
    }
  })
  return coverage
}
