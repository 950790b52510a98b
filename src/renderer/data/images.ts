import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CallInput, CallOutput, CallResult } from '#shared/contract.ts'
import type { Image } from '#shared/image.ts'
import { maxImportBytes } from '#shared/limits.ts'
import { assertNever, err } from '#shared/result.ts'
import { call } from '../bridge.ts'
import { ask } from './ask.ts'
import type { CardChange } from './card-store.ts'
import { cardStoreOf } from './cards.ts'
import { loadFoundImages, type Search } from './found-images.ts'
import { today } from './use-today.ts'

type OneImage = CallOutput<'images.get'>
export type ImageChange = CallInput<'images.mark'>['change']

const oneKey = ['images', 'one'] as const

export const oneImage = (id: number) => ({ queryKey: [...oneKey, id], queryFn: () => ask('images.get', { id }) })

/** One picture with the generation that made it. Asks for nothing while `id` is `null`, or a generation (negative). */
export const useImage = (id: number | null) => useQuery({ ...oneImage(id ?? 0), enabled: id !== null && id > 0 })

/** Reads a picture's record ahead of its turn; what fails is asked again when it is shown. */
export const prefetchImage = (client: QueryClient, id: number): Promise<OneImage | undefined> =>
  client.prefetchQuery(oneImage(id)).then(() => client.getQueryData<OneImage>(oneImage(id).queryKey))

/** A picture's record now, from memory where it is. */
export const loadImage = (client: QueryClient, id: number): Promise<OneImage> => client.fetchQuery(oneImage(id))

/** Every picture that a search finds, in order; generations without a picture are left out. */
export async function findAllImageIds(client: QueryClient, search: Search): Promise<readonly number[]> {
  const { ids } = await loadFoundImages(client, search, today())
  return pictureIds(ids)
}

const pictureIdsByList = new WeakMap<Int32Array, readonly number[]>()

/** The pictures among the places of a list: the same list always gives the same array. */
export function pictureIds(list: Int32Array): readonly number[] {
  const known = pictureIdsByList.get(list)
  if (known !== undefined) return known
  const ids = Array.from(list).filter((id) => id > 0)
  pictureIdsByList.set(list, ids)
  return ids
}

interface Mark {
  readonly ids: readonly number[]
  readonly change: ImageChange
}

/** One change to any number of pictures, shown at once; when main refuses, the truth is read again. Answers an `undoId`. */
export function useMark() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ ids, change }: Mark) => ask('images.mark', { ids: [...ids], change }),
    onMutate: async (mark) => {
      const stopShowing = cardStoreOf(client).show(mark.ids, onCard(mark.change))
      await showOnRecords(client, mark)
      return { stopShowing }
    },
    onSettled: (_answer, _failure, _mark, context) => context?.stopShowing(),
    onError: () => client.invalidateQueries({ queryKey: oneKey }),
  })
}

/** Answers an `undoId`. */
export const useTrash = () =>
  useMutation({ mutationFn: (ids: readonly number[]) => ask('images.trash', { ids: [...ids] }) })

/** Answers an `undoId`. */
export const useRestore = () =>
  useMutation({ mutationFn: (ids: readonly number[]) => ask('images.restore', { ids: [...ids] }) })

function onCard(change: ImageChange): CardChange {
  switch (change.kind) {
    case 'favorite':
      return { isFavorite: change.isFavorite }
    case 'rating':
      return { rating: change.rating }
    case 'note':
    case 'add-tags':
    case 'remove-tags':
      return {}
    default:
      return assertNever(change)
  }
}

async function showOnRecords(client: QueryClient, { ids, change }: Mark): Promise<void> {
  const marked = new Set(ids)
  // An answer that is still on its way was read before this change and would undo it on screen. A first answer is
  // awaited all the same: nobody would ask for it again.
  await client.cancelQueries({ queryKey: oneKey, predicate: (query) => query.state.data !== undefined })
  client.setQueriesData<OneImage>({ queryKey: oneKey }, (one) =>
    one === undefined || !marked.has(one.image.id) ? one : changeOne(one, change),
  )
}

function changeOne(one: OneImage, change: ImageChange): OneImage {
  const withImage = (part: Partial<Image>): OneImage => ({ ...one, image: { ...one.image, ...part } })
  switch (change.kind) {
    case 'favorite':
      return withImage({ isFavorite: change.isFavorite })
    case 'rating':
      return withImage({ rating: change.rating })
    case 'note':
      return withImage({ note: change.note })
    case 'add-tags':
      return { ...one, tags: [...new Set([...one.tags, ...change.tags])] }
    case 'remove-tags':
      return { ...one, tags: one.tags.filter((tag) => !change.tags.includes(tag)) }
    default:
      return assertNever(change)
  }
}

/** Takes a file in. What main would refuse for its size is refused before it is read. */
export async function importImage(file: File, fileName: string | null): Promise<CallResult<'images.import'>> {
  if (file.size > maxImportBytes) return err({ kind: 'too-large', limitBytes: maxImportBytes })
  // A folder arrives as a file too, and shows itself by refusing to be read.
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) return err({ kind: 'unsupported-file', fileName })
  return call('images.import', { bytes: new Uint8Array(bytes), fileName })
}
