import { expect, it } from 'vitest'
import { createSeededRandom } from './seeded-random.ts'

it('Shuffling loses nothing, and every order is as likely', () => {
  const random = createSeededRandom('orders')
  const counts = new Map<string, number>()
  for (let round = 0; round < 12_000; round += 1) {
    const order = random.shuffled(['a', 'b', 'c', 'd']).join('')
    counts.set(order, (counts.get(order) ?? 0) + 1)
  }
  expect([...counts.keys()].map((order) => [...order].sort().join(''))).toEqual(
    Array.from({ length: 24 }, () => 'abcd'),
  )
  // 23 degrees of freedom, 99.9 %.
  expect([...counts.values()].reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0)).toBeLessThan(49.73)
})
