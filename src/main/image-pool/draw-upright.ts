import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Dimensions } from '#shared/size-problem.ts'
import { readPngOrientation } from '../library/image-containers.ts'
import { readImageHeader } from '../library/image-header.ts'
import { sizeSvg } from './size-svg.ts'
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
  const image = await decode(
    header.value.format === 'svg' ? sizeSvg(bytes, header.value, fittingSize(header.value, longestSide)) : bytes,
  )
  if (!image.ok) return image

  // The decoder turns JPEGs by itself and PNGs not at all.
  const orientation =
    header.value.format === 'png'
      ? readPngOrientation(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      : 1
  const { width, height } = fittingSize(image.value, longestSide)
  const canvas = orientation >= 5 ? createCanvas(height, width) : createCanvas(width, height)
  const context = canvas.getContext('2d')
  // Of mipmaps. What is called high looks at 16 pixels around each place, which is too few for a picture of 2048.
  context.imageSmoothingQuality = 'medium'
  context.setTransform(...turnByOrientation(orientation, canvas.width, canvas.height))
  context.drawImage(image.value, 0, 0, width, height)
  return ok(canvas)
}

function fittingSize(of: Dimensions, longestSide: number): Dimensions {
  const scale = Math.min(1, longestSide / Math.max(of.width, of.height))
  return { width: Math.max(1, Math.round(of.width * scale)), height: Math.max(1, Math.round(of.height * scale)) }
}

async function decode(bytes: Uint8Array): Promise<Result<Image, Failure>> {
  try {
    const image = await loadImage(bytes)
    return image.width > 0 && image.height > 0 ? ok(image) : err({ kind: 'damaged-file', fileName: null })
  } catch (cause) {
    return err({ kind: 'damaged-file', fileName: null, detail: cause instanceof Error ? cause.message : String(cause) })
  }
}
