import { keepPreviousData, type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Failure } from '#shared/failure.ts'
import type { Arrangement, ImageList, ImageQuery } from '#shared/image-query.ts'
import { ask } from './ask.ts'
import { cardStoreOf } from './cards.ts'
import { useToday } from './use-today.ts'

/** Which pictures, and in which order. */
export interface Search {
  readonly query: ImageQuery
  readonly arrangement: Arrangement
}

/** What a search found. It names the search, because the one before stays on screen until the next is answered. */
export interface FoundImages extends ImageList {
  readonly search: Search
  /** These are only the first: the list itself is still being read. */
  readonly isWhole: boolean
}

export type Finding =
  | { readonly kind: 'searching' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly tryAgain: () => void }
  | { readonly kind: 'found'; readonly found: FoundImages }

/** A screenful on the largest screen. */
const firstCount = 150
/** A list of a million is 4 MB, and each word typed is another one. */
const keptMs = 30_000

/** Words like “today” mean another thing tomorrow. */
const listQuery = (client: QueryClient, search: Search, today: string) => {
  const queryKey = ['images', 'list', search, today] as const
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<FoundImages> => {
      const list = await ask('images.list', search)
      return keepEqual(client.getQueryData<FoundImages>(queryKey), { ...list, search, isWhole: true })
    },
    structuralSharing: false,
    gcTime: keptMs,
  })
}

const firstQuery = (client: QueryClient, search: Search, today: string) =>
  queryOptions({
    queryKey: ['images', 'first', search, today] as const,
    queryFn: async (): Promise<FoundImages> => {
      const { cards } = await ask('images.first', { ...search, limit: firstCount })
      cardStoreOf(client).put(cards)
      return {
        ids: Int32Array.from(cards, (card) => card.id),
        stackSizes: null,
        groups: [],
        search,
        isWhole: false,
      }
    },
    structuralSharing: false,
    gcTime: keptMs,
  })

/** Everything a search finds: its first places at once, the whole list as soon as it is read. */
export function useFoundImages(search: Search): Finding {
  const client = useQueryClient()
  const today = useToday()
  const list = useQuery({ ...listQuery(client, search, today), placeholderData: keepPreviousData })
  const isListed = list.data !== undefined && !list.isPlaceholderData
  // Without its groups' headings the first screen would jump when they come.
  const first = useQuery({
    ...firstQuery(client, search, today),
    enabled: !isListed && search.arrangement.groupBy === 'none',
  })
  const found = isListed ? list.data : (first.data ?? list.data)
  if (list.isError && !isListed)
    return { kind: 'failed', failure: list.error.failure, tryAgain: () => void list.refetch() }
  return found === undefined ? { kind: 'searching' } : { kind: 'found', found }
}

/** Everything a search finds, from memory where it is. */
export const loadFoundImages = (client: QueryClient, search: Search, today: string): Promise<FoundImages> =>
  client.ensureQueryData(listQuery(client, search, today))

/** What is known of it now; nothing is asked. */
export const knownFoundImages = (client: QueryClient, search: Search, today: string): FoundImages | undefined =>
  client.getQueryData(listQuery(client, search, today).queryKey) ??
  client.getQueryData(firstQuery(client, search, today).queryKey)

/** How often each value occurs in what a query finds, for the fields that have few. */
export function useFacets(query: ImageQuery, isWanted: boolean) {
  const today = useToday()
  return useQuery({
    queryKey: ['facets', query, today],
    queryFn: async () => (await ask('images.countFacets', { query })).facets,
    enabled: isWanted,
    placeholderData: keepPreviousData,
    gcTime: keptMs,
  })
}

/** A list read again is mostly the same: then it is the same object, and nothing is laid out anew. */
function keepEqual(before: FoundImages | undefined, now: FoundImages): FoundImages {
  if (before === undefined) return now
  const isEqual =
    areEqual(before.ids, now.ids) &&
    areEqual(before.stackSizes, now.stackSizes) &&
    JSON.stringify(before.groups) === JSON.stringify(now.groups)
  return isEqual ? before : now
}

const areEqual = (a: Int32Array | null, b: Int32Array | null): boolean =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((value, index) => value === b[index]))
