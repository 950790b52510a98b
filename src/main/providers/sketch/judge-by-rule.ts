import type { Judgement } from '../text-provider.ts'

/** Shares of edges that are this near to each other count as the same. */
const sameWithin = 0.02

/**
 * Which of two pictures has more edges. It is no judgement of quality, and is told as what it is: it only lets a second
 * judge be seen at work where there is no network.
 */
export const judgeByRule = (leftShare: number, rightShare: number): Judgement['verdict'] => {
  if (Math.abs(leftShare - rightShare) <= sameWithin * Math.max(leftShare, rightShare)) return 'tie'
  return leftShare > rightShare ? 'left' : 'right'
}
