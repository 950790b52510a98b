/** So many of 64 bits may differ between pictures that look alike: scaled, recompressed, slightly recoloured. */
export const mostDifferentBits = 6

/**
 * Groups hashes (`differenceHash`) of which each has a neighbour in its group that differs in at most
 * `mostDifferentBits`; hashes without a neighbour are in no group. Answers with their indexes, in order.
 *
 * Cut into four bands of 16 bits, two hashes that differ in at most seven bits have a band in which they differ in at
 * most one. So only those are compared that share a band up to one bit, found by 17 look-ups a band: 100,000 hashes take
 * less than a second, where comparing all pairs takes a minute.
 */
export async function groupLookAlikes(dHashes: readonly string[], signal: AbortSignal): Promise<number[][]> {
  const indexesByHash = Map.groupBy(dHashes.keys(), (index) => dHashes[index] ?? flat)
  // A picture of one colour looks like every other one: its hash says nothing.
  indexesByHash.delete(flat)
  const distinct = [...indexesByHash.keys()]
  const halves = [0, 8].map((start) =>
    Uint32Array.from(distinct, (hash) => Number.parseInt(hash.slice(start, start + 8), 16)),
  )
  const [high = new Uint32Array(), low = new Uint32Array()] = halves
  const sets = createDisjointSets(distinct.length)
  for (const half of halves)
    for (const shift of [16, 0]) {
      const { starts, places } = sortIntoBuckets(half, shift)
      for (let one = 0; one < distinct.length; one += 1) {
        // So that stopping is heard.
        if (one % 4096 === 0) await new Promise(setImmediate)
        signal.throwIfAborted()
        const [oneHigh, oneLow] = [high[one] ?? 0, low[one] ?? 0]
        const value = bandOf(half[one] ?? 0, shift)
        for (let bit = -1; bit < 16; bit += 1) {
          const near = bit < 0 ? value : value ^ (1 << bit)
          const end = starts[near + 1] ?? 0
          for (let at = starts[near] ?? 0; at < end; at += 1) {
            const other = places[at] ?? 0
            // Places ascend; the rest of the pairs is found from their other end.
            if (other >= one) break
            const differing = bitCount(oneHigh ^ (high[other] ?? 0)) + bitCount(oneLow ^ (low[other] ?? 0))
            if (differing <= mostDifferentBits) sets.join(one, other)
          }
        }
      }
    }
  const groups = Map.groupBy(distinct.keys(), sets.rootOf)
  return [...groups.values()]
    .map((group) => group.flatMap((one) => indexesByHash.get(distinct[one] ?? flat) ?? []).sort((a, b) => a - b))
    .filter((group) => group.length > 1)
}

const flat = '0'.repeat(16)

const bandOf = (half: number, shift: number): number => (half >>> shift) & 0xffff

/** Which hashes have a value in this band: `places` from `starts[value]` up to `starts[value + 1]`. */
function sortIntoBuckets(
  half: Uint32Array,
  shift: number,
): { readonly starts: Uint32Array; readonly places: Uint32Array } {
  const starts = new Uint32Array(2 ** 16 + 1)
  for (const bits of half) {
    const after = bandOf(bits, shift) + 1
    starts[after] = (starts[after] ?? 0) + 1
  }
  for (let value = 0; value < 2 ** 16; value += 1) starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0)
  const next = starts.slice()
  const places = new Uint32Array(half.length)
  for (const [place, bits] of half.entries()) {
    const value = bandOf(bits, shift)
    const at = next[value] ?? 0
    places[at] = place
    next[value] = at + 1
  }
  return { starts, places }
}

/** Of 32 bits, by adding neighbours in parallel (Warren, “Hacker's Delight”, 5-1). */
function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function createDisjointSets(size: number): {
  readonly rootOf: (place: number) => number
  readonly join: (one: number, other: number) => void
} {
  const parents = Uint32Array.from({ length: size }, (_, place) => place)
  const rootOf = (place: number): number => {
    let root = place
    for (let parent = parents[root] ?? root; parent !== root; parent = parents[root] ?? root) {
      // Halves the way for whoever asks next.
      parents[root] = parents[parent] ?? parent
      root = parent
    }
    return root
  }
  return {
    rootOf,
    join: (one, other) => {
      parents[rootOf(one)] = rootOf(other)
    },
  }
}
