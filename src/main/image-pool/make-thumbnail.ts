import { createCanvas, type Image, loadImage } from '@napi-rs/canvas'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { readImageHeader } from '../library/image-header.ts'

const longestSide = 512
const webpQuality = 80

/**
 * The first frame, upright (the decoder applies EXIF orientation), never enlarged, transparency kept. Nothing is
 * decoded before its header is found whole and within the limits: the decoder would take SVG and a gigapixel too.
 */
export async function makeThumbnail(bytes: Uint8Array): Promise<Result<Uint8Array, Failure>> {
  const header = readImageHeader(bytes)
  if (!header.ok) return header
  const image = await decode(bytes)
  if (!image.ok) return image

  const { width, height } = image.value
  const scale = Math.min(1, longestSide / Math.max(width, height))
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)))
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image.value, 0, 0, canvas.width, canvas.height)
  return ok(await canvas.encode('webp', webpQuality))
}

async function decode(bytes: Uint8Array): Promise<Result<Image, Failure>> {
  try {
    const image = await loadImage(bytes)
    return image.width > 0 && image.height > 0 ? ok(image) : err({ kind: 'damaged-file', fileName: null })
  } catch (cause) {
    return err({ kind: 'damaged-file', fileName: null, detail: cause instanceof Error ? cause.message : String(cause) })
  }
}
