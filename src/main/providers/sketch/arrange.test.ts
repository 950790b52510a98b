import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSeededRandom } from '#shared/seeded-random.ts'
import { arrange } from './arrange.ts'
import type { Noun } from './scene.ts'
import { subjectsByNoun } from './subjects/subjects.ts'

const layout = {
  width: 1000,
  height: 1000,
  groundBack: 830,
  groundFront: 930,
  waterTop: 600,
  waterBottom: 900,
  airTop: 60,
  airBottom: 450,
  middle: 0.4,
  scale: 1,
}
// The keys of the table are the nouns; Object.keys only knows them as strings.
const nouns = Object.keys(subjectsByNoun) as Noun[]
const subject = fc.record({
  noun: fc.constantFrom(...nouns),
  count: fc.integer({ min: 1, max: 5 }),
  colour: fc.constant(null),
})

it('places everything that was asked for, and most of each thing within the picture', () => {
  fc.assert(
    fc.property(fc.array(subject, { minLength: 1, maxLength: 4 }), fc.string(), (subjects, seed) => {
      const placed = arrange(subjects, layout, createSeededRandom(seed))
      expect(placed).toHaveLength(subjects.reduce((sum, { count }) => sum + count, 0))
      for (const { foot, height } of placed) {
        expect(foot[0]).toBeGreaterThan(0)
        expect(foot[0]).toBeLessThan(layout.width)
        expect(foot[1]).toBeGreaterThan(0)
        expect(foot[1]).toBeLessThan(layout.height)
        expect(height).toBeGreaterThan(10)
      }
    }),
  )
})

it('arranges the same way for the same seed', () => {
  const subjects = [
    { noun: 'cat', count: 3, colour: null },
    { noun: 'tree', count: 2, colour: 'red' },
  ] as const
  const once = arrange(subjects, layout, createSeededRandom('seed'))
  expect(arrange(subjects, layout, createSeededRandom('seed'))).toEqual(once)
  expect(arrange(subjects, layout, createSeededRandom('another'))).not.toEqual(once)
})
