import { create } from 'zustand'
import type { ImageFilter } from '#shared/image.ts'
import { noFilter } from '#shared/no-filter.ts'
import { type DateRange, toDateBounds } from './date-range.ts'
import { noSelection, type Selection } from './selection.ts'

export const smallestCellSize = 112
export const largestCellSize = 360
const storageKey = 'library-cell-size'

interface LibraryState {
  readonly filter: ImageFilter
  /** What `filter.fromMs` and `filter.beforeMs` were chosen as. */
  readonly dateRange: DateRange
  readonly selection: Selection
  /** CSS pixels the person wants a picture to take. */
  readonly cellSize: number
  /** Where the grid stood when the room was left. */
  readonly scrollTop: number
  /** The search field takes the focus as soon as it is there. */
  readonly isSearchWanted: boolean
  /** A changed filter is a new list: it begins at its top, with nothing chosen. */
  readonly changeFilter: (change: Partial<ImageFilter>) => void
  readonly setDateRange: (dateRange: DateRange, nowMs: number) => void
  readonly clearFilters: () => void
  readonly clearSearchAndFilters: () => void
  readonly select: (selection: Selection) => void
  readonly setCellSize: (cellSize: number) => void
  readonly setScrollTop: (scrollTop: number) => void
  readonly wantSearch: (isSearchWanted: boolean) => void
}

/** What the Library shows and what is chosen in it. Outlives the room, so that coming back finds it as it was left. */
export const useLibraryStore = create<LibraryState>()((set) => {
  const startList = { selection: noSelection, scrollTop: 0 }
  return {
    filter: noFilter,
    dateRange: { kind: 'any' },
    selection: noSelection,
    cellSize: readCellSize(),
    scrollTop: 0,
    isSearchWanted: false,
    changeFilter: (change) => set(({ filter }) => ({ ...startList, filter: { ...filter, ...change } })),
    setDateRange: (dateRange, nowMs) =>
      set(({ filter }) => ({ ...startList, dateRange, filter: { ...filter, ...toDateBounds(dateRange, nowMs) } })),
    clearFilters: () =>
      set(({ filter: { query, isTrash } }) => ({
        ...startList,
        dateRange: { kind: 'any' },
        filter: { ...noFilter, query, isTrash },
      })),
    clearSearchAndFilters: () =>
      set(({ filter: { isTrash } }) => ({
        ...startList,
        dateRange: { kind: 'any' },
        filter: { ...noFilter, isTrash },
      })),
    select: (selection) => set({ selection }),
    setCellSize: (cellSize) => {
      localStorage.setItem(storageKey, String(cellSize))
      set({ cellSize })
    },
    setScrollTop: (scrollTop) => set({ scrollTop }),
    wantSearch: (isSearchWanted) => set({ isSearchWanted }),
  }
})

function readCellSize(): number {
  const stored = Number(localStorage.getItem(storageKey))
  return stored >= smallestCellSize && stored <= largestCellSize ? stored : 200
}

/** How many of the four filters narrow the list; search and Trash are not filters. */
export const countFilters = ({ provider, model, fromMs, beforeMs, isFavoriteOnly }: ImageFilter): number =>
  [provider !== null, model !== null, fromMs !== null || beforeMs !== null, isFavoriteOnly].filter(Boolean).length
