import type { MarkupItem } from '#shared/markup-document.ts'
import type { MaskMode, MaskOperation } from '#shared/mask-document.ts'
import type { Point } from '../../../picture-view/zoom.ts'
import type { Tool } from './mask-editor-store.ts'

/** Of the picture, with the hand's weight from 0 to 1. */
export interface PenPoint extends Point {
  readonly pressure: number
}

export interface GestureOptions {
  readonly mode: MaskMode
  readonly size: number
  readonly hardness: number
  readonly markupColor: string
}

/** What is on screen of a drawing that is not finished. */
export type Draft =
  | { readonly kind: 'rectangle' | 'ellipse'; readonly box: Box }
  | { readonly kind: 'path'; readonly points: readonly number[]; readonly isClosed: boolean }
  | { readonly kind: 'arrow'; readonly from: Point; readonly to: Point }

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Drawn =
  | { readonly kind: 'mask'; readonly operation: MaskOperation }
  | { readonly kind: 'markup'; readonly item: MarkupItem }

/** From pen down to pen up. */
export interface Gesture {
  /** Strokes are painted as they are drawn, piece by piece; others show their draft. */
  readonly stroke: 'add' | 'subtract' | null
  readonly move: (points: readonly PenPoint[], isConstrained: boolean) => void
  readonly draft: () => Draft | null
  /** `null` = too small to be meant. */
  readonly end: () => Drawn | null
}

export type DraggedTool = Exclude<Tool, 'polygon' | 'fill' | 'move' | 'note'>

/** `from`: a stroke begins there and goes straight to where the pen came down. */
export function beginGesture(
  tool: DraggedTool,
  { mode, size, hardness, markupColor }: GestureOptions,
  down: PenPoint,
  from: PenPoint | null = null,
): Gesture {
  switch (tool) {
    case 'brush':
    case 'eraser':
      return strokeGesture({ kind: 'stroke', mode: tool === 'brush' ? 'add' : 'subtract', size, hardness }, down, from)
    case 'lasso':
      return lassoGesture(mode, down)
    case 'rectangle':
    case 'ellipse':
      return boxGesture(tool, down, (box) => ({ kind: 'mask', operation: { kind: tool, mode, ...box } }))
    case 'circle':
      return boxGesture('ellipse', down, (box) => ({
        kind: 'markup',
        item: { kind: 'circle', color: markupColor, ...box },
      }))
    case 'arrow':
      return arrowGesture(markupColor, down)
  }
}

function strokeGesture(
  brush: {
    readonly kind: 'stroke'
    readonly mode: 'add' | 'subtract'
    readonly size: number
    readonly hardness: number
  },
  down: PenPoint,
  from: PenPoint | null,
): Gesture {
  const points: number[] = []
  const put = ({ x, y, pressure }: PenPoint): void => {
    const at = points.length - 3
    if (points[at] === x && points[at + 1] === y && points[at + 2] === pressure) return
    points.push(x, y, pressure)
  }
  if (from !== null) put(from)
  put(down)
  return {
    stroke: brush.mode,
    move: (more) => {
      for (const point of more) put(point)
    },
    draft: () => null,
    end: () => ({ kind: 'mask', operation: { ...brush, points } }),
  }
}

function lassoGesture(mode: MaskMode, down: PenPoint): Gesture {
  const points = [down.x, down.y]
  return {
    stroke: null,
    move: (more) => {
      for (const { x, y } of more) if (points.at(-2) !== x || points.at(-1) !== y) points.push(x, y)
    },
    draft: () => ({ kind: 'path', points, isClosed: true }),
    end: () => (points.length < 6 ? null : { kind: 'mask', operation: { kind: 'polygon', mode, points } }),
  }
}

/** Straight edges between pixels are what numbers can say. */
const wholePixel = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) })

function boxGesture(shape: 'rectangle' | 'ellipse', down: PenPoint, finish: (box: Box) => Drawn): Gesture {
  const from = wholePixel(down)
  let to = from
  const box = (): Box => ({
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  })
  return {
    stroke: null,
    move: (points, isConstrained) => {
      const last = points.at(-1)
      if (last === undefined) return
      to = wholePixel(last)
      if (!isConstrained) return
      const side = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))
      to = { x: from.x + (to.x < from.x ? -side : side), y: from.y + (to.y < from.y ? -side : side) }
    },
    draft: () => ({ kind: shape, box: box() }),
    end: () => (box().width < 1 || box().height < 1 ? null : finish(box())),
  }
}

function arrowGesture(color: string, down: PenPoint): Gesture {
  let to: Point = down
  return {
    stroke: null,
    move: (points) => {
      to = points.at(-1) ?? to
    },
    draft: () => ({ kind: 'arrow', from: down, to }),
    end: () =>
      Math.hypot(to.x - down.x, to.y - down.y) < 2
        ? null
        : {
            kind: 'markup',
            item: { kind: 'arrow', color, fromX: down.x, fromY: down.y, toX: to.x, toY: to.y },
          },
  }
}
