import { encodePng } from '../providers/sketch/encode-png.ts'
import type { Pixels } from './difference-hash.ts'

/** Few steps, so that the picture stays small. */
const steps = 32

/** From amber, faint, to red, opaque: by the largest difference of a channel. */
const colourByDifference = Array.from({ length: 256 }, (_, difference) => {
  const share = difference === 0 ? 0 : Math.ceil(Math.sqrt(difference / 255) * steps) / steps
  const between = (from: number, to: number): number => Math.round(from + (to - from) * share)
  return [between(255, 214), between(196, 0), between(64, 26), difference === 0 ? 0 : between(110, 255)] as const
})

/** Where two pictures of one size differ and how much, as PNG; it can be seen through where they do not. */
export function drawHeatMap(before: Pixels, after: Pixels, differs: Uint8Array): Uint8Array {
  const { width, height } = before
  const map = new Uint8ClampedArray(width * height * 4)
  for (let index = 0; index < differs.length; index += 1) {
    if (differs[index] !== 1) continue
    const at = index * 4
    let difference = 1
    for (let channel = at; channel < at + 4; channel += 1)
      difference = Math.max(difference, Math.abs((before.data[channel] ?? 0) - (after.data[channel] ?? 0)))
    const [red, green, blue, alpha] = colourByDifference[difference] ?? [0, 0, 0, 0]
    map[at] = red
    map[at + 1] = green
    map[at + 2] = blue
    map[at + 3] = alpha
  }
  return encodePng(map, width, height, true)
}
