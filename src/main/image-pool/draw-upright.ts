import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readPngOrientation } from '../library/image-containers.ts'
import { readImageHeader } from '../library/image-header.ts'
import { turnByOrientation } from './turn-by-orientation.ts'

/**
 * The first frame, upright (the decoder applies EXIF orientation), its longest side `longestSide` at most, transparency
 * kept. Nothing is decoded before its header is found whole and within the limits: the decoder would take anything that
 * begins like SVG, and a gigapixel too.
 */
export async function drawUpright(
  bytes: Uint8Array,
  longestSide = Number.POSITIVE_INFINITY,
): Promise<Result<Canvas, Failure>> {
  const header = readImageHeader(bytes)
  if (!header.ok) return header
  const image = await decode(bytes)
  if (!image.ok) return image

  // The decoder turns JPEGs by itself and PNGs not at all.
  const orientation =
    header.value.format === 'png'
      ? readPngOrientation(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      : 1
  const scale = Math.min(1, longestSide / Math.max(image.value.width, image.value.height))
  const width = Math.max(1, Math.round(image.value.width * scale))
  const height = Math.max(1, Math.round(image.value.height * scale))
  const canvas = orientation >= 5 ? createCanvas(height, width) : createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.setTransform(...turnByOrientation(orientation, canvas.width, canvas.height))
  context.drawImage(image.value, 0, 0, width, height)
  return ok(canvas)
}

async function decode(bytes: Uint8Array): Promise<Result<Image, Failure>> {
  try {
    const image = await loadImage(bytes)
    return image.width > 0 && image.height > 0 ? ok(image) : err({ kind: 'damaged-file', fileName: null })
  } catch (cause) {
    return err({ kind: 'damaged-file', fileName: null, detail: cause instanceof Error ? cause.message : String(cause) })
  }
}
