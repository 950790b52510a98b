import { type Area, areaOf, isNoArea, withinPicture } from '#shared/masks/area.ts'
import { featherByDistance } from '#shared/masks/feather.ts'
import { coveredArea, forEachDistanceRow } from '#shared/masks/grow.ts'
import type { MaskRaster } from '#shared/masks/mask-raster.ts'

/** The raster in one colour on a canvas of the picture's size, which the compositor scales. */
export interface Overlay {
  readonly context: CanvasRenderingContext2D
  readonly paint: (area: Area) => void
  readonly setColor: (color: string) => void
  /** How far the mask fades into the rest, as in what is put together; 0 = it is shown as it is. */
  readonly setFeather: (featherPx: number) => void
}

/** As much as is handed over at once, so that a whole picture is never in memory twice. */
const bandRows = 128

export function createOverlay(canvas: HTMLCanvasElement, raster: MaskRaster): Overlay {
  const context = contextOf(canvas)
  const { size } = raster
  let color = [0, 0, 0]
  let feather = 0

  function paint(area: Area): void {
    if (isNoArea(area)) return
    if (feather > 0) {
      paintFeathered()
      return
    }
    for (let top = area.top; top < area.bottom; top += bandRows) {
      const bottom = Math.min(area.bottom, top + bandRows)
      const width = area.right - area.left
      const pixels = context.createImageData(width, bottom - top)
      for (let row = top, to = 0; row < bottom; row += 1)
        for (let from = row * size.width + area.left, end = from + width; from < end; from += 1, to += 4)
          putPixel(pixels.data, to, color, raster.coverage[from] ?? 0)
      context.putImageData(pixels, area.left, top)
    }
  }

  function paintFeathered(): void {
    context.clearRect(0, 0, size.width, size.height)
    const shown = featherByDistance(feather)
    const covered = coveredArea(raster.coverage, size)
    if (isNoArea(covered)) return
    const area = withinPicture(
      {
        left: covered.left - feather,
        top: covered.top - feather,
        right: covered.right + feather,
        bottom: covered.bottom + feather,
      },
      size,
    )
    const pixels = context.createImageData(area.right - area.left, 1)
    forEachDistanceRow(raster.coverage, size, area, true, feather, (row, squares) => {
      for (const [index, square] of squares.entries()) putPixel(pixels.data, index * 4, color, shown[square] ?? 0)
      context.putImageData(pixels, area.left, row)
    })
  }

  return {
    context,
    paint,
    setColor: (chosen) => {
      color = [1, 3, 5].map((at) => Number.parseInt(chosen.slice(at, at + 2), 16))
      context.save()
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.globalCompositeOperation = 'source-in'
      context.fillStyle = chosen
      context.fillRect(0, 0, size.width, size.height)
      context.restore()
    },
    setFeather: (featherPx) => {
      if (featherPx === feather) return
      feather = featherPx
      paint(areaOf(size))
    },
  }
}

function putPixel(pixels: Uint8ClampedArray, at: number, color: readonly number[], alpha: number): void {
  pixels[at] = color[0] ?? 0
  pixels[at + 1] = color[1] ?? 0
  pixels[at + 2] = color[2] ?? 0
  pixels[at + 3] = alpha
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  return context
}
