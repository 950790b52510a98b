import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { plainJob } from '#test/support/plain-job.ts'
import { readImageHeader } from '../../library/image-header.ts'
import { drawSketch } from './draw-sketch.ts'
import type { SketchJob } from './sketch-job.ts'

const fontPath = fileURLToPath(import.meta.resolve('pretendard/dist/web/variable/woff2/PretendardVariable.woff2'))

const job: SketchJob = {
  ...plainJob,
  prompt: '푸른 바다 위의 고양이 세 마리',
  width: 256,
  height: 256,
}
const draw = async (changes: Partial<SketchJob> = {}, font: string | null = fontPath) => {
  const drawn = await drawSketch({ ...job, ...changes }, font)
  if (!drawn.ok) throw new Error(drawn.failure.kind)
  return drawn.value
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function readAlpha(bytes: Uint8Array): Promise<{ readonly clear: number; readonly solid: number }> {
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const alphas = data.filter((_, index) => index % 4 === 3)
  return {
    clear: alphas.filter((alpha) => alpha === 0).length / alphas.length,
    solid: alphas.filter((alpha) => alpha === 255).length / alphas.length,
  }
}

describe('a sketch', () => {
  it('takes words with control characters in them, which no font has', async () => {
    expect(readImageHeader((await draw({ prompt: 'one\0two\u0007 나무\u009b' })).bytes)).toMatchObject({ ok: true })
  })

  it('is the same, byte for byte, for the same job', async () => {
    const [once, again] = [await draw({ partialImages: 3 }), await draw({ partialImages: 3 })]
    expect([again.bytes, ...again.partials].map(sha256)).toEqual([once.bytes, ...once.partials].map(sha256))
  })

  it('says its words below it, unless it is for people who must not know them', async () => {
    const inkShare = async (changes: Partial<SketchJob>): Promise<number> => {
      const image = await loadImage((await draw(changes)).bytes)
      const context = createCanvas(image.width, image.height).getContext('2d')
      context.drawImage(image, 0, 0)
      // The left half of the lower margin, where the words stand.
      const [width, height] = [Math.floor(image.width / 2), Math.floor(image.height * 0.055)]
      const { data } = context.getImageData(0, image.height - height, width, height)
      const dark = data.filter((value, index) => index % 4 === 0 && value < 110)
      return dark.length / (width * height)
    }
    expect(await inkShare({})).toBeGreaterThan(0.002)
    expect(await inkShare({ isWordless: true })).toBe(0)
    expect(await inkShare({ isWordless: true, prompt: 'a fox' })).toBe(0)
  })

  it('is another picture for another index, prompt or seed', async () => {
    const pictures = await Promise.all([
      draw(),
      draw({ index: 1 }),
      draw({ index: 2 }),
      draw({ index: 3 }),
      draw({ prompt: '강아지' }),
      draw({ isTransparent: true }),
      draw({ isTransparent: true, index: 1 }),
      draw({ seed: 1 }),
      draw({ seed: 2 }),
      draw({ seed: 2, index: 1 }),
    ])
    expect(new Set(pictures.map(({ bytes }) => sha256(bytes))).size).toBe(10)
  })

  it.each([
    [512, 512],
    [768, 256],
    [256, 768],
    [1536, 1024],
  ])('has exactly the size asked for: %i×%i', async (width, height) => {
    expect(readImageHeader((await draw({ width, height })).bytes)).toEqual({
      ok: true,
      value: { format: 'png', width, height },
    })
  })

  it.each(['png', 'jpeg', 'webp'] as const)('is encoded as %s', async (outputFormat) => {
    expect(readImageHeader((await draw({ outputFormat })).bytes)).toEqual({
      ok: true,
      value: { format: outputFormat, width: 256, height: 256 },
    })
  })

  it.each(['jpeg', 'webp'] as const)('is smaller as %s with a lower compression value', async (outputFormat) => {
    const [small, large] = await Promise.all([
      draw({ outputFormat, compression: 10 }),
      draw({ outputFormat, compression: 95 }),
    ])
    expect(small.bytes.length).toBeLessThan(large.bytes.length)
  })

  it.each(['고양이', '바다', '그리움'])(
    'of “%s” can have a transparent background, and is opaque otherwise',
    async (prompt) => {
      const transparent = await readAlpha((await draw({ prompt, isTransparent: true })).bytes)
      expect(transparent.clear).toBeGreaterThan(0.2)
      expect(transparent.solid).toBeGreaterThan(0.1)
      expect(await readAlpha((await draw({ prompt })).bytes)).toEqual({ clear: 0, solid: 1 })
    },
  )

  it.each([0, 1, 2, 3])('comes with %i previews, each sharper than the one before', async (partialImages) => {
    const { partials } = await draw({ partialImages })
    expect(partials).toHaveLength(partialImages)
    const sizes = partials.map(({ length }) => length)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    for (const partial of partials)
      expect(readImageHeader(partial)).toMatchObject({ ok: true, value: { format: 'webp' } })
  })

  it.each(['', ' \n ', '😀'.repeat(300), 'word '.repeat(2000), '가'.repeat(5000), '\ud800'])(
    'is drawn for any text at all',
    async (prompt) => {
      expect(readImageHeader((await draw({ prompt, isTransparent: true })).bytes).ok).toBe(true)
      expect(readImageHeader((await draw({ prompt })).bytes).ok).toBe(true)
    },
  )

  it('is drawn without its font too', async () => {
    expect(readImageHeader((await draw({}, null)).bytes).ok).toBe(true)
  })
})
