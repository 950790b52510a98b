import type { DrawingKind } from '#shared/edit.ts'
import { type Point, panBy } from '../../../picture-view/zoom.ts'
import type { DrawingSession } from './drawing-session.ts'
import { handlesOf, reshapeItem, reshapeOperation } from './handles-of.ts'
import { changeView, type LookStore, picturePlace } from './look-store.ts'
import type { Pen } from './pen.ts'
import { toImagePoint } from './picture-place.ts'

interface CanvasKeyParts {
  readonly kind: DrawingKind
  readonly session: DrawingSession
  readonly look: LookStore
  readonly pen: Pen
  readonly isDisabled: boolean
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Drawing without a hand: arrows move a crosshair or what is chosen, Enter is the pen. Answers whether it was for it. */
export function canvasKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>,
  parts: CanvasKeyParts,
): boolean {
  const { look, pen, isDisabled } = parts
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (event.key === 'Escape') {
    const { crosshair, chosen } = look.getState()
    const wasDrawing = pen.cancel()
    if (!wasDrawing && crosshair === null && chosen === null) return false
    if (!wasDrawing) look.setState({ crosshair: null, chosen: null })
    return true
  }
  if (isDisabled) return false
  const arrow = arrows[event.key]
  if (arrow !== undefined) {
    const step = event.shiftKey ? 10 : 1
    const by = { x: arrow.x * step, y: arrow.y * step }
    if (look.getState().chosen === null) moveCrosshair(by, parts)
    else moveChosen(by, parts)
    return true
  }
  if (event.key !== 'Enter' || event.repeat) return false
  const at = look.getState().crosshair ?? middleOfView(look)
  if (at === null) return false
  look.setState({ crosshair: at })
  if (pen.isDown()) pen.up()
  else pen.down({ ...at, pressure: 1 }, { isErasing: false, isStraight: event.shiftKey })
  return true
}

function moveCrosshair(by: Point, { look, pen, session: { image } }: CanvasKeyParts): void {
  const from = look.getState().crosshair ?? middleOfView(look)
  if (from === null) return
  const at = {
    x: Math.min(image.width, Math.max(0, from.x + by.x)),
    y: Math.min(image.height, Math.max(0, from.y + by.y)),
  }
  look.setState({ crosshair: at })
  if (pen.isDown()) pen.move([{ ...at, pressure: 1 }], false)
  keepInSight(at, look)
}

/** Pans so far that the crosshair is not lost. */
function keepInSight(at: Point, look: LookStore): void {
  const { stage } = look.getState()
  const place = picturePlace(look.getState())
  if (stage === null || place === null) return
  const margin = 24
  const outside = (value: number, room: number): number =>
    value < margin ? margin - value : value > room - margin ? room - margin - value : 0
  const by = {
    x: outside(place.left + at.x * place.scale, stage.viewport.width),
    y: outside(place.top + at.y * place.scale, stage.viewport.height),
  }
  if (by.x !== 0 || by.y !== 0) changeView(look, (view, shown) => panBy(view, shown, by))
}

function moveChosen(by: Point, { kind, session, look }: CanvasKeyParts): void {
  const { chosen } = look.getState()
  const { maskDocument, markupDocument } = session.store.getState()
  const handle = handlesOf(kind, maskDocument, markupDocument).find(({ index }) => index === chosen)
  if (handle === undefined) return
  const { index, box } = handle
  const to = { x: box.x + by.x, y: box.y + by.y, width: box.width, height: box.height }
  const operation = maskDocument.operations[index]
  const item = markupDocument.items[index]
  if (kind === 'mask' && operation !== undefined)
    session.changeMask({ kind: 'replace', index, part: reshapeOperation(operation, to) })
  if (kind === 'markup' && item !== undefined)
    session.changeMarkup({ kind: 'replace', index, part: reshapeItem(item, to) })
}

function middleOfView(look: LookStore): Point | null {
  const { stage } = look.getState()
  const place = picturePlace(look.getState())
  if (stage === null || place === null) return null
  const { x, y } = toImagePoint({ x: stage.viewport.width / 2, y: stage.viewport.height / 2 }, place)
  return { x: Math.round(x), y: Math.round(y) }
}
