import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Image } from '#shared/image.ts'
import type { ImageList } from '#shared/image-query.ts'
import { ask } from '../../data/ask.ts'
import { cardStoreOf } from '../../data/cards.ts'
import type { FoundImages } from '../../data/found-images.ts'
import { type OpenStack, openStacks } from './open-stacks.ts'

/** A list as the grid shows it. */
export interface ShownList extends ImageList {
  /** Covers of the stacks that are open. */
  readonly openStackIds: ReadonlySet<number>
  readonly isWhole: boolean
}

const imagesOf = (answers: readonly UseQueryResult<readonly Image[]>[]): readonly (readonly Image[])[] =>
  answers.map((answer) => answer.data ?? [])

/**
 * Stacks are opened where they lie, by their generation: when the cover is thrown away the next picture takes its place and
 * the stack stays open.
 */
export function useOpenStacks(found: FoundImages): {
  readonly list: ShownList
  readonly toggle: (coverId: number) => void
} {
  const client = useQueryClient()
  const [openGenerationIds, setOpenGenerationIds] = useState<readonly number[]>([])
  const { place } = found.search.query
  const isStacked = found.stackSizes !== null
  const stacks = useQueries({
    queries: (isStacked ? openGenerationIds : []).map((id) => ({
      queryKey: ['images', 'stack', id],
      queryFn: async (): Promise<readonly Image[]> => {
        const generation = await ask('generations.get', { id })
        return generation.status === 'succeeded' ? generation.images : []
      },
    })),
    combine: imagesOf,
  })
  const opened = useMemo(
    () =>
      stacks.flatMap((images): readonly OpenStack[] => {
        const inside = images
          .filter(({ deletedAtMs }) => (deletedAtMs === null) === (place === 'library'))
          .map(({ id }) => id)
        const coverId = inside.find((id) => found.ids.includes(id))
        return coverId === undefined ? [] : [{ coverId, ids: [coverId, ...inside.filter((id) => id !== coverId)] }]
      }),
    [stacks, found, place],
  )
  const list = useMemo(
    () => ({
      ...openStacks(found, opened),
      openStackIds: new Set(opened.filter(({ ids }) => ids.length > 1).map(({ coverId }) => coverId)),
      isWhole: found.isWhole,
    }),
    [found, opened],
  )
  const toggle = (coverId: number): void => {
    const card = cardStoreOf(client).get(coverId)
    const id = card?.kind === 'image' ? card.generationId : null
    if (id === null) return
    setOpenGenerationIds((open) => (open.includes(id) ? open.filter((other) => other !== id) : [...open, id]))
  }
  return { list, toggle }
}
