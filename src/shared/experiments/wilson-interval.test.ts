import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilsonInterval } from './wilson-interval.ts'

describe('wilsonInterval', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives what Newcombe printed for %i of %i', (wins, total, low, high) => {
    const interval = wilsonInterval(wins, total)
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)])
  })

  it('has for its ends the proportions that lie 1.96 standard errors of their own from what was seen', () => {
    const votes = fc
      .integer({ min: 1, max: 5000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)))
    fc.assert(
      fc.property(votes, ([wins, total]) => {
        const { low, high } = wilsonInterval(wins, total)
        for (const end of [low, high])
          expect((wins / total - end) ** 2).toBeCloseTo((1.959963984540054 ** 2 * end * (1 - end)) / total, 10)
        expect(low).toBeLessThanOrEqual(wins / total)
        expect(high).toBeGreaterThanOrEqual(wins / total)
        expect(high - low).toBeGreaterThan(0)
      }),
    )
  })

  it('knows nothing from no votes', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
  })
})
