import { useCallback } from 'react'
import { promptComposition } from '../../composing/prompt-composition.ts'
import { useWays } from '../../data/ways.ts'
import { currentAim, useEditAim } from './use-edit-aim.ts'
import { useRunEdit } from './use-run-edit.ts'

/** Sends the edit as it stands once the input method has let go of its last syllable. */
export function useSendEdit(imageId: number): {
  readonly send: () => Promise<void>
  readonly isBusy: boolean
  readonly canSend: boolean
} {
  const { data: ways } = useWays()
  const ready = useEditAim(imageId)
  const { run, isBusy } = useRunEdit(imageId)
  const send = useCallback(async (): Promise<void> => {
    await promptComposition.settled()
    const checked = ways === undefined ? undefined : currentAim(imageId, ways).aim?.checked
    if (checked !== undefined && checked.problem === null) await run(checked.draft)
  }, [imageId, ways, run])
  return { send, isBusy, canSend: ready?.aim?.checked.problem === null }
}
