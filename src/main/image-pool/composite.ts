import { createCanvas } from '@napi-rs/canvas'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { encodePng } from '../providers/sketch/encode-png.ts'
import type { Pixels } from './difference-hash.ts'
import { featherWeights } from './feather-weights.ts'
import { readMask } from './read-mask.ts'
import { readPixels } from './read-pixels.ts'
import { scalePixels } from './scale-pixels.ts'

/**
 * The original with the masked part of what a model made of it, as PNG of the original's size. Inside the mask all is the
 * model's; farther than `featherPx` outside it every pixel is the original's, to the bit.
 */
export async function composite(job: {
  readonly original: Uint8Array
  readonly changed: Uint8Array
  /** PNG of the original's size; alpha 0 = inside. */
  readonly mask: Uint8Array
  readonly featherPx: number
}): Promise<Result<Uint8Array, Failure>> {
  const original = await readPixels(job.original)
  if (!original.ok) return original
  const changed = await readPixels(job.changed)
  if (!changed.ok) return changed
  const isInside = await readMask(job.mask, original.value)
  if (!isInside.ok) return isInside
  const { width, height } = original.value
  const shown = featherWeights(isInside.value, width, job.featherPx)
  const blended = blend(original.value, scalePixels(changed.value, original.value), shown)
  return ok(hasAlpha(blended) ? encodePng(blended, width, height, true) : await encodeOpaque(blended, width, height))
}

/** By the canvas, which filters lines and makes photographs a third smaller; opaque pixels come out of it as they are. */
async function encodeOpaque(rgba: Uint8ClampedArray, width: number, height: number): Promise<Uint8Array> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(width, height)
  image.data.set(rgba)
  context.putImageData(image, 0, 0)
  return canvas.encode('png')
}

/** Colours count as much as they are opaque: those of a pixel that nobody sees do not shine through. */
function blend(original: Pixels, changed: Pixels, shown: Uint8Array): Uint8ClampedArray {
  const blended = Uint8ClampedArray.from(original.data)
  for (let index = 0; index < shown.length; index += 1) {
    const weight = shown[index] ?? 0
    if (weight === 0) continue
    const at = index * 4
    if (weight === 255) {
      blended.set(changed.data.subarray(at, at + 4), at)
      continue
    }
    const share = weight / 255
    const [own, others] = [(1 - share) * (original.data[at + 3] ?? 0), share * (changed.data[at + 3] ?? 0)]
    const alpha = own + others
    for (let channel = at; channel < at + 3 && alpha > 0; channel += 1)
      blended[channel] = (own * (original.data[channel] ?? 0) + others * (changed.data[channel] ?? 0)) / alpha
    blended[at + 3] = alpha
  }
  return blended
}

function hasAlpha(rgba: Uint8ClampedArray): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return true
  return false
}
