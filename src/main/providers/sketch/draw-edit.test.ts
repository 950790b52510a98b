import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { plainJob } from '#test/support/plain-job.ts'
import { drawSketch } from './draw-sketch.ts'
import { toResponseId } from './response-id.ts'
import type { SketchJob, SketchPicture } from './sketch-job.ts'

const [width, height] = [320, 256]

async function draw(changes: Partial<SketchJob>): Promise<SketchPicture> {
  const drawn = await drawSketch({ ...plainJob, width, height, ...changes }, null)
  if (!drawn.ok) throw new Error(JSON.stringify(drawn.failure))
  return drawn.value
}

/** Told apart by its bytes, which no failing test need print. */
const nameOf = async (changes: Partial<SketchJob>): Promise<string> => toResponseId((await draw(changes)).bytes)

async function pixelsOf(bytes: Uint8Array): Promise<Uint8ClampedArray> {
  const image = await loadImage(bytes)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, image.width, image.height).data
}

/** How many pixels differ, where the drawing is clear and where it is not. */
async function compare(before: Uint8Array, after: Uint8Array, drawing: Uint8Array) {
  const [one, other, mask] = await Promise.all([before, after, drawing].map(pixelsOf))
  if (one === undefined || other === undefined || mask === undefined) throw new Error('unreachable')
  expect(other.length).toBe(one.length)
  const counts = { clear: 0, clearChanged: 0, coveredChanged: 0 }
  for (let offset = 0; offset < one.length; offset += 4) {
    const hasChanged = [0, 1, 2, 3].some((channel) => one[offset + channel] !== other[offset + channel])
    const isClear = mask[offset + 3] === 0
    if (isClear) counts.clear++
    if (hasChanged) isClear ? counts.clearChanged++ : counts.coveredChanged++
  }
  return counts
}

/** A drawing of the picture's size, PNG. */
function drawing(paint: (context: SKRSContext2D) => void): Uint8Array {
  const canvas = createCanvas(width, height)
  paint(canvas.getContext('2d'))
  return canvas.encodeSync('png')
}
const maskOf = (x: number, y: number, wide: number, tall: number): Uint8Array =>
  drawing((context) => {
    context.fillRect(0, 0, width, height)
    context.globalCompositeOperation = 'destination-out'
    context.beginPath()
    context.ellipse(x + wide / 2, y + tall / 2, wide / 2, tall / 2, 0, 0, Math.PI * 2)
    context.fill()
  })
const middle = maskOf(80, 50, 150, 120)

const edit = (bytes: Uint8Array) => ({ bytes, role: 'edit' as const })
const reference = (bytes: Uint8Array) => ({ bytes, role: 'reference' as const })
const onto = (bytes: Uint8Array, mask: Uint8Array | null = null, markup: Uint8Array | null = null) => ({
  inputs: { images: [edit(bytes)], mask, markup },
})
const plain = (colour: string): Uint8Array =>
  drawing((context) => {
    context.fillStyle = colour
    context.fillRect(0, 0, width, height)
  })

const original = await draw({ prompt: '푸른 바다 위의 배' })
/** Every colour and every opacity, as no sketch has them. */
const noisy = drawing((context) => {
  const pixels = context.createImageData(width, height)
  for (let offset = 0; offset < pixels.data.length; offset++) pixels.data[offset] = (offset * 2_654_435_761) >>> 24
  context.putImageData(pixels, 0, 0)
})

describe('an edit inside a mask', () => {
  it.each([
    ['a sketch', original.bytes],
    ['a picture with every opacity', noisy],
  ])('of %s changes what the mask opens and not one pixel elsewhere', async (_, before) => {
    const { clear, clearChanged, coveredChanged } = await compare(
      before,
      (await draw({ prompt: '빨간 풍선', ...onto(before, middle) })).bytes,
      middle,
    )
    expect(coveredChanged).toBe(0)
    expect(clearChanged / clear).toBeGreaterThan(0.9)
  })

  it.each([
    ['a single pixel', maskOf(100, 100, 3, 3)],
    ['the whole picture', drawing(() => undefined)],
    ['a corner', maskOf(-40, -40, 80, 80)],
  ])('may open %s', async (_, mask) => {
    const edited = await draw({ prompt: '빨간 풍선', ...onto(original.bytes, mask) })
    const { clear, clearChanged, coveredChanged } = await compare(original.bytes, edited.bytes, mask)
    expect(coveredChanged).toBe(0)
    expect(clearChanged).toBeGreaterThan(clear * 0.5)
  })

  it('changes nothing where the mask opens nothing', async () => {
    const mask = plain('black')
    const edited = await draw({ prompt: '빨간 풍선', ...onto(original.bytes, mask) })
    expect(await compare(original.bytes, edited.bytes, mask)).toEqual({ clear: 0, clearChanged: 0, coveredChanged: 0 })
  })

  it('leaves alone what is feathered: only what is wholly clear is opened', async () => {
    const mask = drawing((context) => {
      context.fillStyle = 'rgba(0, 0, 0, 0.02)'
      context.fillRect(0, 0, width, height)
    })
    const edited = await draw({ prompt: '빨간 풍선', ...onto(original.bytes, mask) })
    expect((await compare(original.bytes, edited.bytes, mask)).coveredChanged).toBe(0)
  })

  it('has the size of its picture, whatever was asked for', async () => {
    expect(await draw({ width: 512, height: 512, ...onto(original.bytes, middle) })).toMatchObject({ width, height })
  })

  it('can open the picture to nothing but the things asked for', async () => {
    const { bytes } = await draw({ prompt: '풍선', isTransparent: true, ...onto(original.bytes, middle) })
    expect((await compare(original.bytes, bytes, middle)).coveredChanged).toBe(0)
    const clear = (await pixelsOf(bytes)).filter((value, index) => index % 4 === 3 && value === 0)
    expect(clear.length).toBeGreaterThan(1000)
  })

  it('is the same, byte for byte, for the same job, and another for another seed', async () => {
    const [once, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => nameOf({ prompt: '풍선', seed, ...onto(original.bytes, middle) })),
    )
    expect(again).toBe(once)
    expect(other).not.toBe(once)
  })

  it.each([
    ['of another size', createCanvas(width, height - 1).encodeSync('png')],
    ['that is no picture', Uint8Array.of(1, 2, 3)],
  ])('refuses a mask %s', async (_, mask) => {
    const job = { ...plainJob, ...onto(original.bytes, mask) }
    expect(await drawSketch(job, null)).toMatchObject({ ok: false, failure: { kind: 'bad-request', field: 'mask' } })
  })

  it('refuses a mask without a picture, and a picture that is none', async () => {
    const lone = { ...plainJob, inputs: { images: [], mask: middle, markup: null } }
    expect(await drawSketch(lone, null)).toMatchObject({ ok: false, failure: { kind: 'bad-request', field: 'mask' } })
    const broken = { ...plainJob, ...onto(original.bytes.subarray(0, 900)) }
    expect(await drawSketch(broken, null)).toMatchObject({ failure: { kind: 'bad-request', field: 'image' } })
  })
})

describe('a picture drawn after another', () => {
  const flat = (colour: string) => onto(plain(colour))

  /** How far two pictures are apart, per channel. */
  async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
    const [first, second] = [await pixelsOf(one), await pixelsOf(other)]
    return first.reduce((sum, value, index) => sum + Math.abs(value - (second[index] ?? 0)), 0) / first.length
  }

  it('is another picture that resembles it more than a new one does', async () => {
    const after = await draw({ prompt: '고양이', ...onto(original.bytes) })
    const fresh = await draw({ prompt: '고양이' })
    const kept = await distance(original.bytes, after.bytes)
    expect(kept).toBeGreaterThan(1)
    expect(kept).toBeLessThan((await distance(original.bytes, fresh.bytes)) / 2)
  })

  it('takes its size from it where none is asked for', async () => {
    expect(await draw({ width: 1024, height: 1024, keepsSize: true, ...onto(original.bytes) })).toMatchObject({
      width,
      height,
    })
    expect(await draw({ width: 512, height: 256, ...onto(original.bytes) })).toMatchObject({ width: 512, height: 256 })
  })

  it('puts things where the markup points', async () => {
    const signs = drawing((context) => context.fillRect(40, 30, 80, 100))
    const job = { prompt: '고양이', ...flat('#88aacc') }
    const { bytes } = await draw({ ...job, inputs: { ...job.inputs, markup: signs } })
    const pixels = await pixelsOf(bytes)
    const isFlat = (x: number, y: number): boolean =>
      [0x88, 0xaa, 0xcc].every((value, channel) => Math.abs(value - (pixels[(y * width + x) * 4 + channel] ?? 0)) < 24)
    const share = (left: number, top: number, wide: number, tall: number): number => {
      let [flatCount, count] = [0, 0]
      for (let y = top; y < top + tall; y++)
        for (let x = left; x < left + wide; x++) {
          count++
          if (isFlat(x, y)) flatCount++
        }
      return flatCount / count
    }
    expect(share(40, 30, 80, 100)).toBeLessThan(0.8)
    expect(share(130, 20, 170, 200)).toBe(1)
    expect(share(20, 140, 280, 80)).toBe(1)
  })

  it('goes on from the picture of the turn before, wherever that stands', async () => {
    const after = await draw({ prompt: '밤', ...onto(original.bytes) })
    const turn = {
      prompt: '밤',
      inputs: { images: [reference(plain('#cc3333')), reference(original.bytes)], mask: null, markup: null },
      previousResponseId: toResponseId(original.bytes),
    }
    const next = await draw(turn)
    const elsewhere = await draw({ ...turn, previousResponseId: toResponseId(plain('#cc3333')) })
    expect(await distance(next.bytes, after.bytes)).toBeLessThan((await distance(elsewhere.bytes, after.bytes)) / 2)
  })

  it('refuses to go on from a turn whose picture did not come along', async () => {
    expect(await drawSketch({ ...plainJob, previousResponseId: 'sketch-1' }, null)).toMatchObject({
      ok: false,
      failure: { kind: 'bad-request', field: 'previousResponseId' },
    })
  })

  it('is given back pixel for pixel when nothing is to change', async () => {
    const same = await draw({ prompt: '고양이', ...onto(original.bytes, middle), changesNothing: true })
    expect(await compare(original.bytes, same.bytes, middle)).toMatchObject({ clearChanged: 0, coveredChanged: 0 })
  })
})

describe('references', () => {
  const like = (...colours: readonly string[]) => ({
    inputs: { images: colours.map((colour) => reference(plain(colour))), mask: null, markup: null },
  })

  it('lend the picture their colours, each of several its own', async () => {
    const prompt = '산과 호수'
    const [plainly, red, green, both, again] = await Promise.all([
      draw({ prompt }),
      draw({ prompt, ...like('#c02020') }),
      draw({ prompt, ...like('#20a040') }),
      draw({ prompt, ...like('#c02020', '#20a040') }),
      draw({ prompt, ...like('#c02020') }),
    ])
    expect(toResponseId(again.bytes)).toBe(toResponseId(red.bytes))
    expect(new Set([plainly, red, green, both].map(({ bytes }) => toResponseId(bytes))).size).toBe(4)

    const mean = async ({ bytes }: SketchPicture) => {
      const pixels = await pixelsOf(bytes)
      const sum = [0, 0, 0]
      for (const [index, value] of pixels.entries()) if (index % 4 < 3) sum[index % 4] = (sum[index % 4] ?? 0) + value
      return sum
    }
    const [redMean = [], greenMean = []] = [await mean(red), await mean(green)]
    expect((redMean[0] ?? 0) / (redMean[1] ?? 1)).toBeGreaterThan((greenMean[0] ?? 0) / (greenMean[1] ?? 1))
  })

  it('give as many different pictures as are asked for', async () => {
    const variations = await Promise.all(
      [{ index: 0 }, { index: 1 }, { index: 2 }, { seed: 1 }, { seed: 2 }, { seed: 2, index: 1 }].map((change) =>
        nameOf({ prompt: '고양이', ...like('#3060c0'), ...change }),
      ),
    )
    expect(new Set(variations).size).toBe(6)
  })
})
