import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readPngOrientation } from '../library/image-containers.ts'
import { readImageHeader } from '../library/image-header.ts'
import { decodePng, isPlainPng } from './decode-png.ts'
import type { Pixels } from './difference-hash.ts'
import { drawUpright } from './draw-upright.ts'
import { turnPixels } from './turn-pixels.ts'
import { webpColours } from './webp-colours.ts'

/**
 * A picture's pixels as they were written, upright, four bytes each, not premultiplied. The canvas keeps colours
 * multiplied by their alpha, and takes a PNG's remark on its gamma for a reason to shift them by one: what it would
 * change is read in other ways. A picture of another colour space comes as it is seen.
 */
export async function readPixels(bytes: Uint8Array): Promise<Result<Pixels, Failure>> {
  const header = readImageHeader(bytes)
  if (!header.ok) return header
  const { format } = header.value
  if (format === 'png' && isPlainPng(bytes)) {
    const pixels = decodePng(bytes)
    return pixels === null
      ? err({ kind: 'damaged-file', fileName: null })
      : ok(turnPixels(pixels, orientationOf(bytes)))
  }
  const drawn = await drawUpright(bytes)
  if (!drawn.ok) return drawn
  const pixels = pixelsOf(drawn.value)
  const colours = format === 'webp' ? webpColours(bytes) : null
  return ok(colours === null ? pixels : withAlpha(await drawOpaque(colours, pixels), pixels))
}

/** Added to black: the decoder hands on the alpha that the file still holds, as if colours were multiplied by it. */
async function drawOpaque(webp: Uint8Array, { width, height }: Pixels): Promise<Pixels> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillRect(0, 0, width, height)
  context.globalCompositeOperation = 'lighter'
  context.drawImage(await loadImage(webp), 0, 0)
  return pixelsOf(canvas)
}

const orientationOf = (png: Uint8Array): number =>
  readPngOrientation(new DataView(png.buffer, png.byteOffset, png.byteLength))

export const pixelsOf = (canvas: Canvas): Pixels =>
  canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)

function withAlpha(colours: Pixels, { data: alpha }: Pixels): Pixels {
  const data = Uint8ClampedArray.from(colours.data)
  for (let at = 3; at < data.length; at += 4) data[at] = alpha[at] ?? 255
  return { ...colours, data }
}
