import { create } from 'zustand'
import type { Failure } from '#shared/failure.ts'
import { useDraftStore } from '../../draft-store.ts'

interface CreateState {
  /** The generation on the stage; `null` = the newest, whatever becomes of it. */
  readonly pickedGenerationId: number | null
  /** Why the last press on Generate started nothing. Gone as soon as anything is tried or changed. */
  readonly startFailure: Failure | null
  /** The list of what waits, under the pictures. */
  readonly isQueueOpen: boolean
  /** Whose waiting generations the person is asked about (`null` inside = everybody's). */
  readonly cancelWaitingAsked: { readonly connectionId: string | null } | null
  readonly setQueueOpen: (isOpen: boolean) => void
  readonly askToCancelWaiting: (asked: CreateState['cancelWaitingAsked']) => void
  readonly pick: (generationId: number | null) => void
  readonly setStartFailure: (failure: Failure | null) => void
}

export const useCreateStore = create<CreateState>()((set) => ({
  pickedGenerationId: null,
  startFailure: null,
  isQueueOpen: false,
  cancelWaitingAsked: null,
  setQueueOpen: (isQueueOpen) => set({ isQueueOpen }),
  askToCancelWaiting: (cancelWaitingAsked) => set({ cancelWaitingAsked }),
  pick: (pickedGenerationId) => set({ pickedGenerationId }),
  setStartFailure: (startFailure) => set({ startFailure }),
}))

// A refusal speaks of the draft as it was.
useDraftStore.subscribe(() => {
  if (useCreateStore.getState().startFailure !== null) useCreateStore.setState({ startFailure: null })
})
