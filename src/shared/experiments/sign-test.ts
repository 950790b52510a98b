import { binomialLowerTail } from './binomial-lower-tail.ts'

/**
 * Exact two-sided sign test: how likely votes between equal arms fall at least as unevenly as these did (W. J. Dixon and
 * A. M. Mood, JASA 41 (1946), 557–566; the same as a binomial test of 1/2). Ties have no sign and are left out. 1 when
 * there are no votes.
 */
export const signTest = (wins: number, losses: number): number =>
  Math.min(1, 2 * binomialLowerTail(Math.min(wins, losses), wins + losses, 0.5))
