import { create } from 'zustand'
import type { Arrangement, ImageQuery } from '#shared/image-query.ts'
import { parseQuery, removeTerm } from '#shared/query-language.ts'
import { useAppStore } from '../../app-store.ts'
import { keepArrangement, readArrangement } from './kept-arrangement.ts'
import { noSelection, type Selection } from './selection.ts'

export const smallestCellSize = 112
export const largestCellSize = 360
const storageKey = 'library-cell-size'

/** Everything that is not in the Trash. */
const wholeLibrary: ImageQuery = { text: '', place: 'library', collectionId: null }

interface LibraryState {
  readonly query: ImageQuery
  readonly arrangement: Arrangement
  readonly selection: Selection
  /** CSS pixels the person wants a picture to take. */
  readonly cellSize: number
  /** Where the grid stood when the room was left. */
  readonly scrollTop: number
  /** The panel with what can be narrowed down by. */
  readonly isFiltersOpen: boolean
  /** The search field takes the focus as soon as it is there. */
  readonly isSearchWanted: boolean
  /** A changed query is a new list: it begins at its top, with nothing chosen. */
  readonly changeQuery: (change: Partial<ImageQuery>) => void
  /** The same pictures in another order: they stay chosen. */
  readonly changeArrangement: (change: Partial<Arrangement>) => void
  /** Takes filters off; the words that are searched for stay. */
  readonly clearFilters: () => void
  readonly clearSearchAndFilters: () => void
  readonly select: (selection: Selection) => void
  readonly setCellSize: (cellSize: number) => void
  readonly setScrollTop: (scrollTop: number) => void
  readonly toggleFilters: () => void
  readonly wantSearch: (isSearchWanted: boolean) => void
}

/** What the Library shows and what is chosen in it. Outlives the room, so that coming back finds it as it was left. */
export const useLibraryStore = create<LibraryState>()((set, get) => {
  const startList = { selection: noSelection, scrollTop: 0 }
  return {
    query: wholeLibrary,
    arrangement: readArrangement(),
    selection: noSelection,
    cellSize: readCellSize(),
    scrollTop: 0,
    isFiltersOpen: false,
    isSearchWanted: false,
    changeQuery: (change) => {
      // What is looked at in one place is not in the other.
      if (change.place !== undefined && change.place !== get().query.place) useAppStore.getState().selectImage(null)
      set(({ query }) => ({ ...startList, query: { ...query, ...change } }))
    },
    changeArrangement: (change) =>
      set(({ arrangement }) => {
        const changed = { ...arrangement, ...change }
        keepArrangement(changed)
        return { arrangement: changed, scrollTop: 0 }
      }),
    clearFilters: () =>
      set(({ query }) => ({
        ...startList,
        query: { ...query, text: withoutFilters(query.text), collectionId: null },
      })),
    clearSearchAndFilters: () => set(({ query }) => ({ ...startList, query: { ...wholeLibrary, place: query.place } })),
    select: (selection) => set({ selection }),
    setCellSize: (cellSize) => {
      localStorage.setItem(storageKey, String(cellSize))
      set({ cellSize })
    },
    setScrollTop: (scrollTop) => set({ scrollTop }),
    toggleFilters: () => set(({ isFiltersOpen }) => ({ isFiltersOpen: !isFiltersOpen })),
    wantSearch: (isSearchWanted) => set({ isSearchWanted }),
  }
})

function readCellSize(): number {
  const stored = Number(localStorage.getItem(storageKey))
  return stored >= smallestCellSize && stored <= largestCellSize ? stored : 200
}

/** Whether a term asks for a property, and not for words. */
export const isFilter = (term: { readonly kind: string }): boolean => term.kind !== 'word' && term.kind !== 'exact'

/** How much narrows the list beside the words that are searched for; the Trash is a place, not a filter. */
export const countFilters = ({ text, collectionId }: ImageQuery): number =>
  parseQuery(text).terms.filter(isFilter).length + (collectionId === null ? 0 : 1)

const withoutFilters = (text: string): string =>
  // From the end on, so that the places of those before it stay true.
  parseQuery(text)
    .terms.filter(isFilter)
    .reduceRight((left, term) => removeTerm(left, term), text)
