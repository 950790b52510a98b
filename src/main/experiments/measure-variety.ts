import type { ArmVariety, Experiment } from '#shared/experiment.ts'
import { armVarieties } from '#shared/experiments/arm-variety.ts'
import type { LibraryClient } from '../library/library-client.ts'

/** Keeps what a picture looks like along with its thumbnail. `null`: it is gone, or cannot be decoded. */
export type MakeThumbnail = (sha256: string) => Promise<unknown>

/** Pictures that are looked at side by side: enough to keep every image process busy. */
const atOnce = 8

/** How varied each arm is; pictures that nobody has looked at yet are looked at first. */
export async function measureVariety(
  { reader }: { readonly reader: Pick<LibraryClient['reader'], 'looksOf'> },
  experiment: Pick<Experiment, 'arms' | 'prompts' | 'trials'>,
  makeThumbnail: MakeThumbnail,
): Promise<readonly ArmVariety[]> {
  const sha256s = experiment.trials.flatMap(({ images }) => images.map(({ sha256 }) => sha256))
  const known = await reader.looksOf({ sha256s })
  const missing = [...new Set(sha256s)].filter((sha256) => !known.has(sha256))
  if (missing.length === 0) return armVarieties(experiment, known)
  const waiting = missing.values()
  const lookAtSome = async (): Promise<void> => {
    for (const sha256 of waiting) await makeThumbnail(sha256)
  }
  await Promise.all(Array.from({ length: atOnce }, lookAtSome))
  return armVarieties(experiment, await reader.looksOf({ sha256s }))
}
