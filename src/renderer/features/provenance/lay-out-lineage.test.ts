import { describe, expect, it } from 'vitest'
import { layOutLineage } from './lay-out-lineage.ts'

const edge = (fromId: number, toId: number, role: 'prompt' | 'recipe' | 'reference' | 'edit' = 'prompt') => ({
  fromId,
  toId,
  role,
})

describe('layOutLineage', () => {
  it('puts what it came from above and what came of it below, by the number of steps', () => {
    const layout = layOutLineage(
      5,
      [1, 2, 5, 7, 8],
      [edge(1, 2), edge(2, 5, 'recipe'), edge(5, 7, 'edit'), edge(5, 8), edge(5, 8, 'reference')],
    )
    expect(layout).toEqual({
      nodes: [
        { id: 1, rank: -2, column: 0, roles: ['prompt'] },
        { id: 2, rank: -1, column: 0, roles: ['recipe'] },
        { id: 5, rank: 0, column: 0, roles: [] },
        { id: 7, rank: 1, column: 0, roles: ['edit'] },
        { id: 8, rank: 1, column: 1, roles: ['prompt', 'reference'] },
      ],
      minRank: -2,
      rankCount: 4,
      columnCount: 2,
    })
  })

  it('puts what has the same source beside the picture', () => {
    const { nodes } = layOutLineage(5, [1, 5, 6], [edge(1, 5), edge(1, 6)])
    expect(nodes.map(({ id, rank, column }) => [id, rank, column])).toEqual([
      [1, -1, 0],
      [5, 0, 0],
      [6, 0, 1],
    ])
  })

  it('stands alone without edges, and ends in a circle', () => {
    expect(layOutLineage(5, [5, 9], []).nodes.map(({ id }) => id)).toEqual([5])
    expect(layOutLineage(5, [5, 6], [edge(5, 6), edge(6, 5)]).nodes.map(({ id }) => id)).toEqual([5, 6])
  })
})
