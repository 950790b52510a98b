import type { MaskOperation } from '../mask-document.ts'
import type { PictureSize } from './mask-history.ts'
import { forEachCoveredRun } from './runs.ts'

type MaskShape = Extract<MaskOperation, { readonly kind: 'rectangle' | 'ellipse' | 'polygon' | 'region' }>

/** For each row of the picture from `top` on: start and end, start and end, … of what lies in the shape, in order. */
export interface ShapeSpans {
  readonly top: number
  readonly rows: readonly (readonly number[])[]
}

const noSpans: ShapeSpans = { top: 0, rows: [] }

/** A pixel lies in a shape where its middle does. */
export function spansOf(shape: MaskShape, size: PictureSize): ShapeSpans {
  switch (shape.kind) {
    case 'rectangle': {
      const span = cut(shape.x, shape.x + shape.width, size.width)
      return rowsBetween(shape.y, shape.y + shape.height, size.height, () => span)
    }
    case 'ellipse': {
      const { x, y, width, height } = shape
      return rowsBetween(y, y + height, size.height, (row) => {
        const away = (2 * (row + 0.5 - y)) / height - 1
        const half = (width / 2) * Math.sqrt(Math.max(0, 1 - away * away))
        return cut(x + width / 2 - half, x + width / 2 + half, size.width)
      })
    }
    case 'polygon':
      return polygonSpans(shape.points, size)
    case 'region':
      return regionSpans(shape.runs, size)
  }
}

/** The pixels whose middles lie from `from` to before `to`. */
function cut(from: number, to: number, width: number): readonly number[] {
  const start = Math.max(0, Math.ceil(from - 0.5))
  const end = Math.min(width, Math.ceil(to - 0.5))
  return end > start ? [start, end] : []
}

function rowsBetween(
  from: number,
  to: number,
  height: number,
  spansIn: (row: number) => readonly number[],
): ShapeSpans {
  const [top, bottom] = cut(from, to, height)
  if (top === undefined || bottom === undefined) return noSpans
  return { top, rows: Array.from({ length: bottom - top }, (_, index) => spansIn(top + index)) }
}

/** By the even-odd rule: where the edges cross the middle of a row, inside and outside take turns. */
function polygonSpans(points: readonly number[], { width, height }: PictureSize): ShapeSpans {
  const crossings: number[][] = Array.from({ length: height }, () => [])
  const corners = Math.floor(points.length / 2)
  for (let corner = 0; corner < corners; corner += 1) {
    const next = (corner + 1) % corners
    const [x1, y1] = [points[corner * 2] ?? 0, points[corner * 2 + 1] ?? 0]
    const [x2, y2] = [points[next * 2] ?? 0, points[next * 2 + 1] ?? 0]
    if (y1 === y2) continue
    const [start, end] = cut(Math.min(y1, y2), Math.max(y1, y2), height)
    if (start === undefined || end === undefined) continue
    for (let row = start; row < end; row += 1) crossings[row]?.push(x1 + ((row + 0.5 - y1) * (x2 - x1)) / (y2 - y1))
  }
  const rows = crossings.map((xs) => {
    xs.sort((a, b) => a - b)
    const spans: number[] = []
    for (let index = 0; index + 1 < xs.length; index += 2) spans.push(...cut(xs[index] ?? 0, xs[index + 1] ?? 0, width))
    return spans
  })
  return { top: 0, rows }
}

function regionSpans(runs: readonly number[], { width, height }: PictureSize): ShapeSpans {
  const rows: number[][] = Array.from({ length: height }, () => [])
  forEachCoveredRun(runs, width * height, (start, end) => {
    for (let at = start; at < end; ) {
      const row = Math.floor(at / width)
      const stop = Math.min(end, (row + 1) * width)
      rows[row]?.push(at - row * width, stop - row * width)
      at = stop
    }
  })
  return { top: 0, rows }
}
