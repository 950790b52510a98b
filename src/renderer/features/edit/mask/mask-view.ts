import { Canvas, Ellipse, type FabricObject, Polygon, Polyline, Rect } from 'fabric/es'
import type { Size } from '../../../picture-view/zoom.ts'
import type { Box, Draft } from './gesture.ts'
import type { PicturePlace } from './picture-place.ts'

/** A shape or sign that can be taken by its handles. */
export interface Handle {
  /** Its place in the drawing. */
  readonly index: number
  readonly shape: 'rectangle' | 'ellipse' | 'path' | 'line'
  readonly box: Box
  /** Of a path or line: x, y, x, y, … */
  readonly points: readonly number[]
  /** Words are moved, never stretched. */
  readonly isScalable: boolean
}

interface MaskViewEvents {
  readonly onChoose: (index: number | null) => void
  /** The shape now fills this box. */
  readonly onReshape: (index: number, box: Box) => void
}

export interface MaskView {
  readonly resize: (viewport: Size) => void
  readonly place: (place: PicturePlace) => void
  /** While a pen is down; drawn on in pixels of the picture. */
  readonly live: () => CanvasRenderingContext2D
  readonly clearLive: () => void
  readonly setLiveOpacity: (opacity: number) => void
  readonly showDraft: (draft: Draft | null) => void
  /** None of them is chosen then. */
  readonly showHandles: (handles: readonly Handle[]) => void
  readonly choose: (index: number | null) => void
  readonly dispose: () => void
}

const lineWidth = 1.5

/**
 * The layer over picture and mask, as large as the stage: outlines of what is being drawn, handles of shapes, and the
 * stroke while the pen is down. It holds nothing that is not in the drawing as well: fabric paints every object again with
 * every change, which a hundred strokes would make slow.
 */
export function createMaskView(host: HTMLElement, { onChoose, onReshape }: MaskViewEvents): MaskView {
  const canvas = new Canvas(document.createElement('canvas'), {
    enablePointerEvents: true,
    selection: false,
    preserveObjectStacking: true,
    renderOnAddRemove: false,
    uniformScaling: false,
    defaultCursor: 'default',
    containerClass: 'mask-view',
  })
  host.append(canvas.wrapperEl)
  const indexByObject = new Map<FabricObject, number>()
  let draftObject: FabricObject | null = null
  let place: PicturePlace = { scale: 1, left: 0, top: 0 }
  let isShowing = false

  const chosenIndex = (): number | null => {
    const active = canvas.getActiveObject()
    return active === undefined ? null : (indexByObject.get(active) ?? null)
  }
  const tellChosen = (): void => {
    if (!isShowing) onChoose(chosenIndex())
  }
  canvas.on('selection:created', tellChosen)
  canvas.on('selection:updated', tellChosen)
  canvas.on('selection:cleared', tellChosen)
  canvas.on('object:modified', ({ target }) => {
    const index = indexByObject.get(target)
    // Letting go of an object that is being dragged says once more that it was changed.
    if (index !== undefined && !isShowing) onReshape(index, boxOf(target))
  })
  /** Without telling of it what the caller knows. */
  const quietly = (show: () => void): void => {
    isShowing = true
    show()
    isShowing = false
    canvas.requestRenderAll()
  }

  const add = (object: FabricObject): FabricObject => {
    object.set({ strokeWidth: lineWidth / place.scale })
    canvas.add(object)
    return object
  }

  return {
    resize: (viewport) => canvas.setDimensions(viewport),
    place: (next) => {
      place = next
      canvas.setViewportTransform([next.scale, 0, 0, next.scale, next.left, next.top])
      for (const object of canvas.getObjects()) object.set({ strokeWidth: lineWidth / next.scale, dirty: true })
      canvas.requestRenderAll()
    },
    live: () => {
      const context = canvas.contextTop
      const ratio = canvas.getRetinaScaling()
      context.setTransform(ratio * place.scale, 0, 0, ratio * place.scale, ratio * place.left, ratio * place.top)
      return context
    },
    clearLive: () => {
      const ratio = canvas.getRetinaScaling()
      canvas.contextTop.setTransform(ratio, 0, 0, ratio, 0, 0)
      canvas.clearContext(canvas.contextTop)
    },
    setLiveOpacity: (opacity) => {
      canvas.upperCanvasEl.style.opacity = String(opacity)
    },
    showDraft: (draft) => {
      if (draftObject !== null) canvas.remove(draftObject)
      draftObject = draft === null ? null : add(objectOfDraft(draft))
      draftObject?.set({ selectable: false, evented: false })
      canvas.requestRenderAll()
    },
    showHandles: (handles) =>
      quietly(() => {
        canvas.discardActiveObject()
        for (const object of indexByObject.keys()) canvas.remove(object)
        indexByObject.clear()
        for (const handle of handles) indexByObject.set(add(objectOfHandle(handle)), handle.index)
        // Handles leave their own cursor behind.
        canvas.upperCanvasEl.style.cursor = ''
      }),
    choose: (index) => {
      // What the hand chose is in the hand already.
      if (index === chosenIndex()) return
      quietly(() => {
        canvas.discardActiveObject()
        for (const [object, place] of indexByObject) if (place === index) canvas.setActiveObject(object)
      })
    },
    dispose: () => {
      // It ends when its last frame is drawn; nobody waits for that.
      void canvas.dispose()
      host.replaceChildren()
    },
  }
}

/** Black and white: seen on every picture. */
const outline = {
  fill: 'transparent',
  stroke: '#ffffff',
  strokeDashArray: null,
  strokeUniform: true,
  originX: 'center',
  originY: 'center',
  objectCaching: false,
} as const

const handleLook = {
  hasRotatingPoint: false,
  lockRotation: true,
  lockScalingFlip: true,
  transparentCorners: false,
  cornerStyle: 'circle',
  cornerSize: 11,
  touchCornerSize: 24,
  cornerColor: '#ffffff',
  cornerStrokeColor: '#000000',
  borderColor: '#000000',
  borderScaleFactor: 1.5,
} as const

const centreOf = ({ x, y, width, height }: Box) => ({ left: x + width / 2, top: y + height / 2 })

const toPoints = (points: readonly number[]) =>
  Array.from({ length: Math.floor(points.length / 2) }, (_, index) => ({
    x: points[index * 2] ?? 0,
    y: points[index * 2 + 1] ?? 0,
  }))

function objectOfDraft(draft: Draft): FabricObject {
  switch (draft.kind) {
    case 'rectangle':
      return new Rect({ ...outline, ...centreOf(draft.box), width: draft.box.width, height: draft.box.height })
    case 'ellipse':
      return new Ellipse({ ...outline, ...centreOf(draft.box), rx: draft.box.width / 2, ry: draft.box.height / 2 })
    case 'path': {
      const points = toPoints(draft.points)
      return draft.isClosed ? new Polygon(points, outline) : new Polyline(points, outline)
    }
    case 'arrow':
      return new Polyline([draft.from, draft.to], outline)
  }
}

function objectOfHandle({ shape, box, points, isScalable }: Handle): FabricObject {
  const look = { ...outline, ...handleLook }
  const object =
    shape === 'rectangle'
      ? new Rect({ ...look, ...centreOf(box), width: box.width, height: box.height })
      : shape === 'ellipse'
        ? new Ellipse({ ...look, ...centreOf(box), rx: box.width / 2, ry: box.height / 2 })
        : shape === 'path'
          ? new Polygon(toPoints(points), look)
          : new Polyline(toPoints(points), look)
  object.setControlsVisibility({ mtr: false })
  if (!isScalable)
    object.setControlsVisibility({
      tl: false,
      tr: false,
      bl: false,
      br: false,
      ml: false,
      mr: false,
      mt: false,
      mb: false,
    })
  return object
}

/** Without its line, which lies half outside. */
function boxOf(object: FabricObject): Box {
  const width = object.width * object.scaleX
  const height = object.height * object.scaleY
  const centre = object.getCenterPoint()
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height }
}
