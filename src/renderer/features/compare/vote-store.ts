import { create } from 'zustand'
import type { VoteReason } from '#shared/experiment.ts'

/** Reasons and note of the pair before a person: outside the room, so that leaving it loses no word. */
interface Remarks {
  readonly reasons: readonly VoteReason[]
  readonly note: string
}
const none: Remarks = { reasons: [], note: '' }

interface VoteState extends Remarks {
  /** The pair they are about. */
  readonly token: string | null
  /** Those of the newest vote, for when it is taken back. */
  readonly before: Remarks | null
  readonly isTakenBack: boolean
  /** A pair came before the person. What was said of another is not said of this one. */
  readonly meet: (token: string) => void
  readonly toggleReason: (reason: VoteReason) => void
  readonly setNote: (note: string) => void
  readonly keepForUndo: () => void
  readonly takeBack: () => void
}

export const useVoteStore = create<VoteState>()((set) => ({
  ...none,
  token: null,
  before: null,
  isTakenBack: false,
  meet: (token) =>
    set((state) => {
      if (state.token === token) return state
      const remarks = state.isTakenBack ? (state.before ?? none) : none
      return { ...remarks, token, isTakenBack: false, before: state.isTakenBack ? null : state.before }
    }),
  toggleReason: (reason) =>
    set(({ reasons }) => ({
      reasons: reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason],
    })),
  setNote: (note) => set({ note }),
  keepForUndo: () => set(({ reasons, note }) => ({ before: { reasons, note } })),
  takeBack: () => set({ isTakenBack: true }),
}))
