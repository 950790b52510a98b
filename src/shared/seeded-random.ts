/** Numbers that look random and are the same for the same seed, on every machine. */
export interface SeededRandom {
  /** From `low`, below `high`. */
  between(low: number, high: number): number
  /** Whole, from `low` to `high`, both included. */
  whole(low: number, high: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** The same items in another order, each order as likely. */
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by xmur3. */
export function createSeededRandom(seed: string): SeededRandom {
  const nextSeed = xmur3(seed)
  let [a, b, c, d] = [nextSeed(), nextSeed(), nextSeed(), nextSeed()]
  const next = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round++) next()

  return {
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((one, other) => one.place - other.place)
        .map(({ item }) => item),
  }
}

/** A 32-bit number for a text; the same text always gives the same. */
export const hashText = (text: string): number => xmur3(text)()

function xmur3(text: string): () => number {
  let hash = 1_779_033_703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3_432_918_353)
    hash = (hash << 13) | (hash >>> 19)
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507)
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
    hash ^= hash >>> 16
    return hash >>> 0
  }
}
