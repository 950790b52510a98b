import { useEffect } from 'react'
import { useCollections } from '../../data/organising.ts'
import { useLibraryStore } from './library-store.ts'

/** A collection that was removed shows nothing any more: everything is shown instead of an empty room. */
export function useLostCollection(): void {
  const collections = useCollections().data
  const { collectionId } = useLibraryStore((state) => state.query)
  const isLost = collectionId !== null && collections?.some(({ id }) => id === collectionId) === false
  useEffect(() => {
    if (isLost) useLibraryStore.getState().changeQuery({ collectionId: null })
  }, [isLost])
}
