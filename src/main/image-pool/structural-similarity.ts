import type { Pixels } from './difference-hash.ts'

/** Pixels along each side of what is compared at once. */
const windowSize = 11
const windowPixels = windowSize ** 2
/** (0.01 × 255)² and (0.03 × 255)². */
const c1 = (0.01 * 255) ** 2
const c2 = (0.03 * 255) ** 2

/**
 * SSIM of each part, the mean over the windows whose middle lies in it; `null` = none does. `isInside` as `readMask`
 * answers. Both pictures have one size.
 *
 * The figures are those of ssim.js 3.5 (`ssim: 'weber', downsample: false`) to the last digit, roundings included; its
 * own code takes most of a second for them and gigabytes for a large picture. Z. Wang et al., “Image quality assessment:
 * from error visibility to structural similarity”, IEEE TIP 13 (4), 2004.
 */
export function structuralSimilarity(
  before: Pixels,
  after: Pixels,
  isInside: Uint8Array,
): { readonly inside: number | null; readonly outside: number | null } {
  const { width, height } = before
  const [one, other] = [toGrey(before), toGrey(after)]
  const column = (): Int32Array => new Int32Array(windowSize + width)
  /** Of each column, over the rows of the window; before the first, as many that are empty. */
  const [sumOne, sumOther, squareOne, squareOther, product] = [column(), column(), column(), column(), column()]
  const addRow = (row: number, sign: 1 | -1): void => {
    for (let x = windowSize, at = row * width; x < sumOne.length; x += 1, at += 1) {
      const a = one[at] ?? 0
      const b = other[at] ?? 0
      sumOne[x] = (sumOne[x] ?? 0) + sign * a
      sumOther[x] = (sumOther[x] ?? 0) + sign * b
      squareOne[x] = (squareOne[x] ?? 0) + sign * a * a
      squareOther[x] = (squareOther[x] ?? 0) + sign * b * b
      product[x] = (product[x] ?? 0) + sign * a * b
    }
  }
  const margin = (windowSize - 1) / 2
  const inside = { sum: 0, count: 0 }
  const outside = { sum: 0, count: 0 }
  for (let y = 0; y < height; y += 1) {
    addRow(y, 1)
    if (y >= windowSize) addRow(y - windowSize, -1)
    if (y < windowSize - 1) continue
    let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0]
    for (let x = 0; x < width; x += 1) {
      const come = x + windowSize
      a += (sumOne[come] ?? 0) - (sumOne[x] ?? 0)
      b += (sumOther[come] ?? 0) - (sumOther[x] ?? 0)
      aa += (squareOne[come] ?? 0) - (squareOne[x] ?? 0)
      bb += (squareOther[come] ?? 0) - (squareOther[x] ?? 0)
      ab += (product[come] ?? 0) - (product[x] ?? 0)
      if (x < windowSize - 1) continue
      const part = isInside[(y - margin) * width + x - margin] === 1 ? inside : outside
      part.sum += similarity(a, b, aa, bb, ab)
      part.count += 1
    }
  }
  return { inside: meanOf(inside), outside: meanOf(outside) }
}

const meanOf = ({ sum, count }: { readonly sum: number; readonly count: number }): number | null =>
  count === 0 ? null : sum / count

/** Of one window, by the sums over it. */
function similarity(a: number, b: number, aa: number, bb: number, ab: number): number {
  const meanA = a / windowPixels
  const meanB = b / windowPixels
  const varianceA = rounded(aa / windowPixels - meanA * meanA)
  const varianceB = rounded(bb / windowPixels - meanB * meanB)
  const covariance = rounded(ab / windowPixels - meanA * meanB)
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    (meanA * meanA + meanB * meanB + c1) /
    (varianceA + varianceB + c2)
  )
}

/** ssim.js keeps variances in whole 1024ths. */
const rounded = (value: number): number => Math.trunc(1024 * value) / 1024

/** Over white: SSIM knows no alpha. */
function toGrey({ data }: Pixels): Uint8Array {
  const grey = new Uint8Array(data.length / 4)
  for (let index = 0; index < grey.length; index += 1) {
    const at = index * 4
    const alpha = data[at + 3] ?? 255
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    const opaque = (77 * red + 150 * green + 29 * blue + 128) >> 8
    grey[index] = alpha === 255 ? opaque : Math.round(255 + (alpha / 255) * (opaque - 255))
  }
  return grey
}
