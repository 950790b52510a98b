import { type Point, panBy, wheelFactor, zoomBy } from '../../../picture-view/zoom.ts'
import type { PenPoint } from './gesture.ts'
import { changeView, type LookStore, picturePlace } from './look-store.ts'
import { stepSize } from './mask-editor-store.ts'
import type { Pen } from './pen.ts'
import { toImagePoint } from './picture-place.ts'

interface HandParts {
  readonly host: HTMLElement
  readonly pen: Pen
  readonly look: LookStore
  /** Nothing can be drawn now, only looked at. */
  readonly isDisabled: () => boolean
  /** The tool takes shapes by their handles: what is done with the hand belongs to those. */
  readonly isMoving: () => boolean
  readonly onHover: (at: Point | null) => void
}

const barrelButton = 1
const eraserButton = 5

/** Draws with mouse, pen and finger, pans and zooms. Before anything below `host` hears of it. Returns its own undoing. */
export function listenToHand({ host, pen, look, isDisabled, isMoving, onHover }: HandParts): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const listen = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ): void => host.addEventListener(name, listener, { capture: true, signal, passive: false })
  /** Where the stage is; measured when the pen comes down, so that no move has to. */
  let box = host.getBoundingClientRect()
  let panFrom: Point | null = null
  /** A pinch on a touch pad arrives as a wheel with Ctrl, which nobody holds. */
  let isCtrlHeld = false

  const inStage = ({ clientX, clientY }: MouseEvent): Point => ({ x: clientX - box.left, y: clientY - box.top })
  const toPenPoints = (events: readonly PointerEvent[]): readonly PenPoint[] => {
    const place = picturePlace(look.getState())
    if (place === null) return []
    return events.map((event) => ({
      ...toImagePoint(inStage(event), place),
      pressure: event.pointerType === 'pen' ? event.pressure : 1,
    }))
  }

  listen('pointerdown', (event) => {
    box = host.getBoundingClientRect()
    if (look.getState().isPanning || event.button === barrelButton) {
      event.stopPropagation()
      event.preventDefault()
      panFrom = inStage(event)
      return host.setPointerCapture(event.pointerId)
    }
    if (isMoving() && !isDisabled()) return
    event.stopPropagation()
    const isErasing = event.button === eraserButton
    if (isDisabled() || !event.isPrimary || (event.button !== 0 && !isErasing)) return
    const [point] = toPenPoints([event])
    if (point === undefined) return
    host.setPointerCapture(event.pointerId)
    look.setState({ crosshair: null })
    pen.down(point, { isErasing, isStraight: event.shiftKey })
  })
  listen('mousedown', (event) => {
    // The field for a note has the focus already, and keeps it.
    if (look.getState().noteAt !== null) event.preventDefault()
  })
  listen('pointermove', (event) => {
    if (panFrom !== null) {
      event.stopPropagation()
      const at = inStage(event)
      const by = { x: at.x - panFrom.x, y: at.y - panFrom.y }
      panFrom = at
      return changeView(look, (view, stage) => panBy(view, stage, by))
    }
    if (isMoving()) return onHover(inStage(event))
    event.stopPropagation()
    onHover(inStage(event))
    if (!pen.isDown()) return
    const moves = event.getCoalescedEvents()
    pen.move(toPenPoints(moves.length === 0 ? [event] : moves), event.shiftKey)
  })
  listen('pointerup', (event) => {
    if (panFrom === null && isMoving()) return
    event.stopPropagation()
    panFrom = null
    pen.up()
  })
  listen('pointercancel', () => {
    panFrom = null
    pen.cancel()
  })
  // Not before what lies below: they are told of as entered and left too.
  host.addEventListener('pointerenter', () => (box = host.getBoundingClientRect()), { signal })
  host.addEventListener('pointerleave', () => onHover(null), { signal })
  listen('dblclick', () => {
    if (!isDisabled()) pen.closePolygon()
  })
  listen('contextmenu', (event) => {
    event.preventDefault()
    event.stopPropagation()
  })
  listen('wheel', (event) => {
    event.preventDefault()
    event.stopPropagation()
    if (event.ctrlKey && isCtrlHeld) {
      if (event.deltaY !== 0) stepSize(event.deltaY < 0 ? 1 : -1)
      return
    }
    box = host.getBoundingClientRect()
    const { x, y } = inStage(event)
    const fromCentre = { x: x - box.width / 2, y: y - box.height / 2 }
    changeView(look, (view, stage) => zoomBy(view, stage, wheelFactor(event), fromCentre))
  })
  const noteCtrl = ({ type, key }: KeyboardEvent): void => {
    if (key === 'Control') isCtrlHeld = type === 'keydown'
  }
  window.addEventListener('keydown', noteCtrl, { capture: true, signal })
  window.addEventListener('keyup', noteCtrl, { capture: true, signal })
  window.addEventListener('blur', () => (isCtrlHeld = false), { signal })
  return () => ending.abort()
}
