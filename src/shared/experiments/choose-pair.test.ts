import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSeededRandom } from '../seeded-random.ts'
import { choosePair, type ImagePair } from './choose-pair.ts'
import { type ExperimentImage, matchUps } from './match-ups.ts'

/** `repeats[prompt][arm]` pictures; arms and prompts count from 1. */
const imagesOf = (repeats: readonly (readonly number[])[]): readonly ExperimentImage[] => {
  let id = 0
  return repeats.flatMap((counts, prompt) =>
    counts.flatMap((count, arm) =>
      Array.from({ length: count }, () => {
        id += 1
        return { id, armId: arm + 1, promptId: prompt + 1 }
      }),
    ),
  )
}

interface Draw {
  readonly left: ExperimentImage
  readonly right: ExperimentImage
}

/** Votes until nothing is left, each pair drawn by a random of its own, as after a restart. */
function voteToTheEnd(images: readonly ExperimentImage[], rounds: number, seed: string): readonly Draw[] {
  const imagesById = new Map(images.map((image) => [image.id, image]))
  const shown: ImagePair[] = []
  const draws: Draw[] = []
  for (;;) {
    const pair = choosePair({ images, shown, rounds, random: createSeededRandom(`${seed} ${shown.length}`) })
    if (pair === null) return draws
    shown.push(pair)
    const left = imagesById.get(pair.leftImageId)
    const right = imagesById.get(pair.rightImageId)
    if (left === undefined || right === undefined) throw new Error('A picture that nobody gave.')
    draws.push({ left, right })
  }
}

const armsOf = ({ left, right }: Draw): string => [left.armId, right.armId].sort().join(' ')
const firstStandsLeft = ({ left, right }: Draw): boolean => left.armId < right.armId

/** The greatest difference in how often pictures of one arm over one prompt were seen against one other arm, at any time. */
function worstSpread(images: readonly ExperimentImage[], draws: readonly Draw[]): number {
  const groups = new Map<string, Map<number, number>>()
  for (const cell of matchUps(images, 1))
    for (const [arm, ids] of [
      [cell.firstArmId, cell.firstImageIds],
      [cell.secondArmId, cell.secondImageIds],
    ] as const)
      groups.set(
        `${cell.promptId}: ${arm} of ${cell.firstArmId} ${cell.secondArmId}`,
        new Map(ids.map((id) => [id, 0])),
      )
  let worst = 0
  for (const draw of draws)
    for (const { id, armId, promptId } of [draw.left, draw.right]) {
      const counts = groups.get(`${promptId}: ${armId} of ${armsOf(draw)}`)
      if (counts === undefined) throw new Error('A pair that is in no match-up.')
      counts.set(id, (counts.get(id) ?? 0) + 1)
      worst = Math.max(worst, Math.max(...counts.values()) - Math.min(...counts.values()))
    }
  return worst
}

/** The greatest surplus of one arm on the left over the other, of any pair of arms at any time. */
function worstSurplus(draws: readonly Draw[]): number {
  const surplus = new Map<string, number>()
  return draws.reduce((worst, draw) => {
    const now = (surplus.get(armsOf(draw)) ?? 0) + (firstStandsLeft(draw) ? 1 : -1)
    surplus.set(armsOf(draw), now)
    return Math.max(worst, Math.abs(now))
  }, 0)
}

const experiments = [
  {
    name: '2 arms',
    repeats: [
      [4, 4],
      [4, 4],
      [4, 4],
    ],
    rounds: 4,
    isEqual: true,
  },
  {
    name: '3 arms',
    repeats: [
      [4, 4, 4],
      [4, 4, 4],
    ],
    rounds: 4,
    isEqual: true,
  },
  {
    name: '4 arms',
    repeats: [
      [3, 3, 3, 3],
      [3, 3, 3, 3],
    ],
    rounds: 2,
    isEqual: true,
  },
  { name: '2 arms over one prompt', repeats: [[6, 6]], rounds: 6, isEqual: true },
  {
    name: '2 arms, some generations failed',
    repeats: [
      [4, 3],
      [2, 4],
      [1, 4],
      [4, 0],
    ],
    rounds: 4,
    isEqual: false,
  },
  {
    name: '4 arms, some generations failed',
    repeats: [
      [4, 3, 4, 1],
      [2, 4, 0, 3],
    ],
    rounds: 2,
    isEqual: false,
  },
]

describe.each(experiments)('choosePair, $name', ({ name, repeats, rounds, isEqual }) => {
  const images = imagesOf(repeats)
  const wanted = matchUps(images, rounds).reduce((sum, { wantedPairs }) => sum + wantedPairs, 0)
  const runs = Array.from({ length: Math.ceil(10_000 / wanted) }, (_, run) =>
    voteToTheEnd(images, rounds, `${name} ${run}`),
  )

  it('draws each wanted pair once, over one prompt and of two arms, and then nothing', () => {
    for (const draws of runs) {
      expect(draws.length).toBe(wanted)
      expect(new Set(draws.map(({ left, right }) => [left.id, right.id].sort().join(' '))).size).toBe(wanted)
      expect(draws.every(({ left, right }) => left.promptId === right.promptId && left.armId !== right.armId)).toBe(
        true,
      )
    }
  })

  it('shows each repeat equally often, wherever the person stops', () => {
    expect(Math.max(...runs.map((draws) => worstSpread(images, draws)))).toBeLessThanOrEqual(isEqual ? 1 : 2)
  })

  it('puts each arm left equally often, wherever the person stops', () => {
    expect(Math.max(...runs.map(worstSurplus))).toBe(1)
  })

  it('draws the sides by chance: no surplus, and blocks that do not depend on the block before', () => {
    // After an even number of votes on two arms the next side is free. These must look like tosses of a coin.
    const tosses = runs.map((draws) =>
      [...new Set(draws.map(armsOf))].map((arms) =>
        draws
          .filter((draw) => armsOf(draw) === arms)
          .flatMap((draw, index) => (index % 2 === 0 ? [firstStandsLeft(draw)] : [])),
      ),
    )
    const all = tosses.flat(2)
    const left = all.filter((isLeft) => isLeft).length
    expect(all.length).toBeGreaterThan(4_000)
    // Chi-square with 1 degree of freedom, 99.9 %.
    expect((2 * left - all.length) ** 2 / all.length).toBeLessThan(10.83)

    const steps = tosses.flat().flatMap((row) => row.slice(1).map((isLeft, index) => isLeft === row[index]))
    const same = steps.filter((isSame) => isSame).length
    expect((2 * same - steps.length) ** 2 / steps.length).toBeLessThan(10.83)
  })

  it('draws the pictures by chance: each pair is as likely to be the first', () => {
    const cell = matchUps(images, rounds)[0]
    const firsts = new Map<string, number>()
    for (let seed = 0; seed < 2_000; seed += 1) {
      const pair = choosePair({ images, shown: [], rounds, random: createSeededRandom(`first ${seed}`) })
      const ids = pair === null ? [] : [pair.leftImageId, pair.rightImageId].sort((one, other) => one - other)
      const [one = 0, other = 0] = ids
      if (cell?.firstImageIds.includes(one) && cell.secondImageIds.includes(other))
        firsts.set(ids.join(' '), (firsts.get(ids.join(' ')) ?? 0) + 1)
    }
    const pairs = (cell?.firstImageIds.length ?? 0) * (cell?.secondImageIds.length ?? 0)
    const expected = [...firsts.values()].reduce((sum, count) => sum + count, 0) / pairs
    const chiSquare = [...firsts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect(firsts.size).toBe(pairs)
    // The 99.9 % point of chi-square by Wilson and Hilferty.
    const freedom = pairs - 1
    expect(chiSquare).toBeLessThan(freedom * (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3)
  })

  if (repeats.length > 1)
    it('mixes prompts, and starts with each', () => {
      const firsts = runs.map((draws) => draws.slice(0, repeats.length).map(({ left }) => left.promptId))
      expect(new Set(firsts.map((order) => order.join(' '))).size).toBeGreaterThan(1)
      const withPairs = new Set(matchUps(images, rounds).map(({ promptId }) => promptId))
      expect(new Set(firsts.map(([first]) => first))).toEqual(withPairs)
    })

  if (repeats.length > 1 && isEqual)
    it('asks of no prompt twice running', () => {
      for (const draws of runs)
        for (const [index, { left }] of draws.entries()) expect(left.promptId).not.toBe(draws[index - 1]?.left.promptId)
    })
})

describe('choosePair', () => {
  it('keeps to its bounds for any numbers of pictures and rounds', () => {
    const repeats = fc
      .integer({ min: 2, max: 4 })
      .chain((arms) =>
        fc.array(fc.array(fc.nat(7), { minLength: arms, maxLength: arms }), { minLength: 1, maxLength: 2 }),
      )
    fc.assert(
      fc.property(repeats, fc.integer({ min: 1, max: 7 }), fc.string(), (counts, rounds, seed) => {
        const images = imagesOf(counts)
        const draws = voteToTheEnd(images, rounds, seed)
        const isEqual = counts.every((row) => new Set(row).size === 1)
        expect(draws.length).toBe(matchUps(images, rounds).reduce((sum, { wantedPairs }) => sum + wantedPairs, 0))
        expect(worstSpread(images, draws)).toBeLessThanOrEqual(isEqual ? 1 : 2)
        expect(worstSurplus(draws)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('goes on evenly where an experiment is extended', () => {
    const before = imagesOf([[2, 2]])
    const shown = voteToTheEnd(before, 2, 'before').map(({ left, right }) => ({
      leftImageId: left.id,
      rightImageId: right.id,
    }))
    const images = [...before, { id: 11, armId: 1, promptId: 1 }, { id: 12, armId: 2, promptId: 1 }]
    const pair = choosePair({ images, shown, rounds: 2, random: createSeededRandom('after') })
    expect([pair?.leftImageId, pair?.rightImageId].sort()).toEqual([11, 12])
  })

  it('passes over votes on pictures that are gone, and has nothing to ask without a pair', () => {
    const images = imagesOf([[1, 1]])
    const gone = [{ leftImageId: 90, rightImageId: 1 }]
    const ask = (some: readonly ExperimentImage[], rounds = 1) =>
      choosePair({ images: some, shown: gone, rounds, random: createSeededRandom('gone') })
    expect(ask(images)).not.toBeNull()
    expect([
      ask([]),
      ask(images.slice(0, 1)),
      ask(images, 0),
      ask(
        imagesOf([
          [2, 0],
          [0, 2],
        ]),
      ),
    ]).toEqual([null, null, null, null])
  })

  it('draws the same pair for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const draw = () =>
          choosePair({
            images: imagesOf([
              [3, 3],
              [3, 2],
            ]),
            shown: [],
            rounds: 1,
            random: createSeededRandom(seed),
          })
        expect(draw()).toEqual(draw())
      }),
      { numRuns: 20 },
    )
  })
})

describe('matchUps', () => {
  it('counts a round as one meeting for each picture of the larger side', () => {
    const wantedBy = (rounds: number) =>
      matchUps(
        imagesOf([
          [4, 3],
          [2, 2],
          [5, 0],
        ]),
        rounds,
      ).map(({ wantedPairs }) => wantedPairs)
    expect([1, 2, 3, 9].map(wantedBy)).toEqual([
      [4, 2],
      [8, 4],
      [12, 4],
      [12, 4],
    ])
  })

  it('sets every two arms of a prompt against each other', () => {
    expect(matchUps(imagesOf([[1, 1, 1]]), 1)).toEqual([
      { promptId: 1, firstArmId: 1, secondArmId: 2, firstImageIds: [1], secondImageIds: [2], wantedPairs: 1 },
      { promptId: 1, firstArmId: 1, secondArmId: 3, firstImageIds: [1], secondImageIds: [3], wantedPairs: 1 },
      { promptId: 1, firstArmId: 2, secondArmId: 3, firstImageIds: [2], secondImageIds: [3], wantedPairs: 1 },
    ])
  })
})
