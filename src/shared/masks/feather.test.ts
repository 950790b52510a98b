import fc from 'fast-check'
import { expect, it } from 'vitest'
import { featherByDistance } from './feather.ts'

it('falls from all at the mask to a trace at the width that was asked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 64 }), (featherPx) => {
      const shown = [...featherByDistance(featherPx)]
      expect(shown).toHaveLength(featherPx ** 2 + 1)
      expect(shown[0]).toBe(255)
      expect(shown.at(-1)).toBeGreaterThan(0)
      expect(shown).toEqual(shown.toSorted((a, b) => b - a))
    }),
  )
})

it('is half way down in the middle', () => {
  expect(featherByDistance(9)[25]).toBe(128)
})
