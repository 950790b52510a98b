import { expect, test } from 'vitest'
import {
  augmentedId,
  sampleExperiment,
  sampleTrial,
  sampleTrialImage,
  verbatimId,
} from '#test/support/experiment-records.ts'
import { armVarieties } from './arm-variety.ts'

const shaOf = (id: number): string => sampleTrialImage(id).sha256
const none = '0'.repeat(16)
const all = 'f'.repeat(16)

test('the mean distance of pictures of one prompt, and never of two prompts', () => {
  const experiment = sampleExperiment({
    prompts: [1, 2].map((id) => ({ id, text: `prompt ${id}` })),
    trials: [
      sampleTrial({ id: 11, armId: verbatimId, promptId: 1 }),
      sampleTrial({ id: 12, armId: verbatimId, promptId: 1, repeat: 1 }),
      sampleTrial({ id: 13, armId: verbatimId, promptId: 1, repeat: 2 }),
      sampleTrial({ id: 14, armId: verbatimId, promptId: 2 }),
      sampleTrial({ id: 21, armId: augmentedId, promptId: 1 }),
      sampleTrial({ id: 22, armId: augmentedId, promptId: 2 }),
    ],
  })
  const dHashes = new Map([
    [shaOf(11), none],
    [shaOf(12), `${'0'.repeat(15)}3`],
    [shaOf(13), all],
    [shaOf(14), all],
    [shaOf(21), none],
    [shaOf(22), all],
  ])
  expect(armVarieties(experiment, dHashes)).toEqual([
    { armId: verbatimId, variety: (2 + 64 + 62) / 3 / 64, pairCount: 3 },
    // One picture of each prompt: nothing to compare.
    { armId: augmentedId, variety: null, pairCount: 0 },
  ])
})

test('a picture that nobody could look at is passed over, and two alike are no variety at all', () => {
  const dHashes = new Map([11, 12, 21].map((id) => [shaOf(id), 'a'.repeat(16)]))
  expect(armVarieties(sampleExperiment(), dHashes)).toEqual([
    { armId: verbatimId, variety: 0, pairCount: 1 },
    { armId: augmentedId, variety: null, pairCount: 0 },
  ])
})
