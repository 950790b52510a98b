import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CallOutput, CallResult } from '#shared/contract.ts'
import type { GridImage, ImageFilter } from '#shared/image.ts'
import { maxImportBytes } from '#shared/limits.ts'
import { err } from '#shared/result.ts'
import { call } from '../bridge.ts'
import { ask } from './ask.ts'

type Page = CallOutput<'images.page'>
type OneImage = CallOutput<'images.get'>

const pageSize = 200
/** `images.trash` and `images.restore` take this many at once. */
const maxIdsInOneCall = 10_000

export const imageKeys = {
  pages: (filter: ImageFilter) => ['images', 'page', filter] as const,
  allPages: ['images', 'page'] as const,
  count: (filter: ImageFilter) => ['images', 'count', filter] as const,
  facets: ['images', 'facets'] as const,
  one: (id: number | null) => ['images', 'one', id] as const,
}

/**
 * The pictures that match, newest first, in pages that load as the grid is scrolled. While a changed filter is looked
 * up, what was found before stays on screen.
 */
export function useImagePages(filter: ImageFilter) {
  const query = useInfiniteQuery({
    queryKey: imageKeys.pages(filter),
    queryFn: ({ pageParam }: { pageParam: number | null }) =>
      ask('images.page', { filter, beforeId: pageParam, limit: pageSize }),
    initialPageParam: null,
    getNextPageParam: (page: Page) => page.nextBeforeId,
    placeholderData: keepPreviousData,
  })
  const images = useMemo(() => query.data?.pages.flatMap((page) => page.images) ?? [], [query.data])
  return { ...query, images }
}

/** How many match, up to `maxCount`. */
export const useImageCount = (filter: ImageFilter) =>
  useQuery({
    queryKey: imageKeys.count(filter),
    queryFn: () => ask('images.count', { filter }),
    placeholderData: keepPreviousData,
  })

export const useImageFacets = () => useQuery({ queryKey: imageKeys.facets, queryFn: () => ask('images.facets', {}) })

const oneImage = (id: number) => ({ queryKey: imageKeys.one(id), queryFn: () => ask('images.get', { id }) })

/** One picture with the generation that made it. Asks for nothing while `id` is `null`. */
export const useImage = (id: number | null) =>
  useQuery({
    queryKey: imageKeys.one(id),
    queryFn: () => ask('images.get', { id: id ?? 0 }),
    enabled: id !== null,
  })

/** Reads a picture's record ahead of its turn; what fails is asked again when it is shown. */
export const prefetchImage = (client: QueryClient, id: number): Promise<OneImage | undefined> =>
  client.prefetchQuery(oneImage(id)).then(() => client.getQueryData<OneImage>(imageKeys.one(id)))

/** A picture's record now, from memory where it is. */
export const loadImage = (client: QueryClient, id: number): Promise<OneImage> => client.fetchQuery(oneImage(id))

/** What the grid has loaded for `filter`, in the order on screen. */
export const loadedImages = (client: QueryClient, filter: ImageFilter): readonly GridImage[] =>
  client.getQueryData<InfiniteData<Page>>(imageKeys.pages(filter))?.pages.flatMap((page) => page.images) ?? []

interface Favorite {
  readonly id: number
  readonly isFavorite: boolean
}
interface Rated {
  readonly id: number
  readonly rating: number | null
}

/** Shown at once; when main refuses, the truth is read again. */
export function useSetFavorite() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, isFavorite }: Favorite) => ask('images.setFavorite', { id, isFavorite }),
    onMutate: ({ id, isFavorite }) => showAtOnce(client, id, { isFavorite }),
    onError: () => client.invalidateQueries({ queryKey: ['images'] }),
  })
}

/** Shown at once; when main refuses, the truth is read again. */
export function useSetRating() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, rating }: Rated) => ask('images.setRating', { id, rating }),
    onMutate: ({ id, rating }) => showAtOnce(client, id, { rating }),
    onError: () => client.invalidateQueries({ queryKey: ['images'] }),
  })
}

export const useTrash = () =>
  useMutation({ mutationFn: (ids: readonly number[]) => inChunks(ids, (some) => ask('images.trash', { ids: some })) })

export const useRestore = () =>
  useMutation({ mutationFn: (ids: readonly number[]) => inChunks(ids, (some) => ask('images.restore', { ids: some })) })

async function inChunks(ids: readonly number[], act: (ids: number[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < ids.length; start += maxIdsInOneCall) await act(ids.slice(start, start + maxIdsInOneCall))
}

async function showAtOnce(
  client: QueryClient,
  id: number,
  change: { readonly isFavorite: boolean } | { readonly rating: number | null },
): Promise<void> {
  // An answer that is still on its way was read before this change and would undo it on screen. A first answer is
  // awaited all the same: nobody would ask for it again.
  await client.cancelQueries({ queryKey: ['images'], predicate: (query) => query.state.data !== undefined })
  const changeThis = <Of extends { readonly id: number }>(image: Of): Of =>
    image.id === id ? { ...image, ...change } : image
  client.setQueriesData<InfiniteData<Page>>({ queryKey: imageKeys.allPages }, (data) =>
    data === undefined
      ? undefined
      : {
          ...data,
          pages: data.pages.map((page) =>
            page.images.some((image) => image.id === id) ? { ...page, images: page.images.map(changeThis) } : page,
          ),
        },
  )
  client.setQueryData<OneImage>(imageKeys.one(id), (one) =>
    one === undefined ? undefined : { ...one, image: changeThis(one.image) },
  )
}

/** Takes a file in. What main would refuse for its size is refused before it is read. */
export async function importImage(file: File, fileName: string | null): Promise<CallResult<'images.import'>> {
  if (file.size > maxImportBytes) return err({ kind: 'too-large', limitBytes: maxImportBytes })
  // A folder arrives as a file too, and shows itself by refusing to be read.
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) return err({ kind: 'unsupported-file', fileName })
  return call('images.import', { bytes: new Uint8Array(bytes), fileName })
}

/** Every picture that matches, loaded or not, newest first. */
export async function findAllImageIds(filter: ImageFilter): Promise<readonly number[]> {
  const ids: number[] = []
  let beforeId: number | null = null
  do {
    const page: Page = await ask('images.page', { filter, beforeId, limit: 500 })
    for (const image of page.images) ids.push(image.id)
    beforeId = page.nextBeforeId
  } while (beforeId !== null)
  return ids
}
