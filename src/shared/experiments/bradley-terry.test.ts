import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSeededRandom } from '../seeded-random.ts'
import type { ArmVote, Verdict } from './arm-vote.ts'
import { type ArmStrength, bradleyTerry } from './bradley-terry.ts'

const vote = (leftArmId: number, rightArmId: number, verdict: Verdict): ArmVote => ({ leftArmId, rightArmId, verdict })
const times = (count: number, one: ArmVote): readonly ArmVote[] => Array.from({ length: count }, () => one)
const strengthsOf = (arms: readonly ArmStrength[]): readonly number[] => arms.map(({ strength }) => strength)

describe('bradleyTerry', () => {
  it('fits the American League of 1987 as published', () => {
    // A. Agresti, Categorical Data Analysis (1990), table 10.5: rows won over columns. Abilities beside Baltimore's as in
    // the vignette of R's BradleyTerry2 (H. Turner and D. Firth, Journal of Statistical Software 48 (2012), issue 9).
    const teams = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore']
    const won = [
      [0, 7, 9, 7, 7, 9, 11],
      [6, 0, 7, 5, 11, 9, 9],
      [4, 6, 0, 7, 7, 8, 12],
      [6, 8, 6, 0, 6, 7, 10],
      [6, 2, 6, 7, 0, 7, 12],
      [4, 4, 5, 6, 6, 0, 6],
      [2, 4, 1, 3, 1, 7, 0],
    ]
    const votes = won.flatMap((row, winner) =>
      row.flatMap((count, loser) =>
        times(count, loser < winner ? vote(loser, winner, 'right') : vote(winner, loser, 'left')),
      ),
    )
    const strengths = strengthsOf(
      bradleyTerry({
        armIds: teams.map((_, team) => team),
        votes,
        random: createSeededRandom('1987'),
        priorWins: 0,
        resamples: 0,
      }),
    )
    expect(strengths.map((strength) => Math.log(strength / (strengths[6] ?? 0)).toFixed(4))).toEqual([
      '1.5814',
      '1.4364',
      '1.2945',
      '1.2476',
      '1.1077',
      '0.6839',
      '0.0000',
    ])
    expect(strengths.reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(1, 12)
  })

  const anyVote = (armIds: readonly number[]) =>
    fc
      .tuple(
        fc.shuffledSubarray([...armIds], { minLength: 2, maxLength: 2 }),
        fc.constantFrom<Verdict>('left', 'right', 'tie', 'both-bad'),
      )
      .map(([[left = 0, right = 0], verdict]) => vote(left, right, verdict))

  it('wins as often in the model as in the votes, with the prior counted in', () => {
    // Where the likelihood is greatest, expected and observed wins of each arm are equal.
    const question = fc.integer({ min: 2, max: 4 }).chain((size) => {
      const armIds = [11, 5, 8, 2].slice(0, size)
      return fc.record({ armIds: fc.constant(armIds), votes: fc.array(anyVote(armIds), { maxLength: 60 }) })
    })
    fc.assert(
      fc.property(question, ({ armIds, votes }) => {
        const arms = bradleyTerry({ armIds, votes, random: createSeededRandom('any'), resamples: 0 })
        for (const { armId, strength } of arms) {
          const others = arms.filter((other) => other.armId !== armId)
          let observed = 0.5 * others.length
          let expected = others.reduce((sum, other) => sum + strength / (strength + other.strength), 0)
          for (const { leftArmId, rightArmId, verdict } of votes) {
            const other = others.find((one) => one.armId === (leftArmId === armId ? rightArmId : leftArmId))
            if (verdict === 'both-bad' || other === undefined || (leftArmId !== armId && rightArmId !== armId)) continue
            observed += verdict === 'tie' ? 0.5 : (verdict === 'left') === (leftArmId === armId) ? 1 : 0
            expected += strength / (strength + other.strength)
          }
          expect(expected).toBeCloseTo(observed, 6)
        }
        expect(strengthsOf(arms).reduce((sum, strength) => sum + strength, 0)).toBeCloseTo(1, 12)
      }),
    )
  })

  it('keeps an arm that never lost finite, and says of two arms (wins + ½) / (votes + 1)', () => {
    const votes = [...times(5, vote(1, 2, 'left')), ...times(3, vote(2, 1, 'right'))]
    const arms = bradleyTerry({ armIds: [1, 2], votes, random: createSeededRandom('sweep') })
    expect(arms.map(({ armId, interval }) => ({ armId, interval }))).toEqual([
      { armId: 1, interval: null },
      { armId: 2, interval: null },
    ])
    expect(arms[0]?.strength).toBeCloseTo(8.5 / 9, 8)
    expect(arms[1]?.strength).toBeCloseTo(0.5 / 9, 8)
  })

  it('takes a tie for half a win, and "both bad" for nothing', () => {
    const votes = [...times(3, vote(1, 2, 'left')), ...times(4, vote(2, 1, 'tie'))]
    const estimate = (more: readonly ArmVote[]) =>
      strengthsOf(
        bradleyTerry({ armIds: [1, 2], votes: [...votes, ...more], random: createSeededRandom('ties'), resamples: 0 }),
      )
    expect(estimate([])[0]).toBeCloseTo(5.5 / 8, 8)
    expect(estimate(times(9, vote(2, 1, 'both-bad')))).toEqual(estimate([]))
  })

  it('draws intervals as wide as the theory of a share has it, and the same for the same seed', () => {
    const votes = [...times(130, vote(1, 2, 'left')), ...times(70, vote(1, 2, 'right'))]
    const estimate = (seed: string, resamples: number) =>
      bradleyTerry({ armIds: [1, 2], votes, random: createSeededRandom(seed), resamples })
    const [first] = estimate('a', 4000)
    // 0.65 ± 1.96 · √(0.65 · 0.35 / 200)
    expect(first?.interval?.low).toBeCloseTo(0.584, 1.9)
    expect(first?.interval?.high).toBeCloseTo(0.716, 1.9)
    expect(estimate('a', 50)).toEqual(estimate('a', 50))
    expect(estimate('a', 50)).not.toEqual(estimate('c', 50))
  })

  it('covers the true strength in about 95 of 100 experiments', () => {
    const truth = [0.5, 0.3, 0.2]
    const random = createSeededRandom('coverage')
    let covered = 0
    const experiments = 300
    for (let experiment = 0; experiment < experiments; experiment += 1) {
      const votes = Array.from({ length: 150 }, () => {
        const left = random.whole(0, 2)
        const right = (left + random.whole(1, 2)) % 3
        const chance = (truth[left] ?? 0) / ((truth[left] ?? 0) + (truth[right] ?? 0))
        return vote(left, right, random.chance(chance) ? 'left' : 'right')
      })
      const [first] = bradleyTerry({ armIds: [0, 1, 2], votes, random, resamples: 200 })
      if (first?.interval && first.interval.low <= 0.5 && first.interval.high >= 0.5) covered += 1
    }
    expect(covered / experiments).toBeGreaterThan(0.9)
    expect(covered / experiments).toBeLessThan(0.99)
  })
})
