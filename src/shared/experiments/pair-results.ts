import type { Experiment, Vote } from '../experiment.ts'
import { matchUps } from './match-ups.ts'
import { readVerdict, type VerdictReading } from './read-verdict.ts'

/** What the votes say of two arms. */
export interface PairResult {
  readonly firstArmId: number
  readonly secondArmId: number
  /** Still to be judged, of the pictures that are there. */
  readonly pairsLeft: number
  readonly reading: VerdictReading
}

type Judged = Pick<Experiment, 'arms' | 'prompts' | 'trials' | 'repeats'>

/** Judged by a person, of arms as they are now. */
export const countedVotes = (votes: readonly Vote[]): readonly Vote[] =>
  votes.filter(({ judge, isStale }) => judge === 'person' && !isStale)

/** Every two arms, in the order of the plan. `promptId`: over this prompt alone. */
export function pairResults(
  experiment: Judged,
  votes: readonly Vote[],
  promptId: number | null = null,
): readonly PairResult[] {
  const isMeant = (of: { readonly promptId: number }): boolean => promptId === null || of.promptId === promptId
  const counted = countedVotes(votes).filter(isMeant)
  const left = leftPairs(experiment, counted, isMeant)
  const { arms } = experiment
  return arms.flatMap((first, index) =>
    arms.slice(index + 1).map((second) => {
      const pairsLeft = left.get(keyOf(first.id, second.id)) ?? 0
      return {
        firstArmId: first.id,
        secondArmId: second.id,
        pairsLeft,
        reading: readVerdict({ votes: counted, firstArmId: first.id, secondArmId: second.id, pairsLeft }),
      }
    }),
  )
}

const keyOf = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`

function leftPairs(
  { trials, repeats }: Judged,
  counted: readonly Vote[],
  isMeant: (of: { readonly promptId: number }) => boolean,
): ReadonlyMap<string, number> {
  const images = trials
    .filter(isMeant)
    .flatMap(({ armId, promptId, images: made }) =>
      made.filter(({ isGone }) => !isGone).map(({ id }) => ({ id, armId, promptId })),
    )
  const present = new Set(images.map(({ id }) => id))
  const left = new Map<string, number>()
  for (const { promptId, firstArmId, secondArmId, wantedPairs } of matchUps(images, repeats)) {
    const judged = counted.filter(
      (vote) =>
        vote.promptId === promptId &&
        keyOf(vote.leftArmId, vote.rightArmId) === keyOf(firstArmId, secondArmId) &&
        present.has(vote.leftImageId) &&
        present.has(vote.rightImageId),
    ).length
    const key = keyOf(firstArmId, secondArmId)
    left.set(key, (left.get(key) ?? 0) + Math.max(0, wantedPairs - judged))
  }
  return left
}

/** How many pairs can still be put to the vote. */
export const pairsLeftOf = (results: readonly PairResult[]): number =>
  results.reduce((sum, { pairsLeft }) => sum + pairsLeft, 0)
