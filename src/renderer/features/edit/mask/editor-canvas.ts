import type { DrawingKind } from '#shared/edit.ts'
import { pictureBox } from '../../../picture-view/picture-box.ts'
import { type Point, placeOnStage } from '../../../picture-view/zoom.ts'
import { drawMarkup, loadNoteFont } from './draw-markup.ts'
import type { DrawingSession } from './drawing-session.ts'
import { listenToHand } from './hand-input.ts'
import { handlesOf, reshapeItem, reshapeOperation } from './handles-of.ts'
import { type LookStore, picturePlace } from './look-store.ts'
import { toolOf, useMaskEditorStore } from './mask-editor-store.ts'
import { createMaskView } from './mask-view.ts'
import { createOverlay, fitToStage } from './overlay.ts'
import { createPen, type Pen } from './pen.ts'

export interface CanvasElements {
  /** Takes the hand; the view of handles and strokes is put into it. */
  readonly host: HTMLElement
  /** The picture's own box. */
  readonly box: HTMLElement
  /** Over the box, as large as the stage. */
  readonly overlay: HTMLCanvasElement
  /** Shows how large the brush is. */
  readonly ring: HTMLElement
  readonly crosshair: HTMLElement
}

interface EditorCanvas {
  readonly pen: Pen
  /** A hand is over the canvas. */
  readonly isHandOver: () => boolean
  readonly dispose: () => void
}

/** Everything that moves with the hand, past React: nothing of the page is rendered while a stroke is drawn. */
export function mountEditorCanvas(
  { host, box, overlay: canvas, ring, crosshair }: CanvasElements,
  {
    kind,
    session,
    look,
    fill,
  }: {
    readonly kind: DrawingKind
    readonly session: DrawingSession
    readonly look: LookStore
    readonly fill: (at: Point) => void
  },
): EditorCanvas {
  const overlay = createOverlay(canvas, session.raster)
  const view = createMaskView(host, {
    onChoose: (chosen) => look.setState({ chosen }),
    onReshape: (index, to) => {
      const { maskDocument, markupDocument } = session.store.getState()
      const operation = maskDocument.operations[index]
      const item = markupDocument.items[index]
      if (kind === 'mask' && operation !== undefined)
        session.changeMask({ kind: 'replace', index, part: reshapeOperation(operation, to) })
      if (kind === 'markup' && item !== undefined)
        session.changeMarkup({ kind: 'replace', index, part: reshapeItem(item, to) })
    },
  })
  const pen = createPen({ kind, view, overlay, session, look, fill })
  let hover: Point | null = null
  let ringSize = 0

  const tool = () => toolOf(useMaskEditorStore.getState(), kind)

  function showRing(): void {
    const place = picturePlace(look.getState())
    const { isPanning, isDisabled } = look.getState()
    const isBrush = (tool() === 'brush' || tool() === 'eraser') && !isPanning && !isDisabled
    ring.hidden = hover === null || place === null || !isBrush
    if (hover === null || place === null || !isBrush) return
    const size = Math.max(2, useMaskEditorStore.getState().size * place.scale)
    if (size !== ringSize) {
      ringSize = size
      ring.style.width = `${size}px`
      ring.style.height = `${size}px`
    }
    ring.style.transform = `translate(${hover.x - size / 2}px, ${hover.y - size / 2}px)`
  }

  function showLook(): void {
    const state = look.getState()
    const { stage, crosshair: at, isPanning, isOriginalShown } = state
    const place = picturePlace(state)
    if (stage === null || place === null) return
    const { width, height, imageRendering } = pictureBox(stage.image, placeOnStage(state.view, stage), stage.pixelRatio)
    // From the corner, not from the middle: half of an odd width is no whole pixel.
    const transform = `translate(${place.left}px, ${place.top}px)`
    Object.assign(box.style, { width, height, imageRendering, transform })
    canvas.hidden = isOriginalShown || !useMaskEditorStore.getState().isOverlayShown
    host.style.cursor = isPanning ? 'grab' : state.isDisabled || tool() === 'move' ? 'default' : 'crosshair'
    crosshair.hidden = at === null
    if (at !== null)
      crosshair.style.transform = `translate(${place.left + at.x * place.scale}px, ${place.top + at.y * place.scale}px)`
    showRing()
  }

  function placeView(): void {
    const { stage } = look.getState()
    const place = picturePlace(look.getState())
    if (stage === null || place === null) return
    view.resize(stage.viewport)
    view.place(place)
    // A hand moves more often than the screen is drawn.
    cancelAnimationFrame(nextFrame)
    nextFrame = requestAnimationFrame(showOverlay)
  }
  let nextFrame = 0
  function showOverlay(): void {
    const { stage } = look.getState()
    const place = picturePlace(look.getState())
    if (stage === null || place === null) return
    if (kind === 'mask') overlay.show(place, stage.viewport, stage.pixelRatio)
    else showMarkup()
  }

  let shownHandles: unknown[] = []
  function showHandles(): void {
    const { maskDocument, markupDocument, status } = session.store.getState()
    const { chosen, isDisabled } = look.getState()
    const isMoving = tool() === 'move' && !isDisabled && status === 'ready'
    const wanted = [isMoving, isMoving && maskDocument, isMoving && markupDocument]
    if (wanted.some((value, index) => value !== shownHandles[index])) {
      shownHandles = wanted
      view.showHandles(isMoving ? handlesOf(kind, maskDocument, markupDocument) : [])
    }
    view.choose(isMoving ? chosen : null)
  }

  function showSettings(): void {
    const { overlayColor, overlayOpacity, isFeatherShown } = useMaskEditorStore.getState()
    canvas.style.opacity = kind === 'mask' ? String(overlayOpacity) : '1'
    view.setLiveOpacity(kind === 'mask' ? overlayOpacity : 1)
    if (kind !== 'mask') return
    if (overlayColor !== shownColor) overlay.setColor(overlayColor)
    shownColor = overlayColor
    overlay.setFeather(isFeatherShown ? look.getState().featherPx : 0)
  }
  let shownColor = ''

  function showMarkup(): void {
    const { markupDocument } = session.store.getState()
    paintMarkup()
    // Once more with the right letters, unless there is something else to show by then.
    void loadNoteFont(markupDocument).then(
      () => session.store.getState().markupDocument === markupDocument && paintMarkup(),
    )
  }
  function paintMarkup(): void {
    const { stage } = look.getState()
    const place = picturePlace(look.getState())
    const context = canvas.getContext('2d')
    if (kind !== 'markup' || stage === null || place === null || context === null) return
    const { pixelRatio, viewport } = stage
    fitToStage(canvas, viewport, pixelRatio)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, canvas.width, canvas.height)
    const scale = place.scale * pixelRatio
    context.setTransform(scale, 0, 0, scale, place.left * pixelRatio, place.top * pixelRatio)
    drawMarkup(context, session.store.getState().markupDocument)
  }

  let usedTool = tool()
  const endings = [
    look.subscribe((state, before) => {
      if (state.view !== before.view || state.stage !== before.stage) placeView()
      if (state.featherPx !== before.featherPx) showSettings()
      showLook()
      showHandles()
    }),
    session.store.subscribe((state, before) => {
      if (kind === 'markup' && state.markupDocument !== before.markupDocument) showMarkup()
      showHandles()
    }),
    useMaskEditorStore.subscribe(() => {
      if (tool() !== usedTool) {
        pen.cancel()
        look.setState({ chosen: null })
      }
      usedTool = tool()
      showSettings()
      showLook()
      showHandles()
    }),
    kind === 'mask' ? session.onPainted(overlay.paint) : () => undefined,
    listenToHand({
      host,
      pen,
      look,
      isDisabled: () => look.getState().isDisabled || session.store.getState().status !== 'ready',
      isMoving: () => tool() === 'move',
      onHover: (at) => {
        hover = at
        showRing()
      },
    }),
  ]
  placeView()
  showSettings()
  showLook()
  showHandles()
  return {
    pen,
    isHandOver: () => hover !== null,
    dispose: () => {
      cancelAnimationFrame(nextFrame)
      for (const end of endings) end()
      view.dispose()
    },
  }
}
