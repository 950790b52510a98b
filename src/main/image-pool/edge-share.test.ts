import { createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { edgeShare } from './edge-share.ts'

/** Stripes so many pixels wide; 0 = none. */
function stripes(width: number): Uint8Array {
  const context = createCanvas(128, 128)
  const painter = context.getContext('2d')
  painter.fillStyle = '#ffffff'
  painter.fillRect(0, 0, 128, 128)
  painter.fillStyle = '#000000'
  for (let x = 0; width > 0 && x < 128; x += 2 * width) painter.fillRect(x, 0, width, 128)
  return context.toBuffer('image/png')
}

test('a picture of one colour has no edges, and finer stripes have more', async () => {
  expect(await edgeShare(stripes(0))).toEqual({ ok: true, value: 0 })
  // Of 128 columns every fourth ends a stripe, but for the last one.
  expect(await edgeShare(stripes(4))).toEqual({ ok: true, value: 31 / 128 })
  expect(await edgeShare(stripes(1))).toEqual({ ok: true, value: 127 / 128 })
})

test('what is no picture is told', async () => {
  expect(await edgeShare(new Uint8Array(10))).toMatchObject({ ok: false })
})
