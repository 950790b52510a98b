import type { DrawingKind } from '#shared/edit.ts'
import type { MarkupDocument, MarkupItem } from '#shared/markup-document.ts'
import type { MaskDocument, MaskOperation } from '#shared/mask-document.ts'
import { boxOfItem } from './draw-markup.ts'
import type { Box } from './gesture.ts'
import type { Handle } from './mask-view.ts'

/** The parts of a drawing that can be taken and changed afterwards. */
export function handlesOf(kind: DrawingKind, mask: MaskDocument, markup: MarkupDocument): readonly Handle[] {
  return kind === 'mask'
    ? mask.operations.flatMap((operation, index) => handleOfOperation(operation, index))
    : markup.items.map((item, index) => handleOfItem(item, index, markup))
}

function handleOfOperation(operation: MaskOperation, index: number): readonly Handle[] {
  if (operation.kind === 'rectangle' || operation.kind === 'ellipse')
    return [{ index, shape: operation.kind, box: operation, points: [], isScalable: true }]
  if (operation.kind !== 'polygon' || operation.points.length < 6) return []
  return [{ index, shape: 'path', box: boxOfPoints(operation.points), points: operation.points, isScalable: true }]
}

function handleOfItem(item: MarkupItem, index: number, markup: MarkupDocument): Handle {
  const box = boxOfItem(item, markup)
  if (item.kind === 'circle') return { index, shape: 'ellipse', box, points: [], isScalable: true }
  if (item.kind === 'note') return { index, shape: 'rectangle', box, points: [], isScalable: false }
  return { index, shape: 'line', box, points: [item.fromX, item.fromY, item.toX, item.toY], isScalable: true }
}

export function boxOfPoints(points: readonly number[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at + 1 < points.length; at += 2) {
    left = Math.min(left, points[at] ?? 0)
    right = Math.max(right, points[at] ?? 0)
    top = Math.min(top, points[at + 1] ?? 0)
    bottom = Math.max(bottom, points[at + 1] ?? 0)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** The same shape, filling another box. */
export function reshapeOperation(operation: MaskOperation, to: Box): MaskOperation {
  if (operation.kind === 'rectangle' || operation.kind === 'ellipse') return { ...operation, ...wholePixels(to) }
  if (operation.kind !== 'polygon') return operation
  return { ...operation, points: stretch(operation.points, boxOfPoints(operation.points), to) }
}

export function reshapeItem(item: MarkupItem, to: Box): MarkupItem {
  switch (item.kind) {
    case 'circle':
      return { ...item, ...wholePixels(to) }
    case 'note':
      return { ...item, x: eighth(to.x), y: eighth(to.y) }
    case 'arrow': {
      const ends = [item.fromX, item.fromY, item.toX, item.toY]
      const [fromX = 0, fromY = 0, toX = 0, toY = 0] = stretch(ends, boxOfPoints(ends), to)
      return { ...item, fromX, fromY, toX, toY }
    }
  }
}

/** As fine as what is drawn by hand. */
const eighth = (value: number): number => Math.round(value * 8) / 8
/** Straight edges between pixels are what numbers can say. */
const wholePixels = ({ x, y, width, height }: Box): Box => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
})

function stretch(points: readonly number[], from: Box, to: Box): number[] {
  const across = from.width === 0 ? 1 : to.width / from.width
  const down = from.height === 0 ? 1 : to.height / from.height
  return points.map((value, at) =>
    eighth(at % 2 === 0 ? to.x + (value - from.x) * across : to.y + (value - from.y) * down),
  )
}
