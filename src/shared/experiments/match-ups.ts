export interface ExperimentImage {
  readonly id: number
  readonly armId: number
  readonly promptId: number
}

/** Two arms over one prompt. */
export interface MatchUp {
  readonly promptId: number
  readonly firstArmId: number
  readonly secondArmId: number
  readonly firstImageIds: readonly number[]
  readonly secondImageIds: readonly number[]
  /** How many of their pairs are to be judged. */
  readonly wantedPairs: number
}

/**
 * What is to be judged in an experiment. In one round each picture meets one picture of each other arm over its prompt
 * (where an arm has fewer, some of them meet two). More rounds meet others; there are no more pairs than
 * first × second pictures. One round keeps the votes independent; later ones use the same pictures again.
 */
export function matchUps(images: readonly ExperimentImage[], rounds: number): readonly MatchUp[] {
  const idsByArmByPrompt = new Map<number, Map<number, number[]>>()
  for (const { id, armId, promptId } of images) {
    const idsByArm = idsByArmByPrompt.get(promptId) ?? new Map<number, number[]>()
    idsByArmByPrompt.set(promptId, idsByArm.set(armId, [...(idsByArm.get(armId) ?? []), id]))
  }
  return [...idsByArmByPrompt].flatMap(([promptId, idsByArm]) => {
    const arms = [...idsByArm].sort(([one], [other]) => one - other)
    return arms.flatMap(([firstArmId, firstImageIds], index) =>
      arms.slice(index + 1).map(([secondArmId, secondImageIds]) => ({
        promptId,
        firstArmId,
        secondArmId,
        firstImageIds,
        secondImageIds,
        wantedPairs: Math.min(
          firstImageIds.length * secondImageIds.length,
          rounds * Math.max(firstImageIds.length, secondImageIds.length),
        ),
      })),
    )
  })
}
