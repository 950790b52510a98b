import { expect, test } from 'vitest'
import { sampleImage, sampleSucceeded } from '#test/support/sample-records.ts'
import { compareRecords } from './compare-differences.ts'

const none = { tags: [], collectionIds: [], metadata: null }

test('only what the two records say differently is told', () => {
  const left = { ...none, image: sampleImage({ rating: 3 }), generation: sampleSucceeded() }
  const right = {
    ...none,
    image: sampleImage({ id: 12, height: 1536, rating: 3 }),
    generation: sampleSucceeded({ requestedParams: { size: '1024x1536', n: 1, quality: 'high' } }),
  }
  expect(compareRecords(left, right)).toEqual([
    { fact: 'dimensions', left: '1024 × 1024', right: '1024 × 1536' },
    { fact: 'size', left: '1024x1024', right: '1024x1536' },
  ])
  expect(compareRecords(left, left)).toEqual([])
})

test('an imported picture speaks by what another program wrote into it', () => {
  const made = { ...none, image: sampleImage(), generation: sampleSucceeded() }
  const imported = {
    ...none,
    image: sampleImage({ generationId: null }),
    generation: null,
    metadata: { tool: 'a1111', prompt: 'fox', negativePrompt: null, model: 'sd-xl', parameters: {} } as const,
  }
  expect(compareRecords(made, imported).map(({ fact, right }) => [fact, right])).toEqual([
    ['provider', null],
    ['model', 'sd-xl'],
    ['size', null],
    ['quality', null],
  ])
})
