import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSizeProblem } from '#shared/size-problem.ts'
import { freeSizeModel } from '#test/support/sample-records.ts'
import { nearestSize } from './nearest-size.ts'

const rule = freeSizeModel.sizes
if (rule.kind !== 'free') throw new Error('This test is about free sizes.')

describe('nearestSize', () => {
  it.each([
    [1000, 1000, '992x992'],
    [512, 512, '816x816'],
    [8000, 4000, '3840x1920'],
    [4000, 1000, '3456x1152'],
  ])('offers for %i by %i something like it', (width, height, expected) => {
    expect(nearestSize({ width, height }, rule)).toBe(expected)
  })

  it('never offers a size that the model would refuse', () => {
    const edge = fc.integer({ min: 1, max: 99_999 })
    fc.assert(
      fc.property(edge, edge, (width, height) => {
        const nearest = nearestSize({ width, height }, rule)
        expect(nearest).not.toBeNull()
        expect(findSizeProblem(nearest ?? '', rule)).toBeNull()
      }),
    )
  })
})
