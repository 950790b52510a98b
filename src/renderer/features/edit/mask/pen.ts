import type { DrawingKind } from '#shared/edit.ts'
import type { Point } from '../../../picture-view/zoom.ts'
import type { DrawingSession } from './drawing-session.ts'
import { beginGesture, type Drawn, type Gesture, type PenPoint } from './gesture.ts'
import { drawPieces } from './live-stroke.ts'
import { type LookStore, picturePlace } from './look-store.ts'
import { type Tool, toolOf, useMaskEditorStore } from './mask-editor-store.ts'
import type { MaskView } from './mask-view.ts'
import type { Overlay } from './overlay.ts'

interface PenParts {
  readonly kind: DrawingKind
  readonly view: MaskView
  readonly overlay: Overlay
  readonly session: DrawingSession
  readonly look: LookStore
  readonly fill: (at: Point) => void
}

/** What a hand on the canvas and the keyboard's crosshair both draw with. */
export interface Pen {
  readonly isDown: () => boolean
  /** isErasing: by a pen's other end. isStraight: from where the last stroke ended. */
  readonly down: (point: PenPoint, how: { readonly isErasing: boolean; readonly isStraight: boolean }) => void
  readonly move: (points: readonly PenPoint[], isConstrained: boolean) => void
  readonly up: () => void
  /** Nothing of what is being drawn stays. Answers whether there was something. */
  readonly cancel: () => boolean
  /** Ends a polygon where it is. Answers whether there was one. */
  readonly closePolygon: () => boolean
}

/** CSS pixels from a polygon's first corner at which a click closes it. */
const closeWithin = 10

export function createPen({ kind, view, overlay, session, look, fill }: PenParts): Pen {
  let gesture: Gesture | null = null
  let last: PenPoint | null = null
  /** Where the last stroke ended. */
  let strokeEnd: PenPoint | null = null
  let corners: number[] = []

  const settings = useMaskEditorStore.getState
  const currentTool = (): Tool => toolOf(settings(), kind)
  const showPolygon = (): void =>
    view.showDraft(corners.length === 0 ? null : { kind: 'path', points: corners, isClosed: false })

  function drawLive(before: PenPoint, points: readonly PenPoint[]): void {
    if (gesture?.stroke === 'subtract') {
      const context = overlay.live()
      context.globalCompositeOperation = 'destination-out'
      drawPieces(context, before, points, settings())
      context.globalCompositeOperation = 'source-over'
    } else {
      const context = view.live()
      context.strokeStyle = settings().overlayColor
      drawPieces(context, before, points, settings())
    }
  }

  function draw(drawn: Drawn | null): void {
    if (drawn === null) return
    if (drawn.kind === 'mask') session.draw(drawn.operation)
    else session.sign(drawn.item)
  }

  function addCorner({ x, y }: PenPoint): void {
    const scale = picturePlace(look.getState())?.scale ?? 1
    const [firstX = 0, firstY = 0] = corners
    const isClosing = corners.length >= 6 && Math.hypot(x - firstX, y - firstY) * scale <= closeWithin
    if (isClosing) closePolygon()
    else {
      // A double click is two clicks at one place.
      if (corners.at(-2) !== x || corners.at(-1) !== y) corners.push(x, y)
      showPolygon()
    }
  }

  function closePolygon(): boolean {
    if (corners.length === 0) return false
    const points = corners
    corners = []
    view.showDraft(null)
    if (points.length >= 6) session.draw({ kind: 'polygon', mode: settings().mode, points })
    return true
  }

  return {
    isDown: () => gesture !== null,
    down: (point, { isErasing, isStraight }) => {
      const chosenTool = currentTool()
      const tool = isErasing && kind === 'mask' ? 'eraser' : chosenTool
      if (tool === 'move') return
      if (tool === 'polygon') return addCorner(point)
      if (tool === 'fill') return fill(point)
      if (tool === 'note') return look.setState({ noteAt: point })
      const from = isStraight && (tool === 'brush' || tool === 'eraser') ? strokeEnd : null
      gesture = beginGesture(tool, settings(), point, from)
      last = point
      if (look.getState().crosshair !== null) look.setState({ isPenDown: true })
      if (gesture.stroke !== null) drawLive(from ?? point, [point])
    },
    move: (points, isConstrained) => {
      if (gesture === null || last === null) return
      gesture.move(points, isConstrained)
      if (gesture.stroke === null) view.showDraft(gesture.draft())
      else drawLive(last, points)
      last = points.at(-1) ?? last
    },
    up: () => {
      if (gesture === null) return
      const ended = gesture
      gesture = null
      if (look.getState().isPenDown) look.setState({ isPenDown: false })
      if (ended.stroke === null) view.showDraft(null)
      else strokeEnd = last
      draw(ended.end())
      // After the raster has it, so that it is never gone for a frame.
      view.clearLive()
    },
    cancel: () => {
      const wasDrawing = gesture !== null || corners.length > 0
      const wasErasing = gesture?.stroke === 'subtract'
      gesture = null
      corners = []
      if (look.getState().isPenDown) look.setState({ isPenDown: false })
      view.showDraft(null)
      view.clearLive()
      if (wasErasing) overlay.paint({ left: 0, top: 0, right: session.image.width, bottom: session.image.height })
      return wasDrawing
    },
    closePolygon,
  }
}
