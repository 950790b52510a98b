import type { Pixels } from './difference-hash.ts'

/** Stands a picture upright, by EXIF orientation, without touching a colour. */
export function turnPixels(pixels: Pixels, orientation: number): Pixels {
  const place = placeOf(orientation, pixels)
  if (place === null) return pixels
  const { width, height, data } = pixels
  const isOnItsSide = orientation >= 5
  const turned = { width: isOnItsSide ? height : width, height: isOnItsSide ? width : height }
  const to = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [left, top] = place(x, y)
      const from = (y * width + x) * 4
      to.set(data.subarray(from, from + 4), (top * turned.width + left) * 4)
    }
  return { ...turned, data: to }
}

/** Where a pixel of the file stands in the upright picture; `null` = where it is. */
function placeOf(
  orientation: number,
  { width, height }: Pixels,
): ((x: number, y: number) => readonly [number, number]) | null {
  const [right, bottom] = [width - 1, height - 1]
  switch (orientation) {
    case 2:
      return (x, y) => [right - x, y]
    case 3:
      return (x, y) => [right - x, bottom - y]
    case 4:
      return (x, y) => [x, bottom - y]
    case 5:
      return (x, y) => [y, x]
    case 6:
      return (x, y) => [bottom - y, x]
    case 7:
      return (x, y) => [bottom - y, right - x]
    case 8:
      return (x, y) => [y, right - x]
    default:
      return null
  }
}
