/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

interface Measured {
  readonly bench: string
  readonly metric: string
  readonly samples: readonly number[]
}

/**
 * Prints one line of JSON that `npm run bench` reads: what was measured beside the floor measured in the same run.
 * The ratio of the medians is what the limit applies to; the absolute figures belong to the computer.
 */
export function printFigure(
  figure: Measured & {
    readonly floorSamples: readonly number[]
    readonly limit: number
    /** What is compared instead of the medians: the value below which this share of the samples lie. */
    readonly share?: number
  },
): void {
  const { bench, metric, samples, floorSamples, limit, share = 0.5 } = figure
  const median = quantile(samples, 0.5)
  const p95 = quantile(samples, 0.95)
  const floor = quantile(floorSamples, share)
  const ratio = quantile(samples, share) / floor
  console.log(
    JSON.stringify({ bench, metric, n: samples.length, median, p95, floor, ratio, limit, ok: ratio <= limit }),
  )
}

/** The same where what a person feels sets an absolute limit: none of the samples may pass it. */
export function printBound({ bound, ...measured }: Measured & { readonly bound: number }): void {
  printFigure({ ...measured, floorSamples: [bound], limit: 1, share: 1 })
}
