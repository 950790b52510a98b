import { describe, expect, it } from 'vitest'
import { scrollableHeight, toContentTop, toScrollTop } from './scroll-scale.ts'

const million = 53_000_000

describe('scrolling through more than an element can hold', () => {
  it('changes nothing where the content fits', () => {
    expect([scrollableHeight(4_200_000), toContentTop(3_000_000, 4_200_000)]).toEqual([4_200_000, 3_000_000])
  })

  it('stays below what Chromium can make, and reaches both ends', () => {
    const height = scrollableHeight(million)
    expect(height).toBeLessThan(33_554_428)
    expect([toContentTop(0, million), toContentTop(height - 800, million)]).toEqual([0, million - 800])
  })

  it('leads everywhere and back', () => {
    for (const top of [0, 100, 4_000_000, 4_000_001, 26_500_000, 48_999_999, 49_000_000, million])
      expect(toContentTop(toScrollTop(top, million), million)).toBeCloseTo(top, 4)
  })

  it('moves near the ends by exactly what was scrolled', () => {
    expect(toContentTop(2_000_120, million) - toContentTop(2_000_000, million)).toBe(120)
    expect(toContentTop(31_000_120, million) - toContentTop(31_000_000, million)).toBe(120)
  })
})
