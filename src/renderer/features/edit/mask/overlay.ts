import { type Area, areaOf, isNoArea, withinPicture } from '#shared/masks/area.ts'
import { featherByDistance } from '#shared/masks/feather.ts'
import { coveredArea, forEachDistanceRow } from '#shared/masks/grow.ts'
import type { MaskRaster } from '#shared/masks/mask-raster.ts'
import type { Size } from '../../../picture-view/zoom.ts'
import type { PicturePlace } from './picture-place.ts'

/** The raster in one colour, as much of it as is in sight, on a canvas of the stage's size. */
export interface Overlay {
  /** Paints everything anew. */
  readonly show: (place: PicturePlace, viewport: Size, pixelRatio: number) => void
  /** A part of the picture that is another now. */
  readonly paint: (area: Area) => void
  readonly setColor: (color: string) => void
  /** How far the mask fades into the rest, as in what is put together; 0 = it is shown as it is. */
  readonly setFeather: (featherPx: number) => void
  /** To be drawn on in pixels of the picture, until the same part is painted. */
  readonly live: () => CanvasRenderingContext2D
}

/** Rows of the canvas that are handed over at once. */
const bandRows = 128
/** Across and down, of what a pixel of a reduced picture shows. */
const mostSamples = 3

export function createOverlay(canvas: HTMLCanvasElement, raster: MaskRaster): Overlay {
  const context = contextOf(canvas)
  const { size } = raster
  let color = 0
  let feather = 0
  let shown = raster.coverage
  /** Pixels of the canvas. */
  let place: PicturePlace = { scale: 1, left: 0, top: 0 }

  function paint(area: Area): void {
    if (isNoArea(area)) return
    if (feather === 0) {
      paintPart(area)
      return
    }
    shown = featheredCoverage(raster, feather)
    paintPart(areaOf(size))
    return
  }

  function paintPart(area: Area): void {
    const { scale, left, top } = place
    const part = withinPicture(
      {
        left: Math.max(left, left + area.left * scale - 1),
        top: Math.max(top, top + area.top * scale - 1),
        right: Math.min(left + size.width * scale, left + area.right * scale + 1),
        bottom: Math.min(top + size.height * scale, top + area.bottom * scale + 1),
      },
      canvas,
    )
    if (isNoArea(part)) return
    const samples = Math.min(mostSamples, Math.max(1, Math.ceil(1 / scale)))
    const columns = samplePlaces(part.left, part.right, left, scale, samples, size.width)
    const rows = samplePlaces(part.top, part.bottom, top, scale, samples, size.height)
    const width = part.right - part.left
    for (let from = 0; from < part.bottom - part.top; from += bandRows) {
      const height = Math.min(bandRows, part.bottom - part.top - from)
      const band = context.createImageData(width, height)
      const pixels = new Uint32Array(band.data.buffer)
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1)
          pixels[y * width + x] = ((meanOf(columns, x, rows, from + y, samples) << 24) | color) >>> 0
      context.putImageData(band, part.left, part.top + from)
    }
  }

  function meanOf(columns: Int32Array, x: number, rows: Int32Array, y: number, samples: number): number {
    if (samples === 1) return shown[(rows[y] ?? 0) * size.width + (columns[x] ?? 0)] ?? 0
    let sum = 0
    for (let down = y * samples, downEnd = down + samples; down < downEnd; down += 1) {
      const at = (rows[down] ?? 0) * size.width
      for (let across = x * samples, end = across + samples; across < end; across += 1)
        sum += shown[at + (columns[across] ?? 0)] ?? 0
    }
    return Math.round(sum / (samples * samples))
  }

  return {
    show: ({ scale, left, top }, viewport, pixelRatio) => {
      place = { scale: scale * pixelRatio, left: left * pixelRatio, top: top * pixelRatio }
      fitToStage(canvas, viewport, pixelRatio)
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, canvas.width, canvas.height)
      paintPart(areaOf(size))
    },
    paint,
    setColor: (chosen) => {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(chosen.slice(at, at + 2), 16))
      color = (blue << 16) | (green << 8) | red
      paintPart(areaOf(size))
    },
    setFeather: (featherPx) => {
      if (featherPx === feather) return
      feather = featherPx
      shown = feather === 0 ? raster.coverage : featheredCoverage(raster, feather)
      paintPart(areaOf(size))
    },
    live: () => {
      context.setTransform(place.scale, 0, 0, place.scale, place.left, place.top)
      return context
    },
  }
}

/** As many pixels as it takes on the screen. */
export function fitToStage(canvas: HTMLCanvasElement, { width, height }: Size, pixelRatio: number): void {
  const wanted = { width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio) }
  // Even the same number, written again, would empty it and take new memory.
  if (canvas.width !== wanted.width) canvas.width = wanted.width
  if (canvas.height !== wanted.height) canvas.height = wanted.height
}

/** For each pixel of the canvas the columns (or rows) of the picture that it shows. */
function samplePlaces(
  from: number,
  to: number,
  offset: number,
  scale: number,
  samples: number,
  length: number,
): Int32Array {
  const places = new Int32Array((to - from) * samples)
  for (let at = 0; at < places.length; at += 1) {
    const middle = from + (at + 0.5) / samples
    places[at] = Math.min(length - 1, Math.max(0, Math.floor((middle - offset) / scale)))
  }
  return places
}

function featheredCoverage({ coverage, size }: MaskRaster, featherPx: number): Uint8Array<ArrayBuffer> {
  const feathered = new Uint8Array(coverage.length)
  const covered = coveredArea(coverage, size)
  if (isNoArea(covered)) return feathered
  const area = withinPicture(
    {
      left: covered.left - featherPx,
      top: covered.top - featherPx,
      right: covered.right + featherPx,
      bottom: covered.bottom + featherPx,
    },
    size,
  )
  const weights = featherByDistance(featherPx)
  forEachDistanceRow(coverage, size, area, true, featherPx, (row, squares) => {
    const at = row * size.width + area.left
    for (const [index, square] of squares.entries()) feathered[at + index] = weights[square] ?? 0
  })
  return feathered
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  return context
}
