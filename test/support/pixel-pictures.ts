import { encodePng } from '#main/providers/sketch/encode-png.ts'
import { createSeededRandom } from '#shared/seeded-random.ts'

/** Pixels of which every one is known, as a PNG that keeps each of them. */
export interface KnownPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
  readonly png: Uint8Array
}

export function pictureOf(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => readonly [number, number, number, number],
): KnownPicture {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set(colourAt(x, y), (y * width + x) * 4)
  return { width, height, data, png: encodePng(data, width, height, true) }
}

/** No pixel like the next; with `hasAlpha` most of them can be seen through. */
export function noise(width: number, height: number, seed: string, hasAlpha = false): KnownPicture {
  const random = createSeededRandom(seed)
  const byte = (): number => random.whole(0, 255)
  return pictureOf(width, height, () => [byte(), byte(), byte(), hasAlpha ? byte() : 255])
}

/** Alpha 0 where the picture is to be changed. */
export const maskOf = (width: number, height: number, isInside: (x: number, y: number) => boolean): Uint8Array =>
  pictureOf(width, height, (x, y) => [0, 0, 0, isInside(x, y) ? 0 : 255]).png
