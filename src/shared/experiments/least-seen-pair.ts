import type { SeededRandom } from '../seeded-random.ts'

/** A picture of the first arm and one of the second, by id. */
export type PairOfArms = readonly [first: number, second: number]

/**
 * A pair that was not judged yet, of pictures that were seen least; `null` when all were judged. Not any such pair:
 * a careless one leaves over two pictures at the end of a round that have met already. So a whole round is laid out first
 * (a maximum matching, by augmenting paths: H. W. Kuhn, Naval Research Logistics Quarterly 2 (1955), 83–97), and a pair
 * of it taken. With equal numbers of pictures there always is one: pairs not judged after r whole rounds form a
 * regular bipartite graph, which has a perfect matching (D. Kőnig, 1916).
 */
export function leastSeenPair(
  firstIds: readonly number[],
  secondIds: readonly number[],
  judged: readonly PairOfArms[],
  random: SeededRandom,
): PairOfArms | null {
  const met = new Map<number, Set<number>>()
  const timesSeen = new Map<number, number>()
  for (const [first, second] of judged) {
    met.set(first, (met.get(first) ?? new Set()).add(second))
    for (const id of [first, second]) timesSeen.set(id, (timesSeen.get(id) ?? 0) + 1)
  }
  const free = firstIds.flatMap((first) =>
    secondIds.flatMap((second) =>
      met.get(first)?.has(second)
        ? []
        : [{ first, second, seen: (timesSeen.get(first) ?? 0) + (timesSeen.get(second) ?? 0) }],
    ),
  )
  const leastSeen = Math.min(...free.map(({ seen }) => seen))

  const rivals = new Map<number, number[]>()
  for (const { first, second, seen } of random.shuffled(free))
    if (seen === leastSeen) rivals.set(first, [...(rivals.get(first) ?? []), second])
  const [pair = null] = matchUpAll(rivals)
  return pair
}

function matchUpAll(rivals: ReadonlyMap<number, readonly number[]>): readonly PairOfArms[] {
  const firstOf = new Map<number, number>()
  const place = (first: number, tried: Set<number>): boolean =>
    (rivals.get(first) ?? []).some((second) => {
      if (tried.has(second)) return false
      tried.add(second)
      const holder = firstOf.get(second)
      if (holder !== undefined && !place(holder, tried)) return false
      firstOf.set(second, first)
      return true
    })
  for (const first of rivals.keys()) place(first, new Set())
  return [...firstOf].map(([second, first]) => [first, second])
}
