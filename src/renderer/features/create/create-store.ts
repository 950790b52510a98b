import { create } from 'zustand'
import type { Failure } from '#shared/failure.ts'
import { useDraftStore } from '../../draft-store.ts'

interface CreateState {
  /** The generation on the stage; `null` = the newest, whatever becomes of it. */
  readonly pickedGenerationId: number | null
  /** Why the last press on Generate started nothing. Gone as soon as anything is tried or changed. */
  readonly startFailure: Failure | null
  readonly pick: (generationId: number | null) => void
  readonly setStartFailure: (failure: Failure | null) => void
}

export const useCreateStore = create<CreateState>()((set) => ({
  pickedGenerationId: null,
  startFailure: null,
  pick: (pickedGenerationId) => set({ pickedGenerationId }),
  setStartFailure: (startFailure) => set({ startFailure }),
}))

// A refusal speaks of the draft as it was.
useDraftStore.subscribe(() => {
  if (useCreateStore.getState().startFailure !== null) useCreateStore.setState({ startFailure: null })
})
