import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KnownPicture, maskOf, noise, pictureOf } from '#test/support/pixel-pictures.ts'
import { readImageHeader } from '../library/image-header.ts'
import { composite } from './composite.ts'
import { featherWeights } from './feather-weights.ts'
import { measureChange } from './measure-change.ts'
import { readPixels } from './read-pixels.ts'

type Is = (x: number, y: number) => boolean
const disc: Is = (x, y) => (x - 30) ** 2 + (y - 20) ** 2 < 100

async function made(original: KnownPicture, changed: KnownPicture, isInside: Is, featherPx: number) {
  const mask = maskOf(original.width, original.height, isInside)
  const result = await composite({ original: original.png, changed: changed.png, mask, featherPx })
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  const pixels = await readPixels(result.value)
  if (!pixels.ok) throw new Error(pixels.failure.kind)
  return { png: result.value, pixels: pixels.value }
}

/** The exact distance to the nearest pixel inside, the slow way. */
function distanceTo(isInside: Is, width: number, height: number, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      if (isInside(column, row)) nearest = Math.min(nearest, Math.hypot(column - x, row - y))
  return nearest
}

const at = ({ data, width }: { readonly data: ArrayLike<number>; readonly width: number }, x: number, y: number) =>
  [0, 1, 2, 3].map((channel) => data[(y * width + x) * 4 + channel])

describe('composite', () => {
  it.each([
    ['opaque', false, 0],
    ['opaque', false, 7],
    ['see-through', true, 0],
    ['see-through', true, 7],
  ])(
    'keeps every pixel of an %s original that lies farther than the feather (alpha %s, %i px)',
    async (_, hasAlpha, featherPx) => {
      const [original, changed] = [noise(64, 48, 'original', hasAlpha), noise(64, 48, 'changed', hasAlpha)]
      const { pixels } = await made(original, changed, disc, featherPx)
      let [kept, blended] = [0, 0]
      for (let y = 0; y < 48; y += 1)
        for (let x = 0; x < 64; x += 1) {
          const distance = distanceTo(disc, 64, 48, x, y)
          if (distance === 0) expect(at(pixels, x, y)).toEqual(at(changed, x, y))
          else if (distance > featherPx) {
            expect(at(pixels, x, y)).toEqual(at(original, x, y))
            kept += 1
          } else blended += 1
        }
      expect(kept).toBeGreaterThan(500)
      expect(blended > 0).toBe(featherPx > 0)
    },
  )

  it('differs from the original in no pixel outside mask plus feather, by the measure of the reports', async () => {
    const [original, changed] = [noise(120, 90, 'a', true), noise(120, 90, 'b', true)]
    const { png } = await made(original, changed, disc, 5)
    const grown = maskOf(120, 90, (x, y) => distanceTo(disc, 120, 90, x, y) <= 5)
    const measured = await measureChange(original.png, png, grown)
    expect(measured.ok && measured.value.outside).toMatchObject({ changed: 0, visiblyChanged: 0, meanDifference: 0 })
    expect(measured.ok && measured.value.inside?.changed).toBeGreaterThan(0.9)
  })

  it('fades from the model’s picture to the original without a step, over exactly as many pixels as asked', async () => {
    const [black, white] = [pictureOf(100, 3, () => [0, 0, 0, 255]), pictureOf(100, 3, () => [255, 255, 255, 255])]
    const { pixels } = await made(black, white, (x) => x < 20, 16)
    const shown = Array.from({ length: 40 }, (_, index) => at(pixels, 19 + index, 1)[0] ?? 0)
    expect(shown[0]).toBe(255)
    expect(shown.slice(1, 17).every((value) => value > 0 && value < 255)).toBe(true)
    expect(shown.slice(17).every((value) => value === 0)).toBe(true)
    for (const [index, value] of shown.slice(1).entries()) {
      expect(value).toBeLessThanOrEqual(shown[index] ?? 0)
      expect((shown[index] ?? 0) - value).toBeLessThan(40)
    }
  })

  it('does not let the colour of what nobody sees shine through', async () => {
    const [clear, red] = [pictureOf(40, 3, () => [0, 255, 0, 0]), pictureOf(40, 3, () => [255, 0, 0, 255])]
    const { pixels } = await made(clear, red, (x) => x < 10, 8)
    const [redness, green, , alpha] = at(pixels, 13, 1)
    expect([redness, green]).toEqual([255, 0])
    expect(alpha).toBeGreaterThan(0)
    expect(alpha).toBeLessThan(255)
  })

  it('brings what the model made to the size of the original', async () => {
    const original = noise(60, 40, 'size')
    const changed = pictureOf(30, 20, () => [10, 200, 30, 255])
    const { png, pixels } = await made(original, changed, (x) => x < 20, 0)
    expect(readImageHeader(png)).toMatchObject({ value: { format: 'png', width: 60, height: 40 } })
    expect([at(pixels, 5, 5), at(pixels, 19, 39)]).toEqual([
      [10, 200, 30, 255],
      [10, 200, 30, 255],
    ])
    expect(at(pixels, 20, 20)).toEqual(at(original, 20, 20))
  })

  it('refuses a mask of another size and what cannot be decoded', async () => {
    const picture = noise(20, 20, 'bad')
    const job = { original: picture.png, changed: picture.png, featherPx: 0 }
    expect(await composite({ ...job, mask: maskOf(20, 10, disc) })).toMatchObject({
      failure: { kind: 'bad-request', field: 'mask' },
    })
    expect(await composite({ ...job, mask: Buffer.from('none') })).toMatchObject({ ok: false })
  })
})

describe('featherWeights', () => {
  it('shows all inside, something up to the feather and nothing beyond, whatever the shape', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 0, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 195 }), { maxLength: 12 }),
        (width, height, featherPx, places) => {
          const isInside = new Uint8Array(width * height)
          for (const place of places) isInside[place % isInside.length] = 1
          const weights = featherWeights(isInside, width, featherPx)
          for (const [index, weight] of weights.entries()) {
            const [x, y] = [index % width, Math.floor(index / width)]
            const distance = distanceTo((cx, cy) => isInside[cy * width + cx] === 1, width, height, x, y)
            if (distance === 0) expect(weight).toBe(255)
            else if (distance <= featherPx) expect(weight > 0 && weight < 255).toBe(true)
            else expect(weight).toBe(0)
          }
        },
      ),
    )
  })
})
