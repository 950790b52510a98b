export interface Interval {
  readonly low: number
  readonly high: number
}

/** Two-sided 95 % point of the normal distribution. */
const z = 1.959963984540054

/**
 * 95 % score interval of a proportion, without continuity correction: E. B. Wilson, JASA 22 (1927), 209–212; method 3 of
 * R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872. Unlike p ± 1.96·√(p(1−p)/n) it stays within 0–1 and has a
 * width when all votes go one way. Of no votes nothing is known: 0–1.
 */
export function wilsonInterval(wins: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 }
  const share = wins / total
  const middle = share + z ** 2 / (2 * total)
  const reach = z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2))
  const scale = 1 + z ** 2 / total
  // At the very ends the bound is 0 or 1, which rounding misses by some 1e-17.
  return {
    low: wins === 0 ? 0 : (middle - reach) / scale,
    high: wins === total ? 1 : (middle + reach) / scale,
  }
}
