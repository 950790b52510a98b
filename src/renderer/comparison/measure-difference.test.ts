import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countAbove, measureDifference, paintDifference, shareOf } from './measure-difference.ts'

const rgba = (...pixels: readonly (readonly [number, number, number, number])[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(pixels.flat())

describe('measureDifference', () => {
  it('counts exactly the pixels that differ in any channel, by however little', () => {
    const pixel = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })))
    const change = fc.constantFrom(null, 0, 1, 2, 3)
    fc.assert(
      fc.property(fc.array(fc.tuple(pixel, change), { minLength: 1, maxLength: 200 }), (drawn) => {
        const left = drawn.flatMap(([channels]) => channels)
        const right = drawn.flatMap(([channels, changed]) =>
          channels.map((value, channel) => (channel === changed ? value ^ 1 : value)),
        )
        const { counts } = measureDifference(Uint8ClampedArray.from(left), Uint8ClampedArray.from(right))
        expect(countAbove(counts, 0)).toBe(drawn.filter(([, changed]) => changed !== null).length)
        expect(countAbove(counts, -1)).toBe(drawn.length)
      }),
    )
  })

  it('takes the channel that is furthest apart for how far a pixel is', () => {
    const { deltas, counts } = measureDifference(
      rgba([10, 20, 30, 255], [0, 0, 0, 255], [9, 9, 9, 0]),
      rgba([12, 10, 30, 255], [255, 0, 0, 255], [9, 9, 9, 40]),
    )
    expect([...deltas]).toEqual([2, 10, 0, 10, 255, 0, 0, 255, 40, 40, 40, 40])
    expect([0, 9, 10, 39, 40, 254].map((threshold) => countAbove(counts, threshold))).toEqual([3, 3, 2, 2, 1, 1])
  })

  it('refuses pictures of two sizes', () => {
    expect(() => measureDifference(rgba([0, 0, 0, 0]), rgba())).toThrow('4 and 0 bytes')
  })
})

describe('paintDifference', () => {
  it('is black where the pixels are close enough, and stronger by the gain elsewhere', () => {
    const { deltas } = measureDifference(
      rgba([0, 0, 0, 255], [0, 0, 0, 255], [0, 0, 0, 255]),
      rgba([5, 0, 0, 255], [6, 1, 0, 255], [0, 100, 0, 255]),
    )
    const painted = new Uint8ClampedArray(12)
    paintDifference(deltas, { threshold: 5, gain: 4 }, painted)
    expect([...painted]).toEqual([0, 0, 0, 255, 24, 4, 0, 255, 0, 255, 0, 255])
  })
})

describe('shareOf', () => {
  it('never rounds a part to nothing or to everything', () => {
    expect([
      shareOf(0, 1_048_576),
      shareOf(1, 1_048_576),
      shareOf(105, 1_048_576),
      shareOf(130_000, 1_048_576),
      shareOf(1_048_575, 1_048_576),
      shareOf(1_048_576, 1_048_576),
    ]).toEqual([
      { kind: 'none' },
      { kind: 'trace' },
      { kind: 'part', percent: 0.01 },
      { kind: 'part', percent: 12.4 },
      { kind: 'part', percent: 99.99 },
      { kind: 'all' },
    ])
  })
})
