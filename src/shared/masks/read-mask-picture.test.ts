import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type MaskPolarity, maskPolarities, readMaskPicture, recognisePolarity } from './read-mask-picture.ts'

const size = { width: 6, height: 5 }

/** As any program writes a mask. */
const write = (covered: readonly boolean[], polarity: MaskPolarity): Uint8ClampedArray =>
  Uint8ClampedArray.from(
    covered.flatMap((isCovered) => {
      if (polarity === 'transparent') return [30, 60, 90, isCovered ? 0 : 255]
      if (polarity === 'opaque') return [255, 0, 0, isCovered ? 255 : 0]
      const value = isCovered === (polarity === 'white') ? 255 : 0
      return [value, value, value, 255]
    }),
  )

const anyMask = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 })
/** Nothing at the edge, something in the middle. */
const innerMask = anyMask.map((covered) =>
  covered.map((value, at) => {
    const [x, y] = [at % size.width, Math.floor(at / size.width)]
    return at === 14 || (value && x > 0 && y > 0 && x < size.width - 1 && y < size.height - 1)
  }),
)

it('reads back what was written, in every polarity', () => {
  fc.assert(
    fc.property(anyMask, fc.constantFrom(...maskPolarities), (covered, polarity) => {
      const read = readMaskPicture(write(covered, polarity), polarity)
      expect(Array.from(read, (value) => value === 255)).toEqual(covered)
    }),
  )
})

it('recognises transparency, white on black and black on white by what the edge shows', () => {
  fc.assert(
    fc.property(innerMask, fc.constantFrom('transparent', 'white', 'black'), (covered, polarity) => {
      expect(recognisePolarity(write(covered, polarity), size)).toBe(polarity)
    }),
  )
})

it('takes white for what is to be changed where the edge tells nothing', () => {
  const half = Array.from({ length: 16 }, (_, at) => at % 4 < 2)
  expect(recognisePolarity(write(half, 'white'), { width: 4, height: 4 })).toBe('white')
})
