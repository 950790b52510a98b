import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { on } from '../bridge.ts'
import { ask } from './ask.ts'
import { type CardStore, createCardStore, type KnownCard } from './card-store.ts'

const storeByClient = new WeakMap<QueryClient, CardStore>()

export function cardStoreOf(client: QueryClient): CardStore {
  const known = storeByClient.get(client)
  if (known !== undefined) return known
  const store = createCardStore(async (ids) => (await ask('images.cards', { ids })).cards)
  storeByClient.set(client, store)
  return store
}

/** One place of the grid, as far as it is known. */
export function useCard(id: number): KnownCard {
  const store = cardStoreOf(useQueryClient())
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(id, listener), [store, id]),
    () => store.get(id),
  )
}

/** Reads the cards of what is in sight, and reads them again whenever pictures change. `null` = nothing new for now. */
export function useWantedCards(ids: readonly number[] | null): void {
  const store = cardStoreOf(useQueryClient())
  useEffect(() => {
    // What changed while nobody listened is not known.
    store.expire()
    return on('images.changed', store.expire)
  }, [store])
  useEffect(() => {
    if (ids !== null) store.want(ids)
  }, [store, ids])
}
