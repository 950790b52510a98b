import { expect, test } from 'vitest'
import { createSeededRandom } from '#shared/seeded-random.ts'
import { groupLookAlikes } from './look-alikes.ts'

const never = new AbortController().signal

const toHash = (value: bigint): string => value.toString(16).padStart(16, '0')

/** Random hashes, and beside some of them others with a few bits turned over. */
function sampleHashes(count: number, seed: number): readonly string[] {
  const random = createSeededRandom(`hashes ${seed}`)
  const hashes: bigint[] = []
  while (hashes.length < count) {
    const origin = random.chance(0.4) ? hashes[random.whole(0, hashes.length - 1)] : undefined
    let value = origin ?? 0n
    if (origin === undefined)
      for (let part = 0; part < 4; part += 1) value = (value << 16n) | BigInt(random.whole(0, 0xffff))
    else for (let turned = random.whole(0, 9); turned > 0; turned -= 1) value ^= 1n << BigInt(random.whole(0, 63))
    hashes.push(value)
  }
  return hashes.map(toHash)
}

/** By comparing every pair, bit by bit. */
function groupByComparingAll(hashes: readonly string[]): number[][] {
  const values = hashes.map((hash) => BigInt(`0x${hash}`))
  const groupOf = hashes.map((_, index) => new Set([index]))
  for (const [one, value] of values.entries())
    for (const [other, otherValue] of values.slice(0, one).entries()) {
      const [group, otherGroup] = [groupOf[one], groupOf[other]]
      if (group === undefined || otherGroup === undefined || group === otherGroup) continue
      if ((value ^ otherValue).toString(2).replaceAll('0', '').length > 6) continue
      for (const member of otherGroup) {
        group.add(member)
        groupOf[member] = group
      }
    }
  return [...new Set(groupOf)].filter(({ size }) => size > 1).map((group) => [...group].sort((a, b) => a - b))
}

const inOrder = (groups: readonly number[][]): readonly string[] => groups.map(String).sort()

test.each([1, 2, 3])('Finds exactly the groups that comparing all pairs finds (seed %i)', async (seed) => {
  const hashes = sampleHashes(1200, seed)
  const groups = await groupLookAlikes(hashes, never)
  expect(groups.length).toBeGreaterThan(50)
  expect(inOrder(groups)).toEqual(inOrder(groupByComparingAll(hashes)))
})

test('Six bits are alike and seven are not, wherever they lie', async () => {
  const base = 0x0123456789abcdefn
  const turned = (...bits: readonly number[]) => toHash(bits.reduce((value, bit) => value ^ (1n << BigInt(bit)), base))
  const alike = [
    turned(0, 1, 16, 17, 32, 48),
    turned(0, 1, 16, 17, 47, 63),
    turned(0, 1, 2, 3, 4, 5),
    turned(58, 59, 60, 61, 62, 63),
  ]
  const unlike = [turned(0, 1, 16, 17, 32, 33, 48), turned(0, 1, 2, 3, 4, 5, 6)]
  const pairs = [...alike, ...unlike].map((hash) => groupLookAlikes([toHash(base), hash], never))
  expect(await Promise.all(pairs)).toEqual([[[0, 1]], [[0, 1]], [[0, 1]], [[0, 1]], [], []])
})

test('Pictures of one colour say nothing, equal hashes are alike', async () => {
  expect(await groupLookAlikes(['0'.repeat(16), 'f'.repeat(16), '0'.repeat(16), 'f'.repeat(16)], never)).toEqual([
    [1, 3],
  ])
})

test('A hundred thousand take seconds at most, also when many share most of their bits', async () => {
  const random = createSeededRandom('crowded')
  const crowded = Array.from(
    { length: 20_000 },
    () => `00ff00ff00${random.whole(0, 0xffffff).toString(16).padStart(6, '0')}`,
  )
  const before = process.threadCpuUsage()
  await groupLookAlikes([...sampleHashes(80_000, 9), ...crowded], never)
  // Of this thread alone, because other tests run beside it.
  expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(10_000)
})

test('Stops when it is told to', async () => {
  const stop = new AbortController()
  const grouping = groupLookAlikes(sampleHashes(50_000, 4), stop.signal)
  stop.abort(new Error('stopped'))
  await expect(grouping).rejects.toThrow('stopped')
})
