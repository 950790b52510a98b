import type { Vote } from '../experiment.ts'
import { cohensKappa } from './cohens-kappa.ts'
import { countedVotes } from './pair-results.ts'

/** How far a second judge and the persons agree on the pairs that both judged. */
export interface JudgeAgreement {
  /** The id of the model. */
  readonly judge: string
  /** Judged by both. */
  readonly pairCount: number
  readonly agreedCount: number
  /** Cohen's κ over which arm is better, tie, and both bad; `null` = nothing to tell, see `cohensKappa`. */
  readonly kappa: number | null
  /** All its votes that still count, as they are. They are no person's and belong into no figure of persons. */
  readonly votes: readonly Vote[]
}

/** One for each model that judged, in the order in which they began. */
export function judgeAgreements(votes: readonly Vote[]): readonly JudgeAgreement[] {
  // The newest, where a pair was judged more than once.
  const byPersons = new Map(countedVotes(votes).map((vote) => [pairOf(vote), said(vote)]))
  const byJudge = Map.groupBy(
    votes.filter(({ judge, isStale }) => judge !== 'person' && !isStale),
    ({ judge }) => judge,
  )
  return [...byJudge].map(([judge, own]) => {
    const both = own.flatMap((vote) => {
      const person = byPersons.get(pairOf(vote))
      return person === undefined ? [] : [[person, said(vote)] as const]
    })
    return {
      judge,
      pairCount: both.length,
      agreedCount: both.filter(([person, model]) => person === model).length,
      kappa: cohensKappa(both),
      votes: own,
    }
  })
}

const pairOf = ({ leftImageId, rightImageId }: Vote): string =>
  `${Math.min(leftImageId, rightImageId)} ${Math.max(leftImageId, rightImageId)}`

/** By the arm, not by the side: sides are chance. */
function said({ verdict, leftArmId, rightArmId }: Vote): string {
  switch (verdict) {
    case 'left':
      return `arm ${leftArmId}`
    case 'right':
      return `arm ${rightArmId}`
    case 'tie':
    case 'both-bad':
      return verdict
  }
}
