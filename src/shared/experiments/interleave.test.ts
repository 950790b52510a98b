import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSeededRandom } from '../seeded-random.ts'
import { interleave } from './interleave.ts'

const upTo = (count: number, from = 1): readonly number[] => Array.from({ length: count }, (_, index) => index + from)

describe('interleave', () => {
  it('runs every arm over every prompt in every repeat once, block by block', () => {
    const sizes = fc.record({
      prompts: fc.nat(6),
      arms: fc.integer({ min: 1, max: 4 }),
      repeats: fc.nat(5),
      seed: fc.string(),
    })
    fc.assert(
      fc.property(sizes, ({ prompts, arms, repeats, seed }) => {
        const armIds = upTo(arms, 20)
        const order = interleave({
          promptIds: upTo(prompts),
          armIds,
          repeats: upTo(repeats, 3),
          random: createSeededRandom(seed),
        })
        const blocks = upTo(repeats, 3).flatMap((repeat) => upTo(prompts).map((promptId) => ({ promptId, repeat })))
        expect(order.length).toBe(blocks.length * arms)
        for (const [index, block] of blocks.entries()) {
          const run = order.slice(index * arms, (index + 1) * arms)
          expect(run.map(({ promptId, repeat }) => ({ promptId, repeat }))).toEqual(armIds.map(() => block))
          expect(run.map(({ armId }) => armId).sort()).toEqual(armIds)
        }
      }),
    )
  })

  it.each([2, 3, 4])('gives each of %i arms each place equally often, wherever the experiment stops', (arms) => {
    const armIds = upTo(arms)
    const order = interleave({ promptIds: upTo(10), armIds, repeats: upTo(7), random: createSeededRandom('places') })
    const counts = new Map(armIds.flatMap((armId) => armIds.map((_, place) => [`${armId} at ${place}`, 0])))
    for (const [index, { armId }] of order.entries()) {
      const cell = `${armId} at ${index % arms}`
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
      if (index % arms === arms - 1)
        expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1)
    }
  })

  it('lets no arm be told by its turn: who goes first is even over 10,000 seeds, in each of the first three blocks', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 10_000; seed += 1) {
      const order = interleave({
        promptIds: [1, 2, 3],
        armIds: [1, 2, 3, 4],
        repeats: [1],
        random: createSeededRandom(`${seed}`),
      })
      for (const block of [0, 1, 2]) {
        const cell = `${order[block * 4]?.armId} in ${block}`
        counts.set(cell, (counts.get(cell) ?? 0) + 1)
      }
    }
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2500) ** 2 / 2500, 0)
    expect(counts.size).toBe(12)
    // 9 degrees of freedom, 99.9 %.
    expect(chiSquare).toBeLessThan(27.88)
  })

  it('draws every order of three arms as often, and after a block either of the two others as its next start', () => {
    const orders = new Map<string, number>()
    const nexts = new Map<string, number>()
    for (let seed = 0; seed < 12_000; seed += 1) {
      const run = interleave({
        promptIds: [1],
        armIds: [1, 2, 3],
        repeats: [1, 2],
        random: createSeededRandom(`${seed}`),
      }).map(({ armId }) => armId)
      const order = run.slice(0, 3).join(' ')
      orders.set(order, (orders.get(order) ?? 0) + 1)
      const next = `${order}, then ${run[3]}`
      nexts.set(next, (nexts.get(next) ?? 0) + 1)
    }
    const chiSquare = (counts: ReadonlyMap<string, number>, expected: number): number =>
      [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    expect([orders.size, nexts.size]).toEqual([6, 12])
    // 5 and 11 degrees of freedom, 99.9 %.
    expect(chiSquare(orders, 2000)).toBeLessThan(20.52)
    expect(chiSquare(nexts, 1000)).toBeLessThan(31.26)
  })

  it('is the same for the same seed', () => {
    const run = (seed: string) =>
      interleave({ promptIds: upTo(20), armIds: upTo(3), repeats: upTo(2), random: createSeededRandom(seed) })
    expect(run('a')).toEqual(run('a'))
    expect(run('a')).not.toEqual(run('b'))
  })
})
