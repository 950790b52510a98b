import { describe, expect, it } from 'vitest'
import { formatUsd, formatUsdRange } from './format-usd.ts'

describe('formatUsd', () => {
  it.each([
    [0, '$0'],
    [30, '< $0.0001'],
    [3_000, '$0.003'],
    [41_200, '$0.0412'],
    [170_000, '$0.17'],
    [200_000, '$0.20'],
    [1_234_000, '$1.23'],
  ])('writes %i millionths as %s', (microUsd, expected) => {
    expect(formatUsd(microUsd)).toBe(expected)
  })
})

describe('formatUsdRange', () => {
  it.each([
    [40_000, 170_000, '$0.04–0.17'],
    [5_000, 211_000, '$0.005–0.211'],
    [41_000, 41_000, '$0.04'],
  ])('writes %i to %i as %s', (low, high, expected) => {
    expect(formatUsdRange(low, high)).toBe(expected)
  })
})
