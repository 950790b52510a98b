import { describe, expect, it } from 'vitest'
import type { Collection } from '#shared/organising.ts'
import { flatten, idsInside, pathOf, toTree } from './collection-tree.ts'

const collection = (id: number, name: string, parentId: number | null = null): Collection => ({
  id,
  name,
  parentId,
  imageCount: 0,
})
const collections = [
  collection(1, 'Travel'),
  collection(2, 'Jeju', 4),
  collection(3, 'Commissions 10'),
  collection(4, 'Korea', 1),
  collection(5, 'Commissions 9'),
  collection(6, 'Orphan', 99),
]
const shown = (isOpen?: (id: number) => boolean) =>
  flatten(toTree(collections, 'en'), isOpen).map(({ collection: { name }, level }) => `${level} ${name}`)

describe('the tree of collections', () => {
  it('has each level by name, numbers by their size, and loses none', () => {
    expect(shown()).toEqual(['1 Commissions 9', '1 Commissions 10', '1 Orphan', '1 Travel', '2 Korea', '3 Jeju'])
  })

  it('shows what is inside only where it is open', () => {
    expect(shown((id) => id === 1)).toEqual(['1 Commissions 9', '1 Commissions 10', '1 Orphan', '1 Travel', '2 Korea'])
  })

  it('names a collection by the way to it', () => {
    expect(pathOf(2, collections)).toBe('Travel › Korea › Jeju')
  })

  it('knows what lies inside one, itself among it', () => {
    expect([...idsInside(1, collections)].sort()).toEqual([1, 2, 4])
  })

  it('ends where a damaged library goes in a circle', () => {
    const circle = [collection(1, 'A', 2), collection(2, 'B', 1)]
    expect(pathOf(1, circle)).toBe('B › A')
    expect([...idsInside(1, circle)].sort()).toEqual([1, 2])
  })
})
