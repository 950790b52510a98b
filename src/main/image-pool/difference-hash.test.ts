import { spawnSync } from 'node:child_process'
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { differenceHash, type Pixels } from './difference-hash.ts'
import { makeThumbnail } from './make-thumbnail.ts'

/** Grey by place, opaque. */
function picture(width: number, height: number, greyAt: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.fill(greyAt(x, y), 4 * (y * width + x), 4 * (y * width + x) + 3)
  return { width, height, data }
}

/** Soft discs on a gradient, other ones for every seed. */
function scene(seed: number, width: number, height: number) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const gradient = context.createLinearGradient(0, 0, width, height)
  gradient.addColorStop(0, `hsl(${seed * 77} 60% 5%)`)
  gradient.addColorStop(1, `hsl(${seed * 131} 70% 95%)`)
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
  for (let disc = 0; disc < 12; disc += 1) {
    const turn = Math.sin(seed * 12.9898 + disc * 78.233) * 43758.5453
    const place = turn - Math.floor(turn)
    context.fillStyle = `hsl(${place * 360} 80% ${20 + place * 60}% / 0.7)`
    context.beginPath()
    context.arc(((place * 7) % 1) * width, ((place * 13) % 1) * height, (0.05 + place * 0.2) * width, 0, 7)
    context.fill()
  }
  return canvas
}

const differingBits = (one: string, other: string): number =>
  (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll('0', '').length

async function hashOf(bytes: Uint8Array): Promise<string> {
  const made = await makeThumbnail(bytes)
  if (!made.ok) throw new Error(made.failure.kind)
  return made.value.dHash
}

describe('the difference hash', () => {
  it('has a bit where it gets brighter to the right, row by row', () => {
    const brighter = picture(90, 80, (x) => x)
    const brighterAbove = picture(90, 80, (x, y) => (y < 40 ? x : 90 - x))
    const brighterLeft = picture(90, 80, (x) => (x < 50 ? x : 100 - x))
    expect([brighter, brighterAbove, brighterLeft].map(differenceHash)).toEqual([
      'ffffffffffffffff',
      'ffffffff00000000',
      'f8f8f8f8f8f8f8f8',
    ])
  })

  it('has no bits for a picture of one colour, whatever its size', () => {
    const sizes = [1, 2, 7, 8, 9, 10, 17, 300, 511]
    const hashes = sizes.flatMap((width) => sizes.map((height) => differenceHash(picture(width, height, () => 201))))
    expect(new Set(hashes)).toEqual(new Set(['0'.repeat(16)]))
  })

  it('sees what is transparent as white', () => {
    const halfClear = picture(90, 80, () => 0)
    for (let at = 3; at < halfClear.data.length; at += 4) if ((at >> 2) % 90 >= 45) halfClear.data[at] = 0
    const blackAndWhite = picture(90, 80, (x) => (x < 45 ? 0 : 255))
    expect(differenceHash(halfClear)).toBe(differenceHash(blackAndWhite))
  })

  it.each([1, 2, 3, 4, 5])('stays when a picture is made smaller and compressed (scene %i)', async (seed) => {
    const canvas = scene(seed, 1200, 900)
    const smaller = createCanvas(640, 480)
    smaller.getContext('2d').drawImage(canvas, 0, 0, 640, 480)
    const [original, recompressed, another] = await Promise.all([
      hashOf(canvas.encodeSync('png')),
      hashOf(smaller.encodeSync('jpeg', 60)),
      hashOf(scene(seed + 20, 1200, 900).encodeSync('png')),
    ])
    expect(differingBits(original, recompressed)).toBeLessThanOrEqual(3)
    expect(differingBits(original, another)).toBeGreaterThan(6)
  })
})

/** ImageMagick 6; a newer one brings it along as well. */
const program = 'convert'
const version = spawnSync(program, ['-version'], { encoding: 'utf8' })
const hasImageMagick = version.status === 0 && version.stdout.startsWith('Version: ImageMagick')

/** The 72 grey cells by another program, of 65,535. */
function cellsByImageMagick(png: Uint8Array): readonly number[] {
  const { status, stdout, stderr } = spawnSync(
    program,
    `png:- -background white -flatten -colorspace Rec601Luma -filter box -resize 9x8! -depth 16 -endian MSB gray:-`.split(
      ' ',
    ),
    { input: png },
  )
  if (status !== 0) throw new Error(stderr.toString())
  return Array.from({ length: stdout.byteLength / 2 }, (_, cell) => stdout.readUInt16BE(2 * cell))
}

describe.runIf(hasImageMagick)('the difference hash beside ImageMagick', () => {
  it.each([
    [1, 450, 320],
    [2, 360, 360],
    [3, 180, 480],
    [4, 500, 333],
    [5, 97, 211],
    [6, 512, 512],
    [7, 2048, 1365],
  ])('says the same wherever neighbours really differ (scene %i, %i×%i)', async (seed, width, height) => {
    const png = scene(seed, width, height).encodeSync('png')
    const cells = cellsByImageMagick(png)
    expect(cells).toHaveLength(72)
    const steps = cells.flatMap((grey, cell) => (cell % 9 === 8 ? [] : [(cells[cell + 1] ?? 0) - grey]))
    const bits = BigInt(`0x${await hashOf(png)}`)
      .toString(2)
      .padStart(64, '0')
    // Half a level of 255: what rounding, and scaling to a thumbnail first, may move a cell by.
    const clear = steps.flatMap((step, index) => (Math.abs(step) > 257 / 2 ? [{ index, step }] : []))
    expect(clear.length).toBeGreaterThan(32)
    expect(clear.map(({ index }) => bits[index]).join('')).toBe(
      clear.map(({ step }) => (step > 0 ? '1' : '0')).join(''),
    )
  })
})

describe.skipIf(hasImageMagick)('the difference hash beside ImageMagick', () => {
  it.skip('is not compared: there is no ImageMagick (`convert`) on this computer')
})
