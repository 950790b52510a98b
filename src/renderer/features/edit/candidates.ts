import type { EditAttempt, EditCandidate } from '#shared/edit.ts'
import type { Image } from '#shared/image.ts'

/** What a candidate is known by: the picture with the original put back where there is one. */
export const shownImageOf = ({ raw, composite }: EditCandidate): Image => composite ?? raw

export const isDiscarded = (candidate: EditCandidate): boolean => shownImageOf(candidate).deletedAtMs !== null

/** A candidate and its pair: decided on together. */
export const imageIdsOf = ({ raw, composite }: EditCandidate): readonly number[] =>
  composite === null ? [raw.id] : [composite.id, raw.id]

export function findCandidate(
  attempts: readonly EditAttempt[],
  rawId: number,
): { readonly attempt: EditAttempt; readonly candidate: EditCandidate; readonly index: number } | null {
  for (const attempt of attempts) {
    const index = attempt.candidates.findIndex(({ raw }) => raw.id === rawId)
    const candidate = attempt.candidates[index]
    if (candidate !== undefined) return { attempt, candidate, index }
  }
  return null
}

/** Whether more is to come: its report, or the picture with the original put back that was asked for. */
export const isBeingFinished = ({ isFinished, settings, mask }: EditAttempt, candidate: EditCandidate): boolean =>
  !isFinished &&
  (candidate.rawReport === null ||
    (settings.keepsEverythingElse && mask?.kind === 'mask' && candidate.compositeReport === null))
