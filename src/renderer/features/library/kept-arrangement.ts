import type { Arrangement } from '#shared/image-query.ts'

const storageKey = 'library-arrangement'

export const sorts = ['newest', 'oldest', 'rating', 'cost'] as const
export const groupings = ['none', 'day', 'prompt', 'experiment'] as const

export const keepArrangement = (arrangement: Arrangement): void =>
  localStorage.setItem(storageKey, [arrangement.sort, arrangement.groupBy, String(arrangement.isStacked)].join(' '))

/** As it was last chosen on this computer; what is not known gives way to the ordinary. */
export function readArrangement(): Arrangement {
  const [sort, groupBy, isStacked] = (localStorage.getItem(storageKey) ?? '').split(' ')
  return {
    sort: sorts.find((known) => known === sort) ?? 'newest',
    groupBy: groupings.find((known) => known === groupBy) ?? 'none',
    isStacked: isStacked === 'true',
  }
}
