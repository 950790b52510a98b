export interface Size {
  readonly width: number
  readonly height: number
}
export interface Point {
  readonly x: number
  readonly y: number
}

/** What the picture stands on. Image in image pixels, viewport in CSS pixels. */
export interface Stage {
  readonly image: Size
  readonly viewport: Size
  /** Device pixels in one CSS pixel. */
  readonly pixelRatio: number
  /** A smaller viewport that shares the view: what can be reached there is kept here, though it could be shown better. */
  readonly reachOf?: Size
}

/** `free`: CSS pixels an image pixel takes, and where the picture's centre lies from the viewport's, in CSS pixels. */
export type View = { readonly kind: 'fit' } | ({ readonly kind: 'free' } & Placement)
export interface Placement extends Point {
  readonly scale: number
}

export const fitView: View = { kind: 'fit' }
const centre: Point = { x: 0, y: 0 }

/** Device pixels an image pixel may take at most. */
const largestMagnification = 16
const steps = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16]

/** One image pixel on one device pixel: what the screen calls 100 %. */
export const actualScale = (stage: Stage): number => 1 / stage.pixelRatio

/** The whole picture, never larger than its own pixels: a small picture is shown as it is, not blown up. */
export function fitScale(stage: Stage): number {
  const { image, viewport } = stage
  return Math.min(viewport.width / image.width, viewport.height / image.height, actualScale(stage))
}

/** Where `view` puts the picture on this stage, within what may be reached. */
export function placeOnStage(view: View, stage: Stage): Placement {
  if (view.kind === 'fit') return { scale: fitScale(stage), ...centre }
  const scale = clamp(view.scale, smallestScale(stage), largestMagnification * actualScale(stage))
  const reach = panReach(scale, stage)
  return { scale, x: clamp(view.x, -reach.x, reach.x), y: clamp(view.y, -reach.y, reach.y) }
}

/** Changes the scale so that what lies under `pointer` (CSS pixels from the viewport's centre) stays under it. */
export function zoomTo(view: View, stage: Stage, scale: number, pointer: Point = centre): View {
  const before = placeOnStage(view, stage)
  const fit = fitScale(stage)
  const wanted = clamp(scale, smallestScale(stage), largestMagnification * actualScale(stage))
  if (isAtMost(wanted, fit) && isAtMost(fit, before.scale)) return fitView
  const ratio = wanted / before.scale
  const free: View = {
    kind: 'free',
    scale: wanted,
    x: pointer.x - (pointer.x - before.x) * ratio,
    y: pointer.y - (pointer.y - before.y) * ratio,
  }
  return { kind: 'free', ...placeOnStage(free, stage) }
}

export const zoomBy = (view: View, stage: Stage, factor: number, pointer?: Point): View =>
  zoomTo(view, stage, placeOnStage(view, stage).scale * factor, pointer)

/** To the next round percentage in a direction. */
export function zoomStep(view: View, stage: Stage, direction: 'in' | 'out', pointer?: Point): View {
  const magnification = placeOnStage(view, stage).scale / actualScale(stage)
  const next =
    direction === 'in'
      ? (steps.find((step) => step > magnification && !isSame(step, magnification)) ?? largestMagnification)
      : (steps.findLast((step) => step < magnification && !isSame(step, magnification)) ?? 0)
  return zoomTo(view, stage, next * actualScale(stage), pointer)
}

export function panBy(view: View, stage: Stage, by: Point): View {
  const { scale, x, y } = placeOnStage(view, stage)
  if (!canPan(view, stage)) return view
  return { kind: 'free', ...placeOnStage({ kind: 'free', scale, x: x + by.x, y: y + by.y }, stage) }
}

/** Whether a part of the picture lies outside the viewport. */
export function canPan(view: View, stage: Stage): boolean {
  const { scale, x, y } = placeOnStage(view, stage)
  const { image, viewport } = stage
  // Half a pixel is rounding, not a part that is out of sight.
  const isOut = (drawn: number, away: number, room: number): boolean => drawn + 2 * Math.abs(away) - room > 0.5
  return isOut(image.width * scale, x, viewport.width) || isOut(image.height * scale, y, viewport.height)
}

/** Percent of the picture's own pixels, as shown on screen. */
export const zoomPercent = (view: View, stage: Stage): number =>
  Math.round((placeOnStage(view, stage).scale / actualScale(stage)) * 100)

/**
 * What one wheel event multiplies the scale with. A wheel's notch (about 100 pixels, or 3 lines) is a fifth; a pinch
 * arrives as wheel events with Ctrl held and small deltas, and follows the fingers more closely.
 */
export function wheelFactor(event: { deltaY: number; deltaMode: number; ctrlKey: boolean }): number {
  const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 33
  const perPixel = event.ctrlKey && Math.abs(pixels) < 50 ? 0.01 : 0.0018
  return Math.exp(-clamp(pixels, -300, 300) * perPixel)
}

const smallestScale = (stage: Stage): number =>
  Math.min(fitScale(stage), fitScale({ ...stage, viewport: stage.reachOf ?? stage.viewport }))

function panReach(scale: number, { image, viewport, reachOf }: Stage): Point {
  const room = reachOf ?? viewport
  const reach = (drawn: number, room: number): number => (drawn - room > 0.5 ? (drawn - room) / 2 : 0)
  return { x: reach(image.width * scale, room.width), y: reach(image.height * scale, room.height) }
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high))
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6
const isAtMost = (a: number, b: number): boolean => a <= b || isSame(a, b)
