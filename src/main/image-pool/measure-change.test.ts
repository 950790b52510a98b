import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { ssim } from 'ssim.js'
import { describe, expect, it, test } from 'vitest'
import { type KnownPicture, maskOf, noise, pictureOf } from '#test/support/pixel-pictures.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { readImageHeader } from '../library/image-header.ts'
import { measureChange } from './measure-change.ts'
import { readPixels } from './read-pixels.ts'

async function measure(before: KnownPicture, after: KnownPicture, mask: Uint8Array | null = null) {
  const measured = await measureChange(before.png, after.png, mask)
  if (!measured.ok) throw new Error(JSON.stringify(measured.failure))
  return measured.value
}

/** The same but for some pixels, each of which is one step brighter or darker in one channel. */
const nudged = ({ width, height, data }: KnownPicture, isNudged: (x: number, y: number) => boolean): KnownPicture =>
  pictureOf(width, height, (x, y) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray((y * width + x) * 4)
    return isNudged(x, y) ? [red, green, blue < 255 ? blue + 1 : blue - 1, alpha] : [red, green, blue, alpha]
  })

const left = (x: number): boolean => x < 16

describe('measureChange', () => {
  it('finds nothing between a picture and itself', async () => {
    const picture = noise(64, 48, 'same')
    const same = { changed: 0, visiblyChanged: 0, meanDifference: 0, ssim: 1 }
    const { heatMap, ...figures } = await measure(picture, picture, maskOf(64, 48, left))
    expect(figures).toEqual({ inside: same, outside: same, isScaled: false })
    const map = await readPixels(heatMap)
    expect(map.ok && map.value.data.every((value, at) => at % 4 !== 3 || value === 0)).toBe(true)
  })

  it('finds every pixel of a picture that is another everywhere', async () => {
    const [black, white] = [pictureOf(40, 30, () => [0, 0, 0, 255]), pictureOf(40, 30, () => [255, 255, 255, 255])]
    const { inside, outside } = await measure(black, white)
    expect(inside).toMatchObject({ changed: 1, visiblyChanged: 1, meanDifference: 255 })
    expect(inside?.ssim).toBeLessThan(0.01)
    expect(outside).toBeNull()
  })

  it('tells inside from outside, and what an eye sees from what it does not', async () => {
    const before = noise(64, 48, 'parts')
    const after = nudged(before, (x, y) => left(x) || (x >= 48 && y < 24))
    const { inside, outside } = await measure(before, after, maskOf(64, 48, left))
    expect(inside).toMatchObject({ changed: 1, visiblyChanged: 0, meanDifference: 1 / 3 })
    expect(outside).toMatchObject({ changed: (16 * 24) / (48 * 48), visiblyChanged: 0 })
    expect(inside?.ssim).toBeGreaterThan(0.99)
  })

  it('leaves out what a mask leaves no pixel of, and similarity where the part is too small', async () => {
    const picture = noise(64, 48, 'extremes')
    const [all, none] = [maskOf(64, 48, () => true), maskOf(64, 48, () => false)]
    expect((await measure(picture, picture, all)).outside).toBeNull()
    expect((await measure(picture, picture, none)).inside).toBeNull()
    const corner = await measure(
      picture,
      picture,
      maskOf(64, 48, (x, y) => x < 4 && y < 4),
    )
    expect([corner.inside?.ssim, corner.outside?.ssim]).toEqual([null, 1])
    const tiny = noise(8, 8, 'tiny')
    expect((await measure(tiny, tiny)).inside?.ssim).toBeNull()
  })

  it('counts alpha as a channel where something can be seen through', async () => {
    const [before, after] = [pictureOf(20, 20, () => [9, 9, 9, 200]), pictureOf(20, 20, () => [9, 9, 9, 180])]
    expect((await measure(before, after)).inside).toMatchObject({ changed: 1, meanDifference: 5 })
  })

  it('brings another size to that of the earlier picture, and says so', async () => {
    const [small, large] = [pictureOf(40, 30, () => [9, 80, 200, 255]), pictureOf(80, 60, () => [9, 80, 200, 255])]
    const { isScaled, inside, heatMap } = await measure(small, large)
    expect([isScaled, inside?.changed]).toEqual([true, 0])
    expect(readImageHeader(heatMap)).toMatchObject({ ok: true, value: { width: 40, height: 30 } })
  })

  it('says which of the files cannot be read, and that a mask has another size', async () => {
    const picture = noise(20, 20, 'refused')
    const refused = async (before: Uint8Array, after: Uint8Array, mask: Uint8Array | null) => {
      const measured = await measureChange(before, after, mask)
      return measured.ok ? null : measured.failure
    }
    expect(await refused(Buffer.from('no picture'), picture.png, null)).toMatchObject({ kind: 'unsupported-file' })
    expect(await refused(picture.png, picture.png.subarray(0, 300), null)).toMatchObject({ kind: 'damaged-file' })
    expect(await refused(picture.png, picture.png, maskOf(20, 21, left))).toMatchObject({
      kind: 'bad-request',
      field: 'mask',
    })
  })

  it.each([
    ['opaque', false],
    ['see-through', true],
  ])('agrees with pixelmatch on %s pictures', async (_, hasAlpha) => {
    const before = noise(150, 90, 'pixelmatch', hasAlpha)
    const after = nudged(before, (x, y) => (x * y) % 7 === 3)
    const count = pixelmatch(before.data, after.data, undefined, 150, 90, { threshold: 0, includeAA: true })
    expect(count).toBeGreaterThan(1000)
    expect((await measure(before, after)).inside?.changed).toBe(count / (150 * 90))
  })

  it('counts what pixelmatch passes over as anti-aliasing by default', async () => {
    const edge = (soft: number): KnownPicture =>
      pictureOf(60, 40, (x, y) => {
        const grey = x + y / 8 < 30 ? 0 : x + y / 8 < 31 ? soft : 255
        return [grey, grey, grey, 255]
      })
    const [before, after] = [edge(100), edge(170)]
    const count = (includeAA: boolean): number =>
      pixelmatch(before.data, after.data, undefined, 60, 40, { threshold: 0, includeAA })
    expect(count(false)).toBeLessThan(count(true))
    expect((await measure(before, after)).inside?.changed).toBe(count(true) / (60 * 40))
  })

  it('draws where it differs, stronger where it differs more', async () => {
    const before = pictureOf(20, 20, () => [100, 100, 100, 255])
    const after = pictureOf(20, 20, (x) =>
      x < 5 ? [100, 100, 100, 255] : x < 10 ? [101, 100, 100, 255] : [255, 0, 0, 255],
    )
    const map = await readPixels((await measure(before, after)).heatMap)
    if (!map.ok) throw new Error(map.failure.kind)
    const alphaAt = (x: number) => map.value.data[x * 4 + 3] ?? 0
    expect(alphaAt(2)).toBe(0)
    expect(alphaAt(7)).toBeGreaterThan(0)
    expect(alphaAt(15)).toBeGreaterThan(alphaAt(7))
  })

  it.each([
    ['noise', noise(90, 70, 'one'), noise(90, 70, 'other')],
    [
      'slopes',
      pictureOf(300, 200, (x, y) => [(x * y) % 256, (x + y) % 256, x % 256, 255]),
      pictureOf(300, 200, (x, y) => [(x * y) % 256, (x + y + (y > 90 ? 60 : 0)) % 256, x % 256, 255]),
    ],
    ['flat', pictureOf(64, 64, () => [200, 200, 200, 255]), pictureOf(64, 64, () => [203, 200, 190, 255])],
  ])('is as similar as ssim.js finds it: %s', async (_, before, after) => {
    const { ssim_map: map, mssim } = ssim(before, after, { ssim: 'weber', downsample: false })
    expect((await measure(before, after)).inside?.ssim).toBeCloseTo(mssim, 12)
    const isLeft = (x: number) => x < before.width / 2
    const inLeft = map.data.filter((_value, index) => isLeft((index % map.width) + 5))
    const { inside } = await measure(before, after, maskOf(before.width, before.height, isLeft))
    expect(inside?.ssim).toBeCloseTo(inLeft.reduce((sum, value) => sum + value, 0) / inLeft.length, 12)
  })
})

const hasImageMagick = spawnSync('compare', ['--version']).stdout?.includes('ImageMagick') === true
if (!hasImageMagick)
  console.warn('ImageMagick is not installed: the count of changed pixels is not compared with its own.')

test.skipIf(!hasImageMagick)('As many pixels differ as ImageMagick counts', async () => {
  await using folder = await temporaryFolder()
  const before = noise(200, 120, 'magick')
  const after = nudged(before, (x, y) => (x + y * 3) % 11 < 2)
  const paths = [before, after].map(({ png }, index) => {
    const path = join(folder.path, `${index}.png`)
    writeFileSync(path, png)
    return path
  })
  // It ends with 1 where pictures differ, and writes the figure where others write complaints.
  const { stderr } = spawnSync('compare', ['-metric', 'AE', ...paths, 'null:'])
  expect(Number(stderr.toString())).toBeGreaterThan(1000)
  expect((await measure(before, after)).inside?.changed).toBe(Number(stderr.toString()) / (200 * 120))
})
