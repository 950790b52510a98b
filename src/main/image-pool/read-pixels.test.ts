import { execFileSync } from 'node:child_process'
import { deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it, test } from 'vitest'
import { exifBlock, pngChunk, pngSignature } from '#test/support/picture-parts.ts'
import { noise, pictureOf } from '#test/support/pixel-pictures.ts'
import { drawUpright } from './draw-upright.ts'
import { readPixels } from './read-pixels.ts'

async function pixelsOf(bytes: Uint8Array) {
  const read = await readPixels(bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.failure))
  return read.value
}

/** ImageMagick, to make what nothing here makes and to look with other eyes. */
function convert(input: Uint8Array, args: readonly string[], output: string): Buffer {
  return execFileSync('convert', ['-', ...args, output], { input, maxBuffer: 1e9 })
}
const hasImageMagick = (() => {
  try {
    return execFileSync('convert', ['--version']).includes('ImageMagick')
  } catch {
    return false
  }
})()
if (!hasImageMagick) console.warn('ImageMagick is not installed: forms of PNG and WebP are not tried.')

describe('readPixels', () => {
  it('gives colours back as they were written, where the canvas loses those that are faint', async () => {
    const faint = pictureOf(4, 1, (x) => [200, 100, 50, x + 1])
    const canvas = createCanvas(4, 1)
    canvas.getContext('2d').drawImage(await loadImage(Buffer.from(faint.png)), 0, 0)
    expect([...canvas.getContext('2d').getImageData(0, 0, 4, 1).data]).not.toEqual([...faint.data])
    expect([...(await pixelsOf(faint.png)).data]).toEqual([...faint.data])
  })

  it('keeps the colours of pixels that nobody sees', async () => {
    const clear = pictureOf(5, 3, (x, y) => [x, y, 9, 0])
    expect([...(await pixelsOf(clear.png)).data]).toEqual([...clear.data])
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'stands a PNG of orientation %i upright as the canvas does',
    async (orientation) => {
      const lying = Buffer.from(noise(7, 4, 'lying').png)
      const eXIf = pngChunk('eXIf', exifBlock({ first: { 274: { type: 'short', number: orientation } } }))
      const turned = Buffer.concat([lying.subarray(0, 33), eXIf, lying.subarray(33)])
      const drawn = await drawUpright(turned)
      if (!drawn.ok) throw new Error(drawn.failure.kind)
      const { width, height } = drawn.value
      const read = await pixelsOf(turned)
      expect([read.width, read.height]).toEqual([width, height])
      expect([...read.data]).toEqual([...drawn.value.getContext('2d').getImageData(0, 0, width, height).data])
    },
  )

  it('shows a picture of another colour space as it is seen, not by its bare numbers', async () => {
    const linear = Buffer.from(noise(4, 4, 'linear').png)
    const gAMA = Buffer.alloc(4)
    gAMA.writeUInt32BE(100_000)
    const told = Buffer.concat([linear.subarray(0, 33), pngChunk('gAMA', gAMA), linear.subarray(33)])
    const [bare, seen] = [await pixelsOf(linear), await pixelsOf(told)]
    const sum = (data: Uint8Array | Uint8ClampedArray) => Array.from(data).reduce((total, value) => total + value, 0)
    expect(sum(seen.data)).toBeGreaterThan(sum(bare.data))
  })

  it('says of a PNG whose pixels are cut short, or of another kind, that it is damaged', async () => {
    const whole = Buffer.from(noise(40, 40, 'cut', true).png)
    const idat = whole.indexOf('IDAT') - 4
    const length = whole.readUInt32BE(idat)
    const packed = whole.subarray(idat + 8, idat + 8 + length)
    const cut = Buffer.concat([
      whole.subarray(0, idat),
      pngChunk('IDAT', packed.subarray(0, packed.length - 200)),
      pngChunk('IEND', new Uint8Array()),
    ])
    expect(await readPixels(cut)).toMatchObject({ ok: false, failure: { kind: 'damaged-file' } })
  })
})

describe('a hostile original', () => {
  const [width, height] = [16_000, 4000]
  const claiming = (pixels: Uint8Array, colourType = 6, isInterlaced = 0): Buffer => {
    const header = Buffer.alloc(13)
    header.writeUInt32BE(width, 0)
    header.writeUInt32BE(height, 4)
    header.set([8, colourType, 0, 0, isInterlaced], 8)
    const parts = [pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', new Uint8Array())]
    return Buffer.concat([pngSignature, ...parts])
  }
  it.each<[string, Uint8Array]>([
    ['with a hundred bytes for 64 million pixels', claiming(deflateSync(Buffer.alloc(100)))],
    ['that unpacks to more than it says', claiming(deflateSync(Buffer.alloc(300_000_000), { level: 1 }))],
    ['interlaced, with too little', claiming(deflateSync(Buffer.alloc(9000)), 6, 1)],
    ['with colours of a palette that is not there', claiming(deflateSync(Buffer.alloc((width + 1) * height)), 3)],
    ['whose pixels are no zlib', claiming(Buffer.from([0x78, 0x9c, 9, 9, 9, 9, 9]))],
    [
      'with a filter that does not exist',
      claiming(deflateSync(Buffer.alloc((width * 4 + 1) * height, 9), { level: 1 })),
    ],
  ])('%s is damaged, and takes no more memory than it says', async (_, bytes) => {
    expect(await readPixels(bytes)).toMatchObject({ ok: false, failure: { kind: 'damaged-file' } })
  })
})

/** Colours of what cannot be seen at all are the writer's business. */
const seen = (data: Uint8Array | Uint8ClampedArray) =>
  Array.from({ length: data.length / 4 }, (_, index) =>
    data[index * 4 + 3] === 0 ? 'clear' : [...data.subarray(index * 4, index * 4 + 4)].join(' '),
  )

/** Every colour type and depth that can be seen through, whole and interlaced. */
const forms: Readonly<Record<string, readonly string[]>> = {
  'opaque colours': ['-alpha', 'off', 'png24:-'],
  'opaque colours of sixteen bits': ['-alpha', 'off', '-depth', '16', 'png48:-'],
  grey: ['-alpha', 'off', '-colorspace', 'Gray', '-define', 'png:color-type=0', 'png:-'],
  'eight bits': ['png32:-'],
  'sixteen bits': ['-depth', '16', 'png64:-'],
  'grey with alpha': ['-colorspace', 'Gray', '-define', 'png:color-type=4', 'png:-'],
  'a palette': ['-colors', '60', 'png8:-'],
  'a palette of two bits': ['-colors', '3', '-define', 'png:bit-depth=2', '-define', 'png:color-type=3', 'png:-'],
}

test.skipIf(!hasImageMagick).each(
  Object.entries(forms).flatMap(([name, args]) => [
    { name, args, interlace: 'None' },
    { name: `${name}, interlaced`, args, interlace: 'PNG' },
  ]),
)('A PNG of $name is read as ImageMagick reads it', async ({ args, interlace }) => {
  const made = convert(
    noise(37, 23, 'forms', true).png,
    ['-interlace', interlace, ...args.slice(0, -1)],
    args.at(-1) ?? '',
  )
  const expected = convert(made, ['-depth', '8'], 'rgba:-')
  const read = await pixelsOf(made)
  expect([read.width, read.height]).toEqual([37, 23])
  expect(seen(read.data)).toEqual(seen(expected))
  expect(new Set(seen(read.data)).size).toBeGreaterThan(2)
})

test.skipIf(!hasImageMagick)('A lossless WebP is read to the bit, however faint', async () => {
  const picture = noise(33, 20, 'webp', true)
  const webp = convert(picture.png, ['-define', 'webp:lossless=true', '-define', 'webp:exact=true'], 'webp:-')
  expect(seen((await pixelsOf(webp)).data)).toEqual(seen(picture.data))
})

test.skipIf(!hasImageMagick)('A lossy WebP has the colours that ImageMagick sees in it', async () => {
  const picture = pictureOf(64, 64, (x, y) => [x * 4, y * 4, 128, 8 + x * 3])
  const webp = convert(picture.png, ['-quality', '90'], 'webp:-')
  const expected = convert(webp, ['-depth', '8'], 'rgba:-')
  const { data } = await pixelsOf(webp)
  const worst = Math.max(...expected.map((value, at) => Math.abs(value - (data[at] ?? 0))))
  expect(worst).toBeLessThanOrEqual(3)
})
