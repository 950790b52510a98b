import { expect, test } from 'vitest'
import type { ChangeReport, Difference } from '#shared/edit.ts'
import { readChange } from './read-change.ts'

const untouched: Difference = { changed: 0, visiblyChanged: 0, meanDifference: 0, ssim: 1 }
const noise: Difference = { changed: 0.9, visiblyChanged: 0, meanDifference: 0.4, ssim: 0.999 }
const repainted: Difference = { changed: 0.9, visiblyChanged: 0.38, meanDifference: 30, ssim: 0.4 }

const report = (inside: Difference | null, outside: Difference | null, maskId: number | null = 5): ChangeReport => ({
  id: 1,
  beforeImageId: 1,
  afterImageId: 2,
  maskId,
  inside,
  outside,
  isScaled: false,
  words: null,
  createdAtMs: 0,
})

test.each([
  ['nothing was measured yet', null, false, { kind: 'unmeasured' }],
  ['only the mask changed', report(repainted, untouched), false, { kind: 'only-inside' }],
  ['elsewhere nothing that can be seen', report(repainted, noise), false, { kind: 'inside-noise' }],
  ['the noise was composited away', report(repainted, noise), true, { kind: 'only-inside' }],
  ['nothing changed', report(untouched, untouched), false, { kind: 'nothing' }],
  [
    'nothing where it was asked, but elsewhere',
    report(untouched, repainted),
    false,
    { kind: 'elsewhere', share: 0.38 },
  ],
  ['the same, composited back', report(untouched, repainted), true, { kind: 'elsewhere-composited', share: 0.38 }],
  [
    'nothing but noise where it was asked, and more elsewhere',
    report(noise, repainted),
    false,
    { kind: 'elsewhere', share: 0.38 },
  ],
  ['nothing where it was asked, and noise elsewhere', report(untouched, noise), false, { kind: 'nothing-inside' }],
  ['nothing but noise where it was asked', report(noise, untouched), false, { kind: 'barely-inside' }],
  ['the model repainted elsewhere too', report(repainted, repainted), false, { kind: 'also-outside', share: 0.38 }],
  ['the same, composited back', report(repainted, repainted), true, { kind: 'composited-back', share: 0.38 }],
  ['the mask was everything', report(repainted, null), false, { kind: 'only-inside' }],
  ['there was no mask', report(repainted, null, null), false, { kind: 'whole', share: 0.38 }],
  ['there was no mask and nothing to see', report(noise, null, null), false, { kind: 'whole-barely' }],
  ['there was no mask and nothing changed', report(untouched, null, null), false, { kind: 'nothing' }],
] as const)('%s (%#)', (_name, raw, isComposited, expected) => {
  expect(readChange(raw, isComposited)).toEqual(expected)
})
