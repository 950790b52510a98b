import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { differenceHash } from './difference-hash.ts'
import { drawUpright } from './draw-upright.ts'

const longestSide = 512
const webpQuality = 80

export interface Thumbnail {
  readonly webp: Uint8Array
  /** What it looks like (`differenceHash`). */
  readonly dHash: string
}

/** The first frame, upright, never enlarged, transparency kept. */
export async function makeThumbnail(bytes: Uint8Array): Promise<Result<Thumbnail, Failure>> {
  const drawn = await drawUpright(bytes, longestSide)
  if (!drawn.ok) return drawn
  const canvas = drawn.value
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return ok({ webp: await canvas.encode('webp', webpQuality), dHash: differenceHash(pixels) })
}
