import { describe, expect, it } from 'vitest'
import { signTest } from './sign-test.ts'
import { decisiveVotesNeeded, moreVotesNeeded } from './votes-needed.ts'

/** Chance of p ≤ 0.05 when the first of two arms is preferred by 6 of 10, from each outcome by itself. */
function powerBySum(votes: number): number {
  let chance = 0.4 ** votes
  let sum = 0
  for (let wins = 0; wins <= votes; wins += 1) {
    if (signTest(wins, votes - wins) <= 0.05) sum += chance
    chance *= ((votes - wins) / (wins + 1)) * 1.5
  }
  return sum
}

describe('The votes needed to see a preference of 60 to 40', () => {
  it('are the first number from which on the power stays at 80 %', () => {
    const powers = Array.from({ length: 520 }, (_, votes) => powerBySum(votes))
    expect(decisiveVotesNeeded).toBe(powers.findLastIndex((power) => power < 0.8) + 1)
  })

  it('are more than the number at which it is reached for the first time', () => {
    // By scipy.stats.binom: 199 is the first, 209 the last that fails.
    expect([powerBySum(198) < 0.8, powerBySum(199) >= 0.8, powerBySum(209) < 0.8, decisiveVotesNeeded]).toEqual([
      true,
      true,
      true,
      210,
    ])
  })

  it('grow fewer with each decisive vote, down to none', () => {
    expect([0, 10, 209, 210, 900].map(moreVotesNeeded)).toEqual([210, 200, 1, 0, 0])
  })
})
