import { useCallback } from 'react'
import type { Draft } from '#shared/generation.ts'
import { checkDraft } from '../../composing/check-draft.ts'
import { promptComposition } from '../../composing/prompt-composition.ts'
import type { FailureError } from '../../data/failure-error.ts'
import { useStartGeneration } from '../../data/generations.ts'
import { useWays } from '../../data/ways.ts'
import { contentOf, useDraftStore } from '../../draft-store.ts'
import { resolveTarget } from '../../resolve-target.ts'
import { useCreateStore } from './create-store.ts'

/** Sends one draft, whole and checked. What main refuses is shown beside the Generate button. */
export function useStartDraft(): (draft: Draft) => void {
  const { mutateAsync } = useStartGeneration()
  return useCallback(
    (draft) => {
      const { pick, setStartFailure } = useCreateStore.getState()
      pick(null)
      setStartFailure(null)
      // Not mutate's own onError: it is dropped for all but the last of several quick starts.
      mutateAsync(draft).catch((error: FailureError) => setStartFailure(error.failure))
    },
    [mutateAsync],
  )
}

let isWaitingForSyllable = false

/**
 * Sends what is in the composer: the words as they stand when the input method has let go of them. Asked again while it
 * still waits for the last syllable (some input methods deliver the same key press a second time), it starts only one.
 */
export function useGenerate(): () => Promise<void> {
  const { data: ways } = useWays()
  const start = useStartDraft()
  return useCallback(async () => {
    if (isWaitingForSyllable) return
    if (promptComposition.isOpen()) {
      isWaitingForSyllable = true
      await promptComposition.settled()
      // The repeated key press, where there is one, follows in the same turn of the event loop or the next few.
      setTimeout(() => {
        isWaitingForSyllable = false
      }, 200)
    }
    const content = contentOf(useDraftStore.getState())
    const target = resolveTarget(content, ways ?? [])
    if (target === null) return
    const { draft, problem } = checkDraft(content, target)
    if (problem === null) start(draft)
  }, [ways, start])
}
