import type { SeededRandom } from '../seeded-random.ts'
import type { ArmVote } from './arm-vote.ts'
import type { Interval } from './wilson-interval.ts'

export interface ArmStrength {
  readonly armId: number
  /** 0–1, together 1. The first of two arms is preferred with probability first / (first + second). */
  readonly strength: number
  /** 95 %; `null` where no pairing of this arm went both ways: drawing such votes again always gives the same. */
  readonly interval: Interval | null
}

interface StrengthQuestion {
  readonly armIds: readonly number[]
  /** On other arms they are passed over. */
  readonly votes: readonly ArmVote[]
  /** Seeded by the experiment, so that the same votes always show the same interval. */
  readonly random: SeededRandom
  /** Wins over each other arm that each arm starts with; 0 = plain maximum likelihood. */
  readonly priorWins?: number
  readonly resamples?: number
}

/** Two arms, by their places in the list, and what the first scored in each vote on them: 1, ½ or 0. */
interface Pairing {
  readonly first: number
  readonly second: number
  readonly scores: readonly number[]
}

/**
 * How strong each arm is, from votes on pairs: R. A. Bradley and M. E. Terry, Biometrika 39 (1952), 324–345. A tie is half
 * a win for each; "both bad" does not say which is better and is left out.
 *
 * Without a prior the strength of an arm that never lost is infinite, and arms that never met cannot be compared. So each
 * arm starts with half a win over each other one, as if every pair had been voted on once with a tie. For two arms that
 * makes (wins + ½) / (votes + 1).
 *
 * Intervals are percentiles of B. Efron's bootstrap (The Annals of Statistics 7 (1979), 1–26): the votes of each pairing
 * are drawn again with replacement, 1000 times unless told otherwise.
 */
export function bradleyTerry({
  armIds,
  votes,
  random,
  priorWins = 0.5,
  resamples = 1000,
}: StrengthQuestion): readonly ArmStrength[] {
  const pairings = pairUp(armIds, votes)
  const strengthsBy = (scoresOf: (pairing: Pairing) => readonly number[]): readonly number[] => {
    const wins = armIds.map(() => armIds.map(() => 0))
    for (const pairing of pairings) {
      const scores = scoresOf(pairing)
      const won = scores.reduce((sum, score) => sum + score, 0)
      wins[pairing.first]?.splice(pairing.second, 1, won + priorWins)
      wins[pairing.second]?.splice(pairing.first, 1, scores.length - won + priorWins)
    }
    return maximiseLikelihood(wins)
  }
  const drawAgain = ({ scores }: Pairing): readonly number[] =>
    scores.map(() => scores[random.whole(0, scores.length - 1)] ?? 0)

  const strengths = strengthsBy(({ scores }) => scores)
  const samples = Array.from({ length: resamples }, () => strengthsBy(drawAgain))
  return armIds.map((armId, arm) => ({
    armId,
    strength: strengths[arm] ?? 0,
    interval: pairings.some(
      ({ first, second, scores }) => (first === arm || second === arm) && new Set(scores).size > 1,
    )
      ? middle95(samples.map((sample) => sample[arm] ?? 0))
      : null,
  }))
}

const pairUp = (armIds: readonly number[], votes: readonly ArmVote[]): readonly Pairing[] =>
  armIds.flatMap((firstId, first) =>
    armIds.slice(first + 1).map((secondId, offset) => ({
      first,
      second: first + 1 + offset,
      scores: votes.flatMap(({ leftArmId, rightArmId, verdict }) => {
        const isFirstLeft = leftArmId === firstId && rightArmId === secondId
        const isFirstRight = leftArmId === secondId && rightArmId === firstId
        if (verdict === 'both-bad' || !(isFirstLeft || isFirstRight)) return []
        if (verdict === 'tie') return [0.5]
        return [(verdict === 'left') === isFirstLeft ? 1 : 0]
      }),
    })),
  )

/**
 * `wins[i][j]` = how often i won over j. By the MM algorithm of D. R. Hunter, The Annals of Statistics 32 (2004), 384–406,
 * equation 3: each strength becomes its wins over the sum of games / (own + other strength).
 */
function maximiseLikelihood(wins: readonly (readonly number[])[]): readonly number[] {
  const totals = wins.map((row) => row.reduce((sum, won) => sum + won, 0))
  const games = wins.map((row, arm) => row.map((won, rival) => won + (wins[rival]?.[arm] ?? 0)))
  let strengths = wins.map(() => 1 / wins.length)
  for (let round = 0; round < 10_000; round += 1) {
    const raw = strengths.map((own, arm) => {
      let weight = 0
      for (const [rival, played] of (games[arm] ?? []).entries())
        if (played > 0) weight += played / (own + (strengths[rival] ?? 0))
      return weight === 0 ? own : (totals[arm] ?? 0) / weight
    })
    const sum = raw.reduce((total, strength) => total + strength, 0)
    const next = raw.map((strength) => strength / sum)
    const change = Math.max(...next.map((strength, arm) => Math.abs(strength - (strengths[arm] ?? 0))))
    strengths = next
    if (change < 1e-10) break
  }
  return strengths
}

function middle95(values: readonly number[]): Interval | null {
  const sorted = values.toSorted((one, other) => one - other)
  const low = sorted[Math.round(0.025 * (sorted.length - 1))]
  const high = sorted[Math.round(0.975 * (sorted.length - 1))]
  return low === undefined || high === undefined ? null : { low, high }
}
