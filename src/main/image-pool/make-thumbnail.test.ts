import { createCanvas, GifDisposal, GifEncoder, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { exifBlock, pngChunk, withPngSize } from '#test/support/picture-parts.ts'
import { readImageHeader } from '../library/image-header.ts'
import { makeThumbnail } from './make-thumbnail.ts'

type Rgba = readonly [number, number, number, number]

/** Left half red, right half clear. */
function halfRed(width: number, height: number) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, width / 2, height)
  return canvas
}

async function made(bytes: Uint8Array): Promise<{ size: readonly [number, number]; at(x: number, y: number): Rgba }> {
  const thumbnail = await makeThumbnail(bytes)
  if (!thumbnail.ok) throw new Error(thumbnail.failure.kind)
  const { webp } = thumbnail.value
  expect(readImageHeader(webp)).toMatchObject({ ok: true, value: { format: 'webp' } })
  const image = await loadImage(webp)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return {
    size: [image.width, image.height],
    at: (x, y) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(x, y, 1, 1).data
      return [red, green, blue, alpha]
    },
  }
}

const isRed = ([red, green, blue, alpha]: Rgba): boolean => red > 200 && green < 60 && blue < 60 && alpha > 200

/** The same JPEG with an EXIF block that states an orientation (tag 0x0112). */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const body = [...Buffer.from('Exif\0\0', 'latin1'), ...tiff]
  return Uint8Array.from([...jpeg.subarray(0, 2), 0xff, 0xe1, 0, body.length + 2, ...body, ...jpeg.subarray(2)])
}

/** 32×16 pixels, red above and blue below. Made by ImageMagick, because no canvas writes CMYK. */
const cmykJpeg = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgICAgIDAgICAwMDAwQGBAQEBAQIBgYFBgkICgoJCAkJCgwPDAoLDgsJCQ0RDQ4PEBAREAoMEhMSEBMPEBAQ/9sAQwEDAwMEAwQIBAQIEAsJCxAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ/8AAFAgAEAAgBAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAHCP/EACAQAAEBCAMAAAAAAAAAAAAAAAAYAQIDBBYXZaJTVJL/xAAXAQEBAQEAAAAAAAAAAAAAAAAACQMI/8QAHxEAAQIGAwAAAAAAAAAAAAAAAAEEAgMVF1ORFlFS/9oADgQBAAIRAxEEAAA/ALXUMLlYYXeZ5U2S/p8XRrRTeQ2FQwuVgu8zypsU+LoKbyGwqGFysF3meVNinxdBTeQ2FQwuVgu8zypsU+LoKbyGxUbVSHTc8k2+QTPR37aFniTQTJj9RaqQ6bnkcgmehaFniTQTJj9RaqQ6bnkcgmehaFniTQTJj9RaqQ6bnkcgmehaFniTQTJj9T//2Q==',
  'base64',
)

describe('a thumbnail', () => {
  it.each([
    [2048, 1024, 512, 256],
    [300, 1500, 102, 512],
    [1025, 3, 512, 1],
  ])('of %i×%i pixels has its longest side at 512', async (width, height, ...size) => {
    expect((await made(halfRed(width, height).encodeSync('png'))).size).toEqual(size)
  })

  it('is never larger than the picture', async () => {
    expect((await made(halfRed(40, 20).encodeSync('png'))).size).toEqual([40, 20])
  })

  it.each([1280, 1536, 2048])('shows lines too fine for it as an even grey, of %i pixels', async (side) => {
    const canvas = createCanvas(side, side)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, side, side)
    context.fillStyle = '#000000'
    for (let y = 0; y < side; y += 2) context.fillRect(0, y, side, 1)
    const { at } = await made(canvas.encodeSync('png'))
    const greys = Array.from({ length: 100 }, (_, step) => at(200, 200 + step)[0])
    expect(Math.max(...greys) - Math.min(...greys), String(greys)).toBeLessThan(20)
  })

  it.each(['png', 'webp'] as const)('keeps what is transparent in a %s', async (format) => {
    const { at } = await made(
      format === 'png' ? halfRed(800, 800).encodeSync('png') : halfRed(800, 800).encodeSync('webp', 90),
    )
    expect(isRed(at(100, 256))).toBe(true)
    expect(at(400, 256)[3]).toBe(0)
  })

  it('stands upright whatever its EXIF orientation says', async () => {
    const jpeg = halfRed(800, 400).encodeSync('jpeg', 95)
    const turned = await made(withOrientation(jpeg, 6))
    expect(turned.size).toEqual([256, 512])
    expect([isRed(turned.at(128, 100)), isRed(turned.at(128, 400))]).toEqual([true, false])
    const upsideDown = await made(withOrientation(jpeg, 3))
    expect([isRed(upsideDown.at(100, 128)), isRed(upsideDown.at(400, 128))]).toEqual([false, true])
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of a PNG is turned by orientation %i as a JPEG is', async (orientation) => {
    const canvas = halfRed(64, 32)
    // A corner that no turning leaves where it is.
    canvas.getContext('2d').clearRect(0, 0, 8, 8)
    const block = exifBlock({ first: { 274: { type: 'short', number: orientation } } })
    const png = canvas.toBuffer('image/png')
    const turned = await made(Buffer.concat([png.subarray(0, 33), pngChunk('eXIf', block), png.subarray(33)]))
    const asJpeg = await made(withOrientation(canvas.toBuffer('image/jpeg', 95), orientation))
    const corners = ({ size: [width, height], at }: typeof turned): readonly boolean[] =>
      [3, 12].flatMap((x) =>
        [3, 12].flatMap((y) => [
          isRed(at(x, y)),
          isRed(at(width - 1 - x, y)),
          isRed(at(x, height - 1 - y)),
          isRed(at(width - 1 - x, height - 1 - y)),
        ]),
      )
    expect({ size: turned.size, corners: corners(turned) }).toEqual({ size: asJpeg.size, corners: corners(asJpeg) })
  })

  it('of a CMYK picture has its colours', async () => {
    expect(isRed((await made(cmykJpeg)).at(16, 1))).toBe(true)
  })

  it('shows the first frame of an animation', async () => {
    const [red, blue] = [
      [255, 0, 0, 255],
      [0, 0, 255, 255],
    ].map((colour) => Uint8Array.from({ length: 64 * 64 * 4 }, (_, index) => colour[index % 4] ?? 0))
    if (red === undefined || blue === undefined) throw new Error('no frames')
    const gif = new GifEncoder(64, 64)
    gif.addFrame(red, 64, 64, { delay: 100, disposal: GifDisposal.Keep })
    gif.addFrame(blue, 64, 64, { delay: 100, disposal: GifDisposal.Keep })
    expect(isRed((await made(gif.finish())).at(32, 32))).toBe(true)
  })

  it.each<[string, Uint8Array, string]>([
    ['that is empty', new Uint8Array(), 'unsupported-file'],
    ['that is text', Buffer.from('not a picture at all'), 'unsupported-file'],
    ['that is markup', Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"/>'), 'unsupported-file'],
    ['that was cut short', halfRed(600, 600).encodeSync('png').subarray(0, 900), 'damaged-file'],
    ['with a wrong body', damaged(halfRed(600, 600).encodeSync('jpeg', 90)), 'damaged-file'],
    ['of too many pixels', withPngSize(halfRed(64, 64).encodeSync('png'), 12_000, 12_000), 'unsupported-file'],
    ['of too long a side', withPngSize(halfRed(64, 64).encodeSync('png'), 20_000, 1), 'unsupported-file'],
    ['whose frame is larger than the GIF says', gifAround(15_000, 15_000), 'unsupported-file'],
    [
      'whose frame is larger than the WebP says',
      webpAround(halfRed(4000, 4000).encodeSync('webp', 50)),
      'damaged-file',
    ],
  ])('is refused for a file %s', async (_, bytes, kind) => {
    expect(await makeThumbnail(bytes)).toMatchObject({ ok: false, failure: { kind } })
  })
})

/** Header and end as they were; the tables between are overwritten. */
function damaged(jpeg: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(jpeg)
  const tables = Buffer.from(bytes).indexOf(Uint8Array.of(0xff, 0xc4))
  bytes.fill(0xee, tables + 4, tables + 40)
  return bytes
}

/** A GIF of 5×3 pixels by its screen, and of this size by its only frame. */
function gifAround(width: number, height: number): Uint8Array {
  const gif = Buffer.from('R0lGODlhBQADAPAAAAAAAAAAACH5BAEAAAAALAAAAAAFAAMAAAIEhI8JBQA7', 'base64')
  const frame = gif.indexOf(0x2c, 19)
  gif.writeUInt16LE(width, frame + 5)
  gif.writeUInt16LE(height, frame + 7)
  return gif
}

/** A WebP of one pixel by its extended header, around the chunk of a whole other one. */
function webpAround(webp: Uint8Array): Uint8Array {
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 'latin1')
  extended.writeUInt32LE(10, 4)
  const whole = Buffer.concat([webp.subarray(0, 12), extended, webp.subarray(12)])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}
