import { expect, it } from 'vitest'
import { type ComparisonMode, comparisonModes, nextMode } from './comparison-mode.ts'

it('the modes follow each other in a ring, both ways', () => {
  const walk = (by: 1 | -1): readonly ComparisonMode[] => {
    const seen: ComparisonMode[] = ['side-by-side']
    for (const _ of comparisonModes) seen.push(nextMode(seen.at(-1) ?? 'single', by))
    return seen
  }
  const forwards = ['side-by-side', 'wipe', 'overlay', 'difference', 'flicker', 'single', 'side-by-side']
  expect([walk(1), walk(-1)]).toEqual([forwards, forwards.toReversed()])
})
