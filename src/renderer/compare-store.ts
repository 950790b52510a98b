import { create } from 'zustand'
import type { ExperimentPlan } from '#shared/experiment.ts'

export type ExperimentPart = 'words' | 'pictures' | 'results'

/** What the Compare room shows. */
export type CompareView =
  | { readonly kind: 'list' }
  | { readonly kind: 'form' }
  /** `part: null` = what matters most as things are. */
  | { readonly kind: 'experiment'; readonly id: number; readonly part: ExperimentPart | null }
  /** Alone in the room: whatever else is said of the experiment could tell which picture is which. */
  | { readonly kind: 'vote'; readonly id: number }

interface CompareState {
  readonly view: CompareView
  /** What was typed into the search of the list. */
  readonly search: string
  /** What a new form begins with, and how often one was begun; `null` = the draft on Create. */
  readonly begunFrom: ExperimentPlan | null
  readonly formNumber: number
  readonly setSearch: (search: string) => void
  readonly showList: () => void
  readonly beginForm: (from: ExperimentPlan | null) => void
  readonly showExperiment: (id: number, part?: ExperimentPart) => void
  readonly showVote: (id: number) => void
}

/** Outside the room, because Create opens experiments too, and whoever comes back goes on where they were. */
export const useCompareStore = create<CompareState>()((set) => ({
  view: { kind: 'list' },
  search: '',
  begunFrom: null,
  formNumber: 0,
  setSearch: (search) => set({ search }),
  showList: () => set({ view: { kind: 'list' } }),
  beginForm: (begunFrom) =>
    set(({ formNumber }) => ({ view: { kind: 'form' }, begunFrom, formNumber: formNumber + 1 })),
  showExperiment: (id, part) => set({ view: { kind: 'experiment', id, part: part ?? null } }),
  showVote: (id) => set({ view: { kind: 'vote', id } }),
}))
