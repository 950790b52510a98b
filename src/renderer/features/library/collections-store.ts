import { create } from 'zustand'

const shownKey = 'library-collections-shown'
const openKey = 'library-collections-open'

interface CollectionsState {
  /** Beside the grid, where there is room for both. */
  readonly isShown: boolean
  /** Over the grid, in a narrow window. */
  readonly isOver: boolean
  /** Collections whose inside is shown. */
  readonly openIds: ReadonlySet<number>
  /** The one whose name is being written. */
  readonly renamedId: number | null
  readonly setShown: (isShown: boolean) => void
  readonly setOver: (isOver: boolean) => void
  readonly setOpen: (id: number, isOpen: boolean) => void
  readonly rename: (id: number | null) => void
}

/** How the collections stand on screen; kept on this computer. */
export const useCollectionsStore = create<CollectionsState>()((set, get) => ({
  isShown: localStorage.getItem(shownKey) !== 'false',
  // Where it lies over the pictures, it waits to be asked for.
  isOver: false,
  openIds: readOpenIds(),
  renamedId: null,
  setShown: (isShown) => {
    localStorage.setItem(shownKey, String(isShown))
    set({ isShown })
  },
  setOver: (isOver) => set({ isOver }),
  setOpen: (id, isOpen) => {
    const openIds = new Set(get().openIds)
    if (isOpen) openIds.add(id)
    else openIds.delete(id)
    localStorage.setItem(openKey, [...openIds].join(' '))
    set({ openIds })
  },
  rename: (renamedId) => set({ renamedId }),
}))

function readOpenIds(): ReadonlySet<number> {
  const ids = (localStorage.getItem(openKey) ?? '').split(' ').map(Number)
  return new Set(ids.filter((id) => Number.isInteger(id) && id > 0))
}
