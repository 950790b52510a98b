/**
 * P(X ≤ `most`) of the binomial distribution over `trials`, with 0 < `chance` < 1. Exact up to rounding for any number of
 * trials: each term is reached from the one before by its logarithm, so that nothing overflows; a term below 1e-308
 * counts as 0.
 */
export function binomialLowerTail(most: number, trials: number, chance: number): number {
  const logOdds = Math.log(chance) - Math.log1p(-chance)
  let logTerm = trials * Math.log1p(-chance)
  let sum = 0
  for (let successes = 0; successes <= Math.min(most, trials); successes += 1) {
    sum += Math.exp(logTerm)
    logTerm += Math.log((trials - successes) / (successes + 1)) + logOdds
  }
  return Math.min(1, sum)
}
