import type { SeededRandom } from '../seeded-random.ts'

export interface PlannedGeneration {
  readonly promptId: number
  readonly armId: number
  readonly repeat: number
}

interface InterleaveQuestion {
  readonly promptIds: readonly number[]
  readonly armIds: readonly number[]
  /** The numbers of the repeats to be run: all at first, only the new ones when an experiment is extended. */
  readonly repeats: readonly number[]
  readonly random: SeededRandom
}

/**
 * The order in which the generations of an experiment run. Repeat by repeat and prompt by prompt, the arms directly one
 * after the other: what changes with time (load, a model replaced under the same name) then meets all arms alike, and an
 * experiment that is stopped half-way has as much of each. Within a block the arms are rotated as in a Latin square, with
 * rows and start drawn at random: each arm runs first, second … equally often, and none always.
 */
export function interleave({ promptIds, armIds, repeats, random }: InterleaveQuestion): readonly PlannedGeneration[] {
  let rotations: (readonly number[])[] = []
  return repeats.flatMap((repeat) =>
    promptIds.flatMap((promptId) => {
      if (rotations.length === 0) rotations = drawRotations(armIds, random)
      const order = rotations.pop() ?? []
      return order.map((armId) => ({ promptId, armId, repeat }))
    }),
  )
}

function drawRotations(armIds: readonly number[], random: SeededRandom): number[][] {
  const order = random.shuffled(armIds)
  return random.shuffled(order.map((_, start) => [...order.slice(start), ...order.slice(0, start)]))
}
