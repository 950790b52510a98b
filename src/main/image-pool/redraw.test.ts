import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { exifBlock, pngChunk } from '#test/support/picture-parts.ts'
import { readImageHeader } from '../library/image-header.ts'
import type { Redrawing } from './messages.ts'
import { redraw } from './redraw.ts'

/** Clear, half clear, opaque: a third of the width each. */
function mask(): Uint8Array {
  const canvas = createCanvas(30, 10)
  const context = canvas.getContext('2d')
  context.fillStyle = 'rgb(9 200 30 / 0.5)'
  context.fillRect(10, 0, 10, 10)
  context.fillStyle = '#c00'
  context.fillRect(20, 0, 10, 10)
  return canvas.toBuffer('image/png')
}

async function pixels(bytes: Uint8Array, as: Redrawing) {
  const redrawn = await redraw(bytes, as)
  if (!redrawn.ok) throw new Error(redrawn.failure.kind)
  const image = await loadImage(Buffer.from(redrawn.value))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return {
    header: readImageHeader(redrawn.value),
    at: (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data],
  }
}

describe('redraw', () => {
  it('turns what is clear in a mask white, or black, and leaves no alpha', async () => {
    const [white, black] = [await pixels(mask(), 'white-is-changed'), await pixels(mask(), 'black-is-changed')]
    expect([5, 15, 25].map((x) => white.at(x, 5))).toEqual([
      [255, 255, 255, 255],
      [128, 128, 128, 255],
      [0, 0, 0, 255],
    ])
    expect([5, 15, 25].map((x) => black.at(x, 5))).toEqual([
      [0, 0, 0, 255],
      [127, 127, 127, 255],
      [255, 255, 255, 255],
    ])
    expect(white.header).toEqual({ ok: true, value: { format: 'png', width: 30, height: 10 } })
  })

  it('sets upright what a person sees upright', async () => {
    const png = Buffer.from(mask())
    const turned = Buffer.concat([
      png.subarray(0, 33),
      pngChunk('eXIf', exifBlock({ first: { 274: { type: 'short', number: 6 } } })),
      png.subarray(33),
    ])
    const { header, at } = await pixels(turned, 'upright')
    expect(header).toEqual({ ok: true, value: { format: 'png', width: 10, height: 30 } })
    expect(at(5, 25)).toEqual([204, 0, 0, 255])
  })

  it('refuses what is no picture', async () => {
    expect(await redraw(Buffer.from('no picture'), 'upright')).toMatchObject({
      ok: false,
      failure: { kind: 'unsupported-file' },
    })
  })
})
