import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { drawUpright } from './draw-upright.ts'
import type { Redrawing } from './messages.ts'

/** A picture drawn anew as PNG; what as, `messages.ts` says. */
export async function redraw(
  bytes: Uint8Array,
  as: Redrawing,
  longestSide: number | null = null,
): Promise<Result<Uint8Array, Failure>> {
  const drawn = await drawUpright(bytes, longestSide ?? Number.POSITIVE_INFINITY)
  if (!drawn.ok) return drawn
  const canvas = drawn.value
  if (as !== 'upright') {
    const context = canvas.getContext('2d')
    const picture = context.getImageData(0, 0, canvas.width, canvas.height)
    alphaToGrey(picture.data, as === 'white-is-changed')
    context.putImageData(picture, 0, 0)
  }
  return ok(await canvas.encode('png'))
}

/** Changed where it is transparent becomes changed where it is white (or black); half-transparent becomes grey. */
function alphaToGrey(rgba: Uint8ClampedArray, isWhiteChanged: boolean): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 0
    rgba.fill(isWhiteChanged ? 255 - alpha : alpha, at, at + 3)
    rgba[at + 3] = 255
  }
}
