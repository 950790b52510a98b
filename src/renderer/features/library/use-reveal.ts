import { useEffect } from 'react'
import { useAppStore } from '../../app-store.ts'
import { useLibraryStore } from './library-store.ts'

/** Brings pictures into sight that another part of the studio speaks of, whatever is searched for or filtered. */
export function useReveal(): void {
  const revealedIds = useAppStore((state) => state.revealedIds)
  useEffect(() => {
    if (revealedIds === null) return
    const last = revealedIds.at(-1) ?? null
    const { clearSearchAndFilters, changeQuery, select } = useLibraryStore.getState()
    clearSearchAndFilters()
    changeQuery({ place: 'library' })
    select({ ids: new Set(revealedIds), anchorId: last, focusId: last })
    useAppStore.setState({ revealedIds: null, ...(last !== null && { selectedImageId: last }) })
  }, [revealedIds])
}
