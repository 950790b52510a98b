import { create } from 'zustand'
import type { DuplicateGroup } from '#shared/organising.ts'

/** A question about pictures, tags or collections that stands in front of the room. */
export type OrganiseDialog =
  | {
      readonly kind: 'edit-tags' | 'add-to-collection' | 'drop-pixels' | 'delete-for-good'
      readonly ids: readonly number[]
    }
  | { readonly kind: 'manage-tags' }
  | { readonly kind: 'new-collection'; readonly parentId: number | null }
  | { readonly kind: 'move-collection' | 'remove-collection'; readonly collectionId: number }
  /** `deletedBeforeMs` as in `images.emptyTrash`. */
  | { readonly kind: 'empty-trash'; readonly deletedBeforeMs: number | null }

interface OrganiseState {
  readonly dialog: OrganiseDialog | null
  /** Found by the task `duplicates`; `null` = not shown. */
  readonly duplicates: readonly DuplicateGroup[] | null
  /** `picking`: the first is chosen and the second is looked for. */
  readonly compare:
    | { readonly kind: 'picking'; readonly imageId: number }
    | { readonly kind: 'shown'; readonly leftId: number; readonly rightId: number }
    | null
  readonly openDialog: (dialog: OrganiseDialog) => void
  readonly closeDialog: () => void
  readonly openDuplicates: (groups: readonly DuplicateGroup[]) => void
  readonly closeDuplicates: () => void
  readonly pickForCompare: (imageId: number) => void
  readonly showCompare: (leftId: number, rightId: number) => void
  readonly closeCompare: () => void
}

/** Something takes the whole window: the rooms behind it are out of reach. */
export const coversRooms = ({ duplicates, compare }: OrganiseState): boolean =>
  duplicates !== null || compare?.kind === 'shown'

/** What stands in front of the rooms while pictures are put in order; rooms, panel and viewer all open it. */
export const useOrganiseStore = create<OrganiseState>()((set) => ({
  dialog: null,
  duplicates: null,
  compare: null,
  openDialog: (dialog) => set({ dialog }),
  closeDialog: () => set({ dialog: null }),
  openDuplicates: (duplicates) => set({ duplicates }),
  closeDuplicates: () => set({ duplicates: null }),
  pickForCompare: (imageId) => set({ compare: { kind: 'picking', imageId } }),
  showCompare: (leftId, rightId) => set({ compare: { kind: 'shown', leftId, rightId } }),
  closeCompare: () => set({ compare: null }),
}))
