import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArmVote, Verdict } from './arm-vote.ts'
import { readVerdict, type VerdictReading } from './read-verdict.ts'

const [plain, augmented] = [7, 3]

/** Wins of the first arm stand left and right in turn. */
const votesOf = (wins: number, losses: number): readonly ArmVote[] =>
  Array.from({ length: wins + losses }, (_, index) => {
    const isFirstLeft = index % 2 === 0
    return {
      leftArmId: isFirstLeft ? plain : augmented,
      rightArmId: isFirstLeft ? augmented : plain,
      verdict: index < wins === isFirstLeft ? 'left' : 'right',
    }
  })

const read = (wins: number, losses: number, pairsLeft: number): VerdictReading =>
  readVerdict({ votes: votesOf(wins, losses), firstArmId: plain, secondArmId: augmented, pairsLeft })

describe('readVerdict', () => {
  it('counts for the arms, whichever side they stood on, and passes others over', () => {
    const vote = (leftArmId: number, rightArmId: number, verdict: Verdict): ArmVote => ({
      leftArmId,
      rightArmId,
      verdict,
    })
    const votes = [
      vote(plain, augmented, 'left'),
      vote(augmented, plain, 'right'),
      vote(augmented, plain, 'left'),
      vote(plain, augmented, 'tie'),
      vote(augmented, plain, 'both-bad'),
      vote(augmented, plain, 'both-bad'),
      vote(plain, 99, 'left'),
      vote(99, augmented, 'left'),
    ]
    const reading = readVerdict({ votes, firstArmId: plain, secondArmId: augmented, pairsLeft: 4 })
    // scipy.stats.binomtest(2, 3).proportion_ci(method='wilson')
    expect(reading.interval.low).toBeCloseTo(0.20766, 6)
    expect(reading.interval.high).toBeCloseTo(0.938508, 6)
    expect(reading).toEqual({
      n: 6,
      wins: 2,
      losses: 1,
      ties: 1,
      bothBad: 2,
      winRate: 2 / 3,
      interval: reading.interval,
      p: 1,
      conclusion: 'too-few',
      moreVotesNeeded: 207,
    })
  })

  it('has no win rate without a decisive vote', () => {
    expect(readVerdict({ votes: [], firstArmId: plain, secondArmId: augmented, pairsLeft: 0 })).toEqual({
      n: 0,
      wins: 0,
      losses: 0,
      ties: 0,
      bothBad: 0,
      winRate: null,
      interval: { low: 0, high: 1 },
      p: 1,
      conclusion: 'too-few',
      moreVotesNeeded: 210,
    })
  })

  it.each([
    // p = 0.031: enough where the plan ends, not for somebody who looks after each vote.
    [6, 0, 0, 'first-better', 0],
    [6, 0, 10, 'too-few', 204],
    [0, 6, 0, 'second-better', 0],
    // p = 0.00195 and 0.00098
    [10, 0, 1, 'too-few', 200],
    [0, 11, 1, 'second-better', 0],
    // p = 0.109
    [8, 2, 0, 'too-few', 200],
    [105, 104, 0, 'too-few', 1],
    [105, 105, 0, 'no-difference-seen', 0],
    [105, 105, 90, 'no-difference-seen', 0],
    // p = 0.039: a winner at the end; before it, neither a winner nor none.
    [121, 90, 0, 'first-better', 0],
    [121, 90, 17, 'too-few', 17],
  ] as const)('%i to %i with %i pairs left: %s', (wins, losses, pairsLeft, conclusion, moreVotesNeeded) => {
    const reading = read(wins, losses, pairsLeft)
    expect({ conclusion: reading.conclusion, moreVotesNeeded: reading.moreVotesNeeded }).toEqual({
      conclusion,
      moreVotesNeeded,
    })
  })

  it('reads the same from the other arm', () => {
    const mirrored = {
      'first-better': 'second-better',
      'second-better': 'first-better',
      'too-few': 'too-few',
      'no-difference-seen': 'no-difference-seen',
    } as const
    fc.assert(
      fc.property(fc.nat(150), fc.nat(150), fc.nat(3), (wins, losses, pairsLeft) => {
        const reading = read(wins, losses, pairsLeft)
        const other = readVerdict({
          votes: votesOf(wins, losses),
          firstArmId: augmented,
          secondArmId: plain,
          pairsLeft,
        })
        expect(other).toMatchObject({
          wins: losses,
          losses: wins,
          p: reading.p,
          conclusion: mirrored[reading.conclusion],
          moreVotesNeeded: reading.moreVotesNeeded,
        })
        expect(other.interval.low).toBeCloseTo(1 - reading.interval.high, 12)
      }),
    )
  })

  /** How often somebody who looks after each vote and stops at a winner is told of one between equal arms. */
  function wrongWinners(plan: number, isWinner: (wins: number, losses: number, pairsLeft: number) => boolean): number {
    let chanceByWins = [1]
    let wrong = 0
    for (let votes = 1; votes <= plan; votes += 1) {
      const next = Array.from(
        { length: votes + 1 },
        (_, wins) => ((chanceByWins[wins - 1] ?? 0) + (chanceByWins[wins] ?? 0)) / 2,
      )
      chanceByWins = next.map((chance, wins) => {
        if (chance === 0 || !isWinner(wins, votes - wins, plan - votes)) return chance
        wrong += chance
        return 0
      })
    }
    return wrong
  }
  const saysWinner = (wins: number, losses: number, pairsLeft: number): boolean =>
    ['first-better', 'second-better'].includes(read(wins, losses, pairsLeft).conclusion)

  it.each([4, 8, 12, 16, 20, 32, 44, 100, 210])(
    'names a winner between equal arms in about 5 of 100 plans of %i votes, though looked at after each',
    (plan) => {
      expect(wrongWinners(plan, saysWinner)).toBeLessThan(0.0505)
    },
  )

  it('would name one in 29 of 100 if it took 0.05 for enough at each look', () => {
    const isCareless = (wins: number, losses: number): boolean => saysWinner(wins, losses, 0)
    expect(wrongWinners(210, isCareless)).toBeCloseTo(0.2878, 4)
  })
})
