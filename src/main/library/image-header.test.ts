import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { encodePng, everyPngKind, exifBlock, pngChunk, pngSignature } from '#test/support/picture-parts.ts'
import { readImageHeader } from './image-header.ts'

const canvas = createCanvas(37, 21)
canvas.getContext('2d').fillRect(3, 3, 20, 10)
const png = new Uint8Array(canvas.toBuffer('image/png'))
const jpeg = new Uint8Array(canvas.toBuffer('image/jpeg'))
const webp = new Uint8Array(canvas.toBuffer('image/webp'))
const gif = Uint8Array.from(Buffer.from('R0lGODlhBQADAPAAAAAAAAAAACH5BAEAAAAALAAAAAAFAAMAAAIEhI8JBQA7', 'base64'))

const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

const riffChunk = (type: string, data: readonly number[]): Uint8Array =>
  bytesOf(type, [data.length, 0, 0, 0], data, new Array<number>(data.length % 2).fill(0))

const webpOf = (...chunks: readonly Uint8Array[]): Uint8Array => {
  const body = Buffer.concat(chunks)
  return Buffer.concat([bytesOf('RIFF', [4 + body.length, 0, 0, 0], 'WEBP'), body])
}
const lossy = riffChunk('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x20, 0x43, 0x10, 0x80, 0])
/** 32 × 16. */
const lossless = riffChunk('VP8L', [0x2f, 0x1f, 0xc0, 0x03, 0, 0, 0, 0, 0, 0])
const canvasOf = (width: number, height: number): Uint8Array =>
  riffChunk('VP8X', [0, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0])
const exif = riffChunk('EXIF', [1, 2, 3])
/** Of 8 × 4, at this place. */
const frameAt = (x: number, y: number): Uint8Array =>
  riffChunk('ANMF', [x / 2, 0, 0, y / 2, 0, 0, 7, 0, 0, 3, 0, 0, ...new Array<number>(12).fill(0)])

/** A frame header that says 4,096 × 4,096. */
const jpegFrame = [0xff, 0xc0, 0, 11, 8, 16, 0, 16, 0, 1, 1, 0x11, 0]

/** `jpeg` with an Exif segment that says how the camera was held. */
const turned = (orientation: number, byteOrder: 'II' | 'MM'): Uint8Array => {
  const short = (value: number): readonly number[] => (byteOrder === 'II' ? [value, 0] : [0, value])
  const long = (value: number): readonly number[] => (byteOrder === 'II' ? [value, 0, 0, 0] : [0, 0, 0, value])
  const exif = bytesOf(
    'Exif\0\0',
    byteOrder,
    short(42),
    long(8),
    short(1),
    byteOrder === 'II' ? [0x12, 0x01] : [0x01, 0x12],
    short(3),
    long(1),
    short(orientation),
    [0, 0],
    long(0),
  )
  return Buffer.concat([jpeg.subarray(0, 2), bytesOf([0xff, 0xe1, 0, exif.length + 2]), exif, jpeg.subarray(2)])
}

test.each([
  ['png', png, 37, 21],
  ['jpeg', jpeg, 37, 21],
  ['webp', webp, 37, 21],
  ['gif', gif, 5, 3],
  ['webp', webpOf(lossy), 0x320, 0x10],
  ['webp', webpOf(lossless), 32, 16],
  ['webp', webpOf(canvasOf(32, 16), exif, lossless), 32, 16],
  ['webp', webpOf(canvasOf(16, 16), frameAt(0, 0), frameAt(8, 12)), 16, 16],
  ['jpeg', turned(1, 'II'), 37, 21],
  ['jpeg', turned(3, 'MM'), 37, 21],
  ['jpeg', turned(6, 'II'), 21, 37],
  ['jpeg', turned(8, 'MM'), 21, 37],
  ['jpeg', turned(99, 'II'), 37, 21],
] as const)('%s number %# is known with its size', (format, bytes, width, height) => {
  expect(readImageHeader(bytes)).toEqual({ ok: true, value: { format, width, height } })
})

test.each(everyPngKind)('A PNG of colour type $colourType with $bitDepth bits is known', (kind) => {
  expect(readImageHeader(encodePng(kind))).toEqual({ ok: true, value: { format: 'png', width: 13, height: 9 } })
})

test.each([
  ['colour type 1', 25, 1],
  ['colour type 5', 25, 5],
  ['16 bits of palette', 24, 16],
  ['another compression', 26, 1],
  ['another filter', 27, 1],
  ['another interlacing', 28, 2],
])('A PNG with %s is damaged: no decoder can read it', (_, at, value) => {
  const odd = encodePng({ colourType: 3 })
  odd[at] = value
  odd.set(pngChunk('IHDR', odd.subarray(16, 29)), 8)
  expect(readImageHeader(odd)).toEqual({ ok: false, failure: { kind: 'damaged-file', fileName: null } })
})

const header = png.subarray(16, 29)
const pngOf = (...chunks: readonly Buffer[]): Uint8Array => Buffer.concat([pngSignature, ...chunks])
const endOfPng = pngChunk('IEND', Buffer.alloc(0))

test.each([
  [
    'PNG whose header is not what its check sum says',
    Uint8Array.from(png, (byte, at) => (at === 19 ? byte ^ 1 : byte)),
  ],
  ['PNG without a byte of pixels', pngOf(pngChunk('IHDR', header), pngChunk('IDAT', Buffer.alloc(0)), endOfPng)],
  ['PNG whose pixels are no zlib stream', pngOf(pngChunk('IHDR', header), pngChunk('IDAT', header), endOfPng)],
  ['JPEG that states two sizes', bytesOf([...jpeg.subarray(0, 2)], jpegFrame, [...jpeg.subarray(2)])],
  ['WebP without a picture', webpOf(canvasOf(32, 16), exif)],
  ['WebP whose picture is larger than it says', webpOf(canvasOf(8, 8), lossless)],
  [
    'WebP whose picture is cut short inside',
    webpOf(canvasOf(32, 16), exif, bytesOf('VP8L', [99, 0, 0, 0], new Array<number>(20).fill(0))),
  ],
  ['WebP with a frame outside of it', webpOf(canvasOf(16, 16), frameAt(0, 0), frameAt(10, 0))],
])('A %s is damaged: no decoder shows it', (_, bytes) => {
  expect(readImageHeader(bytes)).toEqual({ ok: false, failure: { kind: 'damaged-file', fileName: null } })
})

test('A PNG whose pixels have a flipped bit, or begin with an empty chunk or a single byte, is taken', () => {
  const pixelsAt = Buffer.from(png).indexOf('IDAT') + 4
  const flipped = Uint8Array.from(png, (byte, at) => (at === pixelsAt + 12 ? byte ^ 1 : byte))
  const pixels = Buffer.from(png.subarray(pixelsAt, pixelsAt + Buffer.from(png).readUInt32BE(pixelsAt - 8)))
  const idat = (data: Buffer): Buffer => pngChunk('IDAT', data)
  const head = pngChunk('IHDR', header)
  const emptyFirst = pngOf(head, idat(Buffer.alloc(0)), idat(pixels), endOfPng)
  const inBytes = pngOf(head, idat(pixels.subarray(0, 1)), idat(pixels.subarray(1)), endOfPng)
  expect([flipped, emptyFirst, inBytes].map((bytes) => readImageHeader(bytes).ok)).toEqual([true, true, true])
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'Orientation %i decides which side is the width, in JPEG and PNG',
  (orientation) => {
    const [width, height] = orientation >= 5 ? [21, 37] : [37, 21]
    for (const byteOrder of ['II', 'MM'] as const) {
      const block = exifBlock({
        isLittle: byteOrder === 'II',
        first: { 274: { type: 'short', number: orientation } },
      })
      expect([
        readImageHeader(turned(orientation, byteOrder)),
        readImageHeader(encodePng({ width: 37, height: 21 }, [pngChunk('eXIf', block)])),
        // Too late: the pixels are read by then.
        readImageHeader(encodePng({ width: 37, height: 21 }, [], [pngChunk('eXIf', block)])),
      ]).toEqual([
        { ok: true, value: { format: 'jpeg', width, height } },
        { ok: true, value: { format: 'png', width, height } },
        { ok: true, value: { format: 'png', width: 37, height: 21 } },
      ])
    }
  },
)

test.each([
  ['markup', bytesOf('<html xmlns="http://www.w3.org/1999/xhtml"/>')],
  ['a PDF', bytesOf('%PDF-1.7 something long enough')],
  ['a RIFF that is no WebP', bytesOf('RIFF', [50, 0, 0, 0], 'WAVEfmt ', new Array<number>(50).fill(0))],
  ['nothing', new Uint8Array()],
])('%s is not a supported picture', (_, bytes) => {
  expect(readImageHeader(bytes, 'a.png')).toEqual({
    ok: false,
    failure: { kind: 'unsupported-file', fileName: 'a.png' },
  })
})

test.each([
  ['png', png],
  ['jpeg', jpeg],
  ['webp', webp],
  ['gif', gif],
])('A %s that was cut short anywhere is never taken for whole', (_, whole) => {
  for (let length = 0; length < whole.length; length += 1) {
    const read = readImageHeader(whole.subarray(0, length))
    expect([length, read.ok]).toEqual([length, false])
  }
  expect(readImageHeader(whole.subarray(0, whole.length - 3), 'x')).toEqual({
    ok: false,
    failure: { kind: 'damaged-file', fileName: 'x' },
  })
})

test('A segment that claims to be shorter than its own length is damage, not a defect', () => {
  const broken = Buffer.concat([jpeg.subarray(0, 2), bytesOf([0xff, 0xe1, 0, 0]), jpeg.subarray(2)])
  expect(readImageHeader(broken)).toEqual({ ok: false, failure: { kind: 'damaged-file', fileName: null } })
})

test('Pictures beyond what a decoder can take are refused by their stated size', () => {
  const kindOf = (width: number, height: number) => {
    const read = readImageHeader(makePng({ width, height }))
    return read.ok ? 'taken' : read.failure.kind
  }
  expect([kindOf(16_384, 3906), kindOf(16_385, 10), kindOf(8000, 8000), kindOf(8001, 8000), kindOf(0, 10)]).toEqual([
    'taken',
    'unsupported-file',
    'taken',
    'unsupported-file',
    'damaged-file',
  ])
})

test('More than 50 MB is too large, whatever it is', () => {
  expect(readImageHeader(new Uint8Array(50 * 1024 * 1024 + 1))).toEqual({
    ok: false,
    failure: { kind: 'too-large', limitBytes: 50 * 1024 * 1024 },
  })
})

test('A view into a larger buffer is read within its own bounds', () => {
  const around = new Uint8Array(png.length + 100).fill(7)
  around.set(png, 50)
  expect(readImageHeader(around.subarray(50, 50 + png.length))).toEqual(readImageHeader(png))
})

test('No bytes make the reader throw or hang', () => {
  const magic = [png, jpeg, webp, gif, turned(6, 'II')]
  const noise = fc
    .tuple(fc.constantFrom(...magic), fc.nat(40), fc.uint8Array({ maxLength: 400 }))
    .map(([file, kept, rest]) => Buffer.concat([file.subarray(0, kept), rest]))
  const mutated = fc
    .tuple(fc.constantFrom(...magic), fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }))
    .map(([file, changes]) => {
      const copy = Uint8Array.from(file)
      for (const [at, value] of changes) if (at < copy.length) copy[at] = value
      return copy
    })
  fc.assert(
    fc.property(fc.oneof(noise, mutated, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      const read = readImageHeader(bytes)
      if (read.ok) expect(read.value.width * read.value.height).toBeGreaterThan(0)
    }),
    { numRuns: 10_000 },
  )
})
