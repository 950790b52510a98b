import type { ArmVote } from './arm-vote.ts'
import { signTest } from './sign-test.ts'
import { decisiveVotesNeeded, moreVotesNeeded } from './votes-needed.ts'
import { type Interval, wilsonInterval } from './wilson-interval.ts'

export interface VerdictReading {
  /** All votes on these two arms. */
  readonly n: number
  /** Of the first arm; `losses` are wins of the second. */
  readonly wins: number
  readonly losses: number
  readonly ties: number
  readonly bothBad: number
  /** Wins of decisive votes, 0–1; `null` while there are none. */
  readonly winRate: number | null
  /** 95 %, of the win rate. */
  readonly interval: Interval
  /** Of the exact two-sided sign test. */
  readonly p: number
  readonly conclusion: 'too-few' | 'first-better' | 'second-better' | 'no-difference-seen'
  /** Decisive votes; 0 once there is a conclusion. */
  readonly moreVotesNeeded: number
}

interface VerdictQuestion {
  /** Others than of these two arms are passed over. */
  readonly votes: readonly ArmVote[]
  readonly firstArmId: number
  readonly secondArmId: number
  /** Of these two arms, still to be judged under the plan that was made before the first vote. */
  readonly pairsLeft: number
}

const alphaAtEnd = 0.05
const alphaBefore = 0.001

/**
 * What the votes on two arms allow to say.
 *
 * Looking again and again: tested at 0.05 after each vote and stopped at the first success, two equal arms yield a winner
 * in 29 of 100 experiments by vote 210, in 36 by vote 500. A person sees the verdict after each vote, so a winner before
 * the planned end takes p ≤ 0.001, and only at the end, when every planned pair is judged, p ≤ 0.05 (J. L. Haybittle,
 * British Journal of Radiology 44 (1971), 793–797; R. Peto et al., British Journal of Cancer 34 (1976), 585–612). Over all
 * looks of one plan that names a wrong winner in about 5 of 100 experiments. Each extension of the plan is another end
 * and adds to that; so does each further pair of arms.
 *
 * No winner, and as many decisive votes as a 60 to 40 preference takes to be seen: `no-difference-seen`, which speaks of
 * differences of that size, not of equality. Fewer: `too-few`, even at the end. It is also `too-few` when p lies
 * between the two bounds before the end: the pairs left will tell.
 *
 * The test takes votes as independent. Those that share a picture are not quite: with few pictures and many rounds p is
 * too small.
 */
export function readVerdict({ votes, firstArmId, secondArmId, pairsLeft }: VerdictQuestion): VerdictReading {
  const count = { wins: 0, losses: 0, ties: 0, bothBad: 0 }
  for (const { leftArmId, rightArmId, verdict } of votes) {
    const isFirstLeft = leftArmId === firstArmId && rightArmId === secondArmId
    if (!isFirstLeft && !(leftArmId === secondArmId && rightArmId === firstArmId)) continue
    if (verdict === 'tie') count.ties += 1
    else if (verdict === 'both-bad') count.bothBad += 1
    else if ((verdict === 'left') === isFirstLeft) count.wins += 1
    else count.losses += 1
  }
  const { wins, losses, ties, bothBad } = count
  const decisive = wins + losses
  const p = signTest(wins, losses)
  const conclusion = conclude(wins, losses, p, pairsLeft)
  return {
    n: decisive + ties + bothBad,
    ...count,
    winRate: decisive === 0 ? null : wins / decisive,
    interval: wilsonInterval(wins, decisive),
    p,
    conclusion,
    moreVotesNeeded: conclusion === 'too-few' ? moreVotesNeeded(decisive) || pairsLeft : 0,
  }
}

function conclude(wins: number, losses: number, p: number, pairsLeft: number): VerdictReading['conclusion'] {
  if (p <= (pairsLeft === 0 ? alphaAtEnd : alphaBefore)) return wins > losses ? 'first-better' : 'second-better'
  return wins + losses >= decisiveVotesNeeded && p > alphaAtEnd ? 'no-difference-seen' : 'too-few'
}
