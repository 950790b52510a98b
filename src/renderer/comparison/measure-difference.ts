/** What two pictures of one size have not in common. */
export interface Difference {
  /** Four bytes a pixel: how far red, green and blue are apart, and the largest of them and of the opacity. */
  readonly deltas: Uint8ClampedArray<ArrayBuffer>
  /** How many pixels are apart by 0, 1, … 255 levels at most. */
  readonly counts: readonly number[]
}

/** Both as RGBA, four bytes a pixel. */
export function measureDifference(left: Uint8ClampedArray, right: Uint8ClampedArray): Difference {
  if (left.length !== right.length) throw new RangeError(`${left.length} and ${right.length} bytes`)
  const deltas = new Uint8ClampedArray(left.length)
  const counts = new Array<number>(256).fill(0)
  const delta = (index: number): number => Math.abs((left[index] ?? 0) - (right[index] ?? 0))
  for (let index = 0; index < left.length; index += 4) {
    const opacity = delta(index + 3)
    let largest = opacity
    for (let channel = index; channel < index + 3; channel += 1) {
      // Opacity has no colour of its own: it is seen as grey.
      const apart = Math.max(delta(channel), opacity)
      deltas[channel] = apart
      if (apart > largest) largest = apart
    }
    deltas[index + 3] = largest
    counts[largest] = (counts[largest] ?? 0) + 1
  }
  return { deltas, counts }
}

/** How many pixels are apart by more than `threshold` levels in some channel; at 0, exactly those that differ at all. */
export const countAbove = (counts: readonly number[], threshold: number): number =>
  counts.slice(threshold + 1).reduce((sum, count) => sum + count, 0)

/** Black where the two agree; elsewhere how far they are apart, times `gain`. Into RGBA of the same size. */
export function paintDifference(
  deltas: Uint8ClampedArray,
  { threshold, gain }: { readonly threshold: number; readonly gain: number },
  into: Uint8ClampedArray,
): void {
  for (let index = 0; index < deltas.length; index += 4) {
    const isShown = (deltas[index + 3] ?? 0) > threshold
    for (let channel = index; channel < index + 3; channel += 1)
      into[channel] = isShown ? (deltas[channel] ?? 0) * gain : 0
    into[index + 3] = 255
  }
}

export type Share = { readonly kind: 'none' | 'all' | 'trace' } | { readonly kind: 'part'; readonly percent: number }

/** In percent, to two places. Rounding never makes nothing or everything of a part: `trace` is less than 0.01 %. */
export function shareOf(count: number, total: number): Share {
  if (count === 0) return { kind: 'none' }
  if (count === total) return { kind: 'all' }
  const percent = (100 * count) / total
  return percent < 0.01
    ? { kind: 'trace' }
    : { kind: 'part', percent: Math.min(Math.round(percent * 100) / 100, 99.99) }
}
