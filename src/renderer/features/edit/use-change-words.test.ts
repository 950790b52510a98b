import { expect, test } from 'vitest'
import { formatShare } from './use-change-words.ts'

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.38, '38 %'],
  [0.0123, '1.2 %'],
  [0.00012, '0.01 %'],
  [0.0000001, '< 0.01 %'],
  [0.99999, '> 99 %'],
] as const)('a share of %d is said as %s: a single pixel is neither nothing nor all', (share, words) => {
  expect(formatShare(share, 'en')).toBe(words)
})
