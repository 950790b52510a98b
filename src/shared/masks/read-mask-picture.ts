import type { PictureSize } from './mask-history.ts'

/** What of a mask's picture says that a pixel is to be changed: that it is transparent, opaque, white or black. */
export const maskPolarities = ['transparent', 'opaque', 'white', 'black'] as const
export type MaskPolarity = (typeof maskPolarities)[number]

/** Coverage of each pixel (0 or 255) from a picture's RGBA. */
export function readMaskPicture(pixels: Uint8ClampedArray, polarity: MaskPolarity): Uint8Array {
  const coverage = new Uint8Array(pixels.length / 4)
  for (let at = 0; at < coverage.length; at += 1) coverage[at] = isChanged(pixels, at * 4, polarity) ? 255 : 0
  return coverage
}

function isChanged(pixels: Uint8ClampedArray, at: number, polarity: MaskPolarity): boolean {
  const isOpaque = (pixels[at + 3] ?? 0) >= 128
  switch (polarity) {
    case 'transparent':
      return !isOpaque
    case 'opaque':
      return isOpaque
    case 'white':
      return isOpaque && isLight(pixels, at)
    case 'black':
      return isOpaque && !isLight(pixels, at)
  }
}

/** Luma of ITU-R BT.601, as grey pictures are made of coloured ones. */
const isLight = (pixels: Uint8ClampedArray, at: number): boolean =>
  299 * (pixels[at] ?? 0) + 587 * (pixels[at + 1] ?? 0) + 114 * (pixels[at + 2] ?? 0) >= 128_000

/**
 * Which polarity a mask's picture most likely has. Transparency is OpenAI's; without any, what is to be changed is seldom
 * at the edge, so that the edge's colour is the one that is kept, and white is changed where the edge does not tell.
 */
export function recognisePolarity(pixels: Uint8ClampedArray, { width, height }: PictureSize): MaskPolarity {
  for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) < 128) return 'transparent'
  let [light, dark] = [0, 0]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1))
      if (isLight(pixels, (y * width + x) * 4)) light += 1
      else dark += 1
  return light > dark ? 'black' : 'white'
}
