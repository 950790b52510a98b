import type { Experiment, Vote } from '#shared/experiment.ts'
import { type PairResult, pairResults } from '#shared/experiments/pair-results.ts'

export type Glance =
  /** Better than every other arm, by the votes. */
  | { readonly kind: 'leads'; readonly armId: number }
  /** Enough votes on every pair, and none of them decided. */
  | { readonly kind: 'no-difference' }
  | { readonly kind: 'too-few' }

/** The result in a word or two. */
export function glance(experiment: Experiment, votes: readonly Vote[]): Glance {
  const results = pairResults(experiment, votes)
  const leader = experiment.arms.find(({ id }) =>
    results.filter((result) => isAbout(result, id)).every((result) => betterOf(result) === id),
  )
  if (leader !== undefined) return { kind: 'leads', armId: leader.id }
  return {
    kind: results.every(({ reading }) => reading.conclusion === 'no-difference-seen') ? 'no-difference' : 'too-few',
  }
}

const isAbout = ({ firstArmId, secondArmId }: PairResult, armId: number): boolean =>
  firstArmId === armId || secondArmId === armId

/** `null` = the votes do not tell. */
export function betterOf({ firstArmId, secondArmId, reading }: PairResult): number | null {
  switch (reading.conclusion) {
    case 'first-better':
      return firstArmId
    case 'second-better':
      return secondArmId
    case 'no-difference-seen':
    case 'too-few':
      return null
  }
}
