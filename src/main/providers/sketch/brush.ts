import { type Canvas, type CanvasGradient, createCanvas, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { createSeededRandom, type SeededRandom } from '#shared/seeded-random.ts'
import { fade, type Hex, toRgb } from './colour.ts'
import type { Palette } from './palette.ts'

/** SVG path data, or a path that was built. */
export type Shape = string | Path2D
export type Point = readonly [x: number, y: number]
type Paint = string | CanvasGradient

/** Flat shapes and dotted shading, as a risograph prints them. */
export interface Brush {
  readonly context: SKRSContext2D
  readonly random: SeededRandom
  readonly palette: Palette
  /** For clipping. */
  path(shape: Shape): Path2D
  fill(shape: Shape, paint: Paint): void
  line(shape: Shape, paint: Paint, width: number): void
  /** Dots of one colour within the shape: none at `from`, dense at `to`. */
  shade(shape: Shape, colour: Hex, from: Point, to: Point): void
  ellipse(x: number, y: number, radiusX: number, radiusY: number, paint: Paint, turn?: number): void
  disc(x: number, y: number, radius: number, paint: Paint): void
  /** The soft dark on the ground below a thing. */
  shadow(x: number, y: number, radiusX: number, radiusY: number): void
  /** Light that fades outwards. */
  glow(x: number, y: number, radius: number, colour: Hex, opacity: number): void
  /** Top to bottom, in even steps. */
  gradient(top: number, bottom: number, colours: readonly Hex[]): CanvasGradient
  /** Draws elsewhere: `x`, `y` become the origin, and one unit becomes `scale`. */
  at(x: number, y: number, scale: number | Point, draw: () => void, turn?: number): void
}

/** `dotSize` is that of the grain, in pixels. */
export function createBrush(context: SKRSContext2D, palette: Palette, random: SeededRandom, dotSize: number): Brush {
  const dots = createDots()
  const toPath = (shape: Shape): Path2D => (typeof shape === 'string' ? new Path2D(shape) : shape)

  const brush: Brush = {
    context,
    random,
    palette,
    path: toPath,
    fill(shape, paint) {
      context.fillStyle = paint
      context.fill(toPath(shape))
    },
    line(shape, paint, width) {
      context.strokeStyle = paint
      context.lineWidth = width
      context.stroke(toPath(shape))
    },
    shade(shape, colour, [x, y], [endX, endY]) {
      const transform = context.getTransform()
      const length = Math.hypot(endX - x, endY - y)
      const rows = (length * Math.sqrt(Math.abs(transform.a * transform.d - transform.b * transform.c))) / dotSize
      const tile = dots(colour, Math.min(maxRows, 2 ** Math.ceil(Math.log2(Math.max(16, rows)))))
      const pattern = context.createPattern(tile, 'repeat-x')
      const [stepX, stepY] = [(endX - x) / tile.height, (endY - y) / tile.height]
      pattern.setTransform({
        a: stepY,
        b: -stepX,
        c: stepX,
        d: stepY,
        e: x,
        f: y,
      })
      context.fillStyle = pattern
      context.fill(toPath(shape))
    },
    ellipse(x, y, radiusX, radiusY, paint, turn = 0) {
      context.beginPath()
      context.ellipse(x, y, radiusX, radiusY, turn, 0, Math.PI * 2)
      context.fillStyle = paint
      context.fill()
    },
    disc(x, y, radius, paint) {
      brush.ellipse(x, y, radius, radius, paint)
    },
    shadow(x, y, radiusX, radiusY) {
      brush.at(x, y, [radiusX, radiusY], () => brush.glow(0, 0, 1, palette.ink, 0.42))
    },
    glow(x, y, radius, colour, opacity) {
      const light = context.createRadialGradient(x, y, 0, x, y, radius)
      light.addColorStop(0, fade(colour, opacity))
      light.addColorStop(0.5, fade(colour, opacity * 0.45))
      light.addColorStop(1, fade(colour, 0))
      brush.disc(x, y, radius, light)
    },
    gradient(top, bottom, colours) {
      const gradient = context.createLinearGradient(0, top, 0, bottom)
      for (const [index, colour] of colours.entries())
        gradient.addColorStop(index / Math.max(1, colours.length - 1), colour)
      return gradient
    },
    at(x, y, scale, draw, turn = 0) {
      const [scaleX, scaleY] = typeof scale === 'number' ? [scale, scale] : scale
      context.save()
      context.translate(x, y)
      context.rotate(turn)
      context.scale(scaleX, scaleY)
      draw()
      context.restore()
    },
  }
  context.lineCap = 'round'
  context.lineJoin = 'round'
  return brush
}

const tileWidth = 192
const maxRows = 2048

/** Tiles of random dots that thicken from top to bottom, one for each colour and length. */
function createDots(): (colour: Hex, rows: number) => Canvas {
  const tiles = new Map<string, Canvas>()
  return (colour, rows) => {
    const key = `${colour} ${rows}`
    const known = tiles.get(key)
    if (known !== undefined) return known
    const tile = createCanvas(tileWidth, rows)
    const context = tile.getContext('2d')
    const image = context.createImageData(tileWidth, rows)
    const pixels = new Uint32Array(image.data.buffer)
    const [red, green, blue] = toRgb(colour)
    // Little-endian RGBA, as every machine that runs Electron stores it.
    const dot = ((235 << 24) | (blue << 16) | (green << 8) | red) >>> 0
    for (let row = 0; row < rows; row++) {
      const density = (row / rows) ** 1.7 * 0.85 * 256
      for (let column = 0; column < tileWidth; column++) {
        const index = row * tileWidth + column
        if ((noise[index % noise.length] ?? 0) < density) pixels[index] = dot
      }
    }
    context.putImageData(image, 0, 0)
    tiles.set(key, tile)
    return tile
  }
}

/** The same random bytes for every tile. The length is prime, so that rows do not line up. */
const noise: Uint8Array = (() => {
  const random = createSeededRandom('dots')
  return Uint8Array.from({ length: 65_537 }, () => random.whole(0, 255))
})()

/** An even grain over the whole picture, as paper gives it. */
export function createGrainTile(): Canvas {
  const size = 256
  const tile = createCanvas(size, size)
  const context = tile.getContext('2d')
  const image = context.createImageData(size, size)
  const random = createSeededRandom('grain')
  for (let offset = 0; offset < image.data.length; offset += 4) {
    const value = random.chance(0.5) ? 255 : 0
    image.data.set([value, value, value, random.chance(0.3) ? 20 : 0], offset)
  }
  context.putImageData(image, 0, 0)
  return tile
}
