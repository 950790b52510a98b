import type { MaskOperation } from '../mask-document.ts'
import { type Area, areaOf, isNoArea, noArea, unionOf } from './area.ts'
import { growCoverage } from './grow.ts'
import type { PictureSize } from './mask-history.ts'
import { type Patch, putPatch, takePatch } from './patch.ts'
import { coveredFrom } from './runs.ts'
import { type ShapeSpans, spansOf } from './shape-spans.ts'
import { areaOfStroke, forEachHardSpan, type MaskStroke, softCoverage } from './stroke.ts'

export interface MaskRaster {
  readonly size: PictureSize
  /** Coverage (0–255) of each pixel, row by row. Always the same bytes; only `show` changes them. */
  readonly coverage: Uint8Array
  /** How many pixels are covered enough to be changed. */
  readonly coveredPixels: () => number
  /**
   * Paints what these operations make of nothing, from the first one on that is another object than before, and answers
   * with the area that may be different now. What came before is taken back from memory where it is still known.
   */
  readonly show: (operations: readonly MaskOperation[]) => Area
}

interface Painted {
  readonly operation: MaskOperation
  readonly area: Area
  /** What it painted over; `null` = no longer known. */
  readonly patch: Patch | null
}

/** Beyond it, undo paints anew: seconds for thousands of strokes, instead of memory that the pictures need. */
const patchBudgetBytes = 16 * 1024 * 1024

/** Nothing but arithmetic: the same document is the same pixels on every computer and at every zoom. */
export function createMaskRaster(size: PictureSize, budgetBytes: number = patchBudgetBytes): MaskRaster {
  const coverage = new Uint8Array(size.width * size.height)
  let painted: Painted[] = []
  /** Those before this one have no patch. */
  let firstPatch = 0
  let patchBytes = 0
  let coveredCount = 0

  function paint(operation: MaskOperation): Area {
    const { area, paint: change } = workOf(operation, size)
    const patch = takePatch(coverage, size.width, area)
    coveredCount -= countCovered(coverage, size, area)
    change(coverage)
    coveredCount += countCovered(coverage, size, area)
    painted.push({ operation, area, patch })
    patchBytes += patch.bytes
    for (; patchBytes > budgetBytes && firstPatch < painted.length - 1; firstPatch += 1) {
      const oldest = painted[firstPatch]
      if (oldest === undefined) continue
      patchBytes -= oldest.patch?.bytes ?? 0
      painted[firstPatch] = { ...oldest, patch: null }
    }
    return area
  }

  function takeBackTo(length: number): Area {
    let area = noArea
    while (painted.length > length) {
      const last = painted.at(-1)
      if (last === undefined) break
      if (last.patch === null) return paintAnew(length)
      coveredCount -= countCovered(coverage, size, last.area)
      putPatch(last.patch, coverage, size.width)
      coveredCount += countCovered(coverage, size, last.area)
      patchBytes -= last.patch.bytes
      painted.pop()
      area = unionOf(area, last.area)
    }
    return area
  }

  function paintAnew(length: number): Area {
    const operations = painted.slice(0, length).map(({ operation }) => operation)
    painted = []
    firstPatch = 0
    patchBytes = 0
    coveredCount = 0
    coverage.fill(0)
    for (const operation of operations) paint(operation)
    return areaOf(size)
  }

  return {
    size,
    coverage,
    coveredPixels: () => coveredCount,
    show: (operations) => {
      let kept = 0
      while (kept < painted.length && painted[kept]?.operation === operations[kept]) kept += 1
      let area = takeBackTo(kept)
      for (const operation of operations.slice(kept)) area = unionOf(area, paint(operation))
      return area
    },
  }
}

/** Share (0–1) of the picture's pixels that may be changed. */
export const coverageOf = ({ size, coveredPixels }: MaskRaster): number => coveredPixels() / (size.width * size.height)

function countCovered(coverage: Uint8Array, { width }: PictureSize, { left, top, right, bottom }: Area): number {
  let count = 0
  for (let row = top; row < bottom; row += 1)
    for (let at = row * width + left, end = row * width + right; at < end; at += 1)
      if ((coverage[at] ?? 0) >= coveredFrom) count += 1
  return count
}

/** What an operation can change, and how. */
interface Work {
  readonly area: Area
  readonly paint: (coverage: Uint8Array) => void
}

function workOf(operation: MaskOperation, size: PictureSize): Work {
  const whole = areaOf(size)
  switch (operation.kind) {
    case 'stroke':
      return strokeWork(operation, size)
    case 'rectangle':
    case 'ellipse':
    case 'polygon':
    case 'region': {
      const { mode } = operation
      const spans = spansOf(operation, size)
      return mode === 'intersect'
        ? { area: whole, paint: (coverage) => clearBeyond(coverage, size, spans) }
        : { area: areaOfSpans(spans), paint: (coverage) => fillSpans(coverage, size, spans, byteOf(mode)) }
    }
    case 'invert':
      return { area: whole, paint: invert }
    case 'clear':
      return { area: whole, paint: (coverage) => coverage.fill(0) }
    case 'grow':
      return { area: whole, paint: (coverage) => growCoverage(coverage, size, operation.by) }
  }
}

const byteOf = (mode: 'add' | 'subtract'): number => (mode === 'add' ? 255 : 0)

function strokeWork(stroke: MaskStroke, size: PictureSize): Work {
  const area = areaOfStroke(stroke, size)
  if (isNoArea(area)) return { area, paint: () => undefined }
  if (stroke.hardness < 1) return { area, paint: (coverage) => paintSoftStroke(coverage, size, stroke, area) }
  const value = byteOf(stroke.mode)
  return {
    area,
    paint: (coverage) =>
      forEachHardSpan(stroke, area, (row, start, end) =>
        coverage.fill(value, row * size.width + start, row * size.width + end),
      ),
  }
}

function paintSoftStroke(coverage: Uint8Array, { width }: PictureSize, stroke: MaskStroke, area: Area): void {
  const soft = softCoverage(stroke, area)
  for (let row = area.top, from = 0; row < area.bottom; row += 1)
    for (let at = row * width + area.left, end = row * width + area.right; at < end; at += 1, from += 1) {
      const here = soft[from] ?? 0
      if (here === 0) continue
      const before = coverage[at] ?? 0
      coverage[at] =
        stroke.mode === 'add'
          ? before + here - Math.round((before * here) / 255)
          : Math.round((before * (255 - here)) / 255)
    }
}

function areaOfSpans({ top, rows }: ShapeSpans): Area {
  let area = noArea
  for (const [index, spans] of rows.entries()) {
    const left = spans[0]
    const right = spans.at(-1)
    if (left !== undefined && right !== undefined)
      area = unionOf(area, { left, right, top: top + index, bottom: top + index + 1 })
  }
  return area
}

function fillSpans(coverage: Uint8Array, { width }: PictureSize, { top, rows }: ShapeSpans, value: number): void {
  for (const [index, spans] of rows.entries()) {
    const at = (top + index) * width
    for (let span = 0; span + 1 < spans.length; span += 2)
      coverage.fill(value, at + (spans[span] ?? 0), at + (spans[span + 1] ?? 0))
  }
}

function clearBeyond(coverage: Uint8Array, { width, height }: PictureSize, { top, rows }: ShapeSpans): void {
  for (let row = 0; row < height; row += 1) {
    const at = row * width
    let keptTo = 0
    const spans = rows[row - top] ?? []
    for (let span = 0; span + 1 < spans.length; span += 2) {
      coverage.fill(0, at + keptTo, at + (spans[span] ?? 0))
      keptTo = spans[span + 1] ?? 0
    }
    coverage.fill(0, at + keptTo, at + width)
  }
}

function invert(coverage: Uint8Array): void {
  for (let at = 0; at < coverage.length; at += 1) coverage[at] = 255 - (coverage[at] ?? 0)
}
