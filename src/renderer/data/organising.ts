import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { GridCard } from '#shared/image.ts'
import { ask } from './ask.ts'

/** Most used first. */
export const useTags = () =>
  useQuery({ queryKey: ['organising', 'tags'], queryFn: async () => (await ask('tags.list', {})).tags })

export const useCollections = () =>
  useQuery({
    queryKey: ['organising', 'collections'],
    queryFn: async () => (await ask('collections.list', {})).collections,
  })

let lastNumber = 0
const numberByList = new WeakMap<readonly number[], number>()
/** A list of 100,000 is known by which it is: comparing what is in it would take longer than the answer. */
function numberOf(ids: readonly number[]): number {
  const number = numberByList.get(ids) ?? ++lastNumber
  numberByList.set(ids, number)
  return number
}

/** What many pictures have in common. Give the same array for the same question. */
export const useSummary = (ids: readonly number[]) =>
  useQuery({
    queryKey: ['images', 'summary', numberOf(ids)],
    queryFn: () => ask('images.summarise', { ids: [...ids] }),
    enabled: ids.length > 0,
    // Each selection is a new question; the answers to old ones are of no use.
    gcTime: 0,
  })

/** What is in the Trash, or of that what was put there before a time. */
export const useTrashMeasure = (deletedBeforeMs: number | null, isWanted = true) =>
  useQuery({
    queryKey: ['images', 'trash', deletedBeforeMs],
    queryFn: () => ask('images.measureTrash', { deletedBeforeMs }),
    enabled: isWanted,
  })

/** What a picture came from and what came of it. */
export const useLineage = (id: number) =>
  useQuery({ queryKey: ['images', 'lineage', id], queryFn: () => ask('images.lineage', { id }) })

/** The cards of some pictures by id, for places that are no grid. Those no longer there are left out. */
export const useDuplicateCards = (ids: readonly number[]) =>
  useQuery({
    queryKey: ['images', 'duplicates', ids],
    queryFn: async () => {
      const byId = new Map<number, Extract<GridCard, { readonly kind: 'image' }>>()
      for (let start = 0; start < ids.length; start += 500) {
        const { cards } = await ask('images.cards', { ids: ids.slice(start, start + 500) })
        for (const card of cards) if (card.kind === 'image') byId.set(card.id, card)
      }
      return byId
    },
    structuralSharing: false,
    placeholderData: keepPreviousData,
  })
