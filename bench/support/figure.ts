/** The value below which `share` of the sorted samples lie. */
const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/**
 * Prints one line of JSON that `npm run bench` reads: what was measured beside the floor measured in the same run.
 * The ratio of the medians is what the limit applies to; the absolute figures belong to the computer.
 */
export function printFigure(figure: {
  readonly bench: string
  readonly metric: string
  readonly samples: readonly number[]
  readonly floorSamples: readonly number[]
  readonly limit: number
}): void {
  const { bench, metric, samples, floorSamples, limit } = figure
  const median = quantile(samples, 0.5)
  const floor = quantile(floorSamples, 0.5)
  const ratio = median / floor
  const line = { bench, metric, n: samples.length, median, p95: quantile(samples, 0.95), floor, ratio, limit }
  console.log(JSON.stringify({ ...line, ok: ratio <= limit }))
}
