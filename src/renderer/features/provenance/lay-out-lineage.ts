import type { CallOutput } from '#shared/contract.ts'

type Edge = CallOutput<'images.lineage'>['edges'][number]

export interface LineageNode {
  readonly id: number
  /** 0 = the picture it is about; below 0 what it came from, above what came of it. */
  readonly rank: number
  /** Place within its rank, from 0. */
  readonly column: number
  /** How it was used, or how it came about: of each role once. */
  readonly roles: readonly Edge['role'][]
}

export interface LineageLayout {
  /** In reading order. */
  readonly nodes: readonly LineageNode[]
  readonly minRank: number
  readonly rankCount: number
  readonly columnCount: number
}

/** Puts each picture into the rank of its distance from `focusId`. What no edge leads to is left out. */
export function layOutLineage(focusId: number, ids: readonly number[], edges: readonly Edge[]): LineageLayout {
  const rankById = new Map([[focusId, 0]])
  // Each round reaches one step further; a circle, which only damage can make, ends it too.
  for (let before = 0; before !== rankById.size; ) {
    before = rankById.size
    for (const { fromId, toId } of edges) {
      const from = rankById.get(fromId)
      const to = rankById.get(toId)
      if (from === undefined && to !== undefined) rankById.set(fromId, to - 1)
      if (to === undefined && from !== undefined) rankById.set(toId, from + 1)
    }
  }
  const counts = new Map<number, number>()
  const nodes = ids
    .flatMap((id) => {
      const rank = rankById.get(id)
      return rank === undefined ? [] : [{ id, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.id - b.id)
    .map(({ id, rank }) => {
      const column = counts.get(rank) ?? 0
      counts.set(rank, column + 1)
      const own = edges.filter(({ fromId, toId }) => (rank < 0 ? fromId : toId) === id)
      return { id, rank, column, roles: rank === 0 ? [] : [...new Set(own.map(({ role }) => role))] }
    })
  const minRank = nodes[0]?.rank ?? 0
  return {
    nodes,
    minRank,
    rankCount: (nodes.at(-1)?.rank ?? 0) - minRank + 1,
    columnCount: Math.max(1, ...counts.values()),
  }
}
