import type { SeededRandom } from '../seeded-random.ts'
import { leastSeenPair, type PairOfArms } from './least-seen-pair.ts'
import { type ExperimentImage, matchUps } from './match-ups.ts'

export interface ImagePair {
  readonly leftImageId: number
  readonly rightImageId: number
}

interface PairQuestion {
  readonly images: readonly ExperimentImage[]
  /** Judged before, in order. Those with a picture that is not among `images` are passed over. */
  readonly shown: readonly ImagePair[]
  /** How many pictures of each other arm each picture is to meet; see `matchUps`. */
  readonly rounds: number
  /** Seeded by experiment and number of votes, it draws the same pair again after a restart. */
  readonly random: SeededRandom
}

/**
 * Which two pictures are put before the person next: over one prompt, of two arms. `null` when all wanted pairs are judged.
 *
 * Prompts and pairs of arms take turns in random order. Within them each picture is seen equally often, whenever the
 * person stops: the counts within an arm differ by 1 at most, and by 2 where arms have unequal numbers of pictures.
 *
 * Sides: of two arms the one that stood left less often stands left; after equal numbers chance decides. So a liking for
 * one side counts for no arm, wherever the person stops. It is no alternation: the next side follows from the last one
 * only for somebody who knows already which arm was which.
 */
export function choosePair({ images, shown, rounds, random }: PairQuestion): ImagePair | null {
  const imagesById = new Map(images.map((image) => [image.id, image]))
  const judgedByMatchUp = new Map<string, PairOfArms[]>()
  const leftSurplus = new Map<string, number>()
  let lastPromptId: number | null = null
  for (const { leftImageId, rightImageId } of shown) {
    const left = imagesById.get(leftImageId)
    const right = imagesById.get(rightImageId)
    if (left === undefined || right === undefined) continue
    const isFirstLeft = left.armId < right.armId
    const [first, second] = isFirstLeft ? [left, right] : [right, left]
    const arms = `${first.armId} ${second.armId}`
    const matchUp = `${first.promptId} ${arms}`
    leftSurplus.set(arms, (leftSurplus.get(arms) ?? 0) + (isFirstLeft ? 1 : -1))
    judgedByMatchUp.set(matchUp, [...(judgedByMatchUp.get(matchUp) ?? []), [first.id, second.id]])
    lastPromptId = first.promptId
  }

  const open = matchUps(images, rounds)
    .map((matchUp) => {
      const arms = `${matchUp.firstArmId} ${matchUp.secondArmId}`
      return { ...matchUp, arms, judged: judgedByMatchUp.get(`${matchUp.promptId} ${arms}`) ?? [] }
    })
    .filter(({ judged, wantedPairs }) => judged.length < wantedPairs)
  const fewest = Math.min(...open.map(({ judged }) => judged.length))
  const due = random.shuffled(open.filter(({ judged }) => judged.length === fewest))
  const next = due.find(({ promptId }) => promptId !== lastPromptId) ?? due[0]
  if (next === undefined) return null

  const pair = leastSeenPair(next.firstImageIds, next.secondImageIds, next.judged, random)
  if (pair === null) return null
  const surplus = leftSurplus.get(next.arms) ?? 0
  const isFirstLeft = surplus === 0 ? random.chance(0.5) : surplus < 0
  const [first, second] = pair
  return isFirstLeft ? { leftImageId: first, rightImageId: second } : { leftImageId: second, rightImageId: first }
}
