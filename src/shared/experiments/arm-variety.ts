import type { ArmVariety, Experiment } from '../experiment.ts'

/**
 * How varied an arm is: how far apart its repeats of the same prompt look. `variety` is the share of the 64 bits of their
 * difference hashes in which two pictures of one prompt differ, in the mean over all such pairs: 0 = they look alike;
 * pictures that have nothing to do with each other come to about 0.5; `null` = no prompt has two pictures that could be
 * looked at. `dHashes` by SHA-256, 16 hexadecimal digits each (dHash, Neal Krawetz, “Kind of Like That”, 2013).
 */
export const armVarieties = (
  { arms, prompts, trials }: Pick<Experiment, 'arms' | 'prompts' | 'trials'>,
  dHashes: ReadonlyMap<string, string>,
): readonly ArmVariety[] =>
  arms.map(({ id: armId }) => {
    const distances = prompts.flatMap(({ id: promptId }) => {
      const looks = trials
        .filter((trial) => trial.armId === armId && trial.promptId === promptId)
        .flatMap(({ images }) => images.flatMap(({ sha256 }) => dHashes.get(sha256) ?? []))
      return looks.flatMap((look, index) => looks.slice(index + 1).map((other) => differingBits(look, other) / 64))
    })
    const sum = distances.reduce((total, distance) => total + distance, 0)
    return { armId, variety: distances.length === 0 ? null : sum / distances.length, pairCount: distances.length }
  })

const bitsOfDigit = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4] as const

function differingBits(one: string, other: string): number {
  let count = 0
  for (let at = 0; at < one.length; at += 1)
    count += bitsOfDigit[Number.parseInt(one[at] ?? '0', 16) ^ Number.parseInt(other[at] ?? '0', 16)] ?? 0
  return count
}
