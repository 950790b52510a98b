/** From which coverage (0–255) on a pixel is one that may change. */
export const coveredFrom = 128

/**
 * Lengths of runs over the pixels row by row, in turns not covered and covered; sums up to all of them. The first may be
 * 0, no other is.
 */
export function toRuns(coverage: Uint8Array): readonly number[] {
  const runs: number[] = []
  let isCovered = false
  let from = 0
  for (let index = 0; index < coverage.length; index += 1) {
    if ((coverage[index] ?? 0) >= coveredFrom === isCovered) continue
    runs.push(index - from)
    from = index
    isCovered = !isCovered
  }
  if (coverage.length > from || runs.length === 0) runs.push(coverage.length - from)
  return runs
}

/** 255 where the runs cover, else 0. Runs that say more than `pixels` are cut off, and what they do not tell of is 0. */
export function fromRuns(runs: readonly number[], pixels: number): Uint8Array {
  const coverage = new Uint8Array(pixels)
  forEachCoveredRun(runs, pixels, (start, end) => coverage.fill(255, start, end))
  return coverage
}

/** Each covered run as places from `start` to before `end`, in order. */
export function forEachCoveredRun(
  runs: readonly number[],
  pixels: number,
  visit: (start: number, end: number) => void,
): void {
  let start = 0
  for (const [turn, length] of runs.entries()) {
    const end = Math.min(pixels, start + length)
    if (turn % 2 === 1 && end > start) visit(start, end)
    start = end
  }
}
