import { create } from 'zustand'
import type { TaskOutcome } from '#shared/task.ts'

export type Room = 'create' | 'library' | 'compare' | 'edit' | 'ledger' | 'settings'

/** What stands over the rooms and asks or tells something. One at a time. */
export type OpenDialog =
  | { readonly kind: 'import' }
  /** `null` = the whole library. */
  | { readonly kind: 'export'; readonly ids: readonly number[] | null }
  | { readonly kind: 'refused-files'; readonly outcome: Extract<TaskOutcome, { readonly refusedCount: number }> }
  | { readonly kind: 'verify-report'; readonly outcome: Extract<TaskOutcome, { readonly kind: 'verify' }> }

/** What stands on screen; the truth about generations and images is never kept here. */
interface AppState {
  readonly room: Room
  readonly selectedImageId: number | null
  /** The picture in the Edit room; `null` = none was chosen yet. */
  readonly editedImageId: number | null
  /** The pictures that next and previous walk through, and the one shown. `null` = the viewer is closed. */
  readonly viewer: { readonly imageIds: readonly number[]; readonly imageId: number } | null
  readonly isProvenanceOpen: boolean
  readonly isPaletteOpen: boolean
  readonly isShortcutSheetOpen: boolean
  readonly isTasksOpen: boolean
  readonly dialog: OpenDialog | null
  /** Pictures that the Library is to bring into sight, whatever it shows; it takes them from here. */
  readonly revealedIds: readonly number[] | null
  readonly goTo: (room: Room) => void
  /** Goes there with it. */
  readonly editImage: (id: number | null) => void
  readonly selectImage: (id: number | null) => void
  /** Also selects the picture, so that the provenance panel speaks of what is seen. */
  readonly openViewer: (imageIds: readonly number[], imageId: number) => void
  readonly closeViewer: () => void
  readonly toggleProvenance: () => void
  readonly setPaletteOpen: (isOpen: boolean) => void
  readonly setShortcutSheetOpen: (isOpen: boolean) => void
  readonly setTasksOpen: (isOpen: boolean) => void
  readonly openDialog: (dialog: OpenDialog) => void
  readonly closeDialog: () => void
  readonly revealImages: (ids: readonly number[]) => void
}

const editedKey = 'edited-image'

/** What was being edited is there again after a restart. */
function readEditedImageId(): number | null {
  const id = Number(localStorage.getItem(editedKey))
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

export const useAppStore = create<AppState>()((set) => ({
  room: 'create',
  selectedImageId: null,
  editedImageId: readEditedImageId(),
  viewer: null,
  // Where it would lie over the pictures (`app.tsx`), it waits to be asked for.
  isProvenanceOpen: window.innerWidth >= 900,
  isPaletteOpen: false,
  isShortcutSheetOpen: false,
  isTasksOpen: false,
  dialog: null,
  revealedIds: null,
  goTo: (room) => set({ room, viewer: null }),
  editImage: (editedImageId) => {
    localStorage.setItem(editedKey, JSON.stringify(editedImageId))
    set({ editedImageId, room: 'edit', viewer: null })
  },
  selectImage: (id) => set({ selectedImageId: id }),
  openViewer: (imageIds, imageId) => set({ viewer: { imageIds, imageId }, selectedImageId: imageId }),
  closeViewer: () => set({ viewer: null }),
  toggleProvenance: () => set((state) => ({ isProvenanceOpen: !state.isProvenanceOpen })),
  setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
  setShortcutSheetOpen: (isShortcutSheetOpen) => set({ isShortcutSheetOpen }),
  setTasksOpen: (isTasksOpen) => set({ isTasksOpen }),
  openDialog: (dialog) => set({ dialog, isTasksOpen: false }),
  closeDialog: () => set({ dialog: null }),
  revealImages: (revealedIds) => set({ room: 'library', viewer: null, isTasksOpen: false, revealedIds }),
}))
