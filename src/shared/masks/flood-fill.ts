import type { PictureSize } from './mask-history.ts'
import { toRuns } from './runs.ts'

/**
 * The pixels that hang together with the one at `x`, `y` by their sides and whose channels (RGBA, 8 bit) are at most
 * `tolerance` (0–255) away from its own, as runs. Outside of the picture there is nothing.
 */
export function floodFill(
  pixels: Uint8ClampedArray,
  { width, height }: PictureSize,
  { x, y }: { readonly x: number; readonly y: number },
  tolerance: number,
): readonly number[] {
  const filled = new Uint8Array(width * height)
  if (x < 0 || y < 0 || x >= width || y >= height) return toRuns(filled)
  const start = Math.floor(y) * width + Math.floor(x)
  const wanted = pixels.slice(start * 4, start * 4 + 4)
  const [red = 0, green = 0, blue = 0, alpha = 0] = wanted
  const fits = (at: number): boolean =>
    filled[at] === 0 &&
    Math.abs((pixels[at * 4] ?? 0) - red) <= tolerance &&
    Math.abs((pixels[at * 4 + 1] ?? 0) - green) <= tolerance &&
    Math.abs((pixels[at * 4 + 2] ?? 0) - blue) <= tolerance &&
    Math.abs((pixels[at * 4 + 3] ?? 0) - alpha) <= tolerance

  const waiting = [start]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (!fits(at)) continue
    const row = Math.floor(at / width) * width
    let left = at
    while (left > row && fits(left - 1)) left -= 1
    let right = at + 1
    while (right < row + width && fits(right)) right += 1
    filled.fill(255, left, right)
    for (const other of [row - width, row + width]) {
      if (other < 0 || other >= filled.length) continue
      // One place of each stretch above and below is enough: the rest is found from there.
      for (let place = left - row + other, end = right - row + other, wasFitting = false; place < end; place += 1) {
        const isFitting = fits(place)
        if (isFitting && !wasFitting) waiting.push(place)
        wasFitting = isFitting
      }
    }
  }
  return toRuns(filled)
}
