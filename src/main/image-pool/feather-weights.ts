import { featherByDistance } from '#shared/masks/feather.ts'

/**
 * How much of the changed picture each pixel shows, 0–255: all of it inside, and outside less the farther it is from the
 * nearest pixel inside, nothing farther than `featherPx`. Distances are exact (Meijster, Roerdink and Hesselink, “A
 * general algorithm for computing distance transforms in linear time”, 2000; the second step is cut off at the feather).
 */
export function featherWeights(isInside: Uint8Array, width: number, featherPx: number): Uint8Array {
  const height = isInside.length / width
  const upright = distancesInColumns(isInside, width, height, featherPx + 1)
  const weightByDistance = featherByDistance(featherPx)
  const shown = new Uint8Array(isInside.length)
  const limit = featherPx ** 2
  for (let y = 0; y < height; y += 1) {
    const isFar = upright.subarray(y * width, (y + 1) * width).every((distance) => distance > featherPx)
    for (let x = isFar ? width : 0; x < width; x += 1) {
      const here = y * width + x
      let nearest = (upright[here] ?? 0) ** 2
      const [from, to] = [Math.max(0, x - featherPx), Math.min(width - 1, x + featherPx)]
      for (let column = from; column <= to && nearest > 0; column += 1) {
        const down = upright[y * width + column] ?? 0
        nearest = Math.min(nearest, (column - x) ** 2 + down * down)
      }
      shown[here] = nearest > limit ? 0 : (weightByDistance[nearest] ?? 0)
    }
  }
  return shown
}

/** To the nearest pixel inside in the same column, `most` where that is farther or there is none. */
function distancesInColumns(isInside: Uint8Array, width: number, height: number, most: number): Uint8Array {
  const distances = new Uint8Array(isInside.length)
  const walk = (start: number, step: number): void => {
    for (let x = 0; x < width; x += 1) {
      let distance = most
      for (let row = 0, at = start + x; row < height; row += 1, at += step) {
        distance = isInside[at] === 1 ? 0 : Math.min(most, distance + 1)
        distances[at] = step > 0 ? distance : Math.min(distances[at] ?? most, distance)
      }
    }
  }
  walk(0, width)
  walk((height - 1) * width, -width)
  return distances
}
