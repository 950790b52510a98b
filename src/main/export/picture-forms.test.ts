import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it, test } from 'vitest'
import type { ImageFormat } from '#shared/image.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { readImageHeader } from '../library/image-header.ts'
import { exifWithOrientation, exifWithUserComment } from './exif-block.ts'
import { embedTexts, readEmbeddedRecord, stripMetadata } from './picture-forms.ts'

const texts = {
  record: JSON.stringify({ sentPrompt: '한복을 입은 고양이 🐈', more: 'x'.repeat(200_000) }),
  parameters: '한복을 입은 고양이\nSize: 1024x1024, Model: "gpt, image", Provider: openai-images',
}
const secret = 'do not tell'

function drawn(format: ImageFormat): Buffer {
  const canvas = createCanvas(97, 61)
  const context = canvas.getContext('2d')
  for (let x = 0; x < 97; x += 4) {
    context.fillStyle = `hsl(${x * 7} 80% 50% / ${(x % 10) / 10 + 0.1})`
    context.fillRect(x, (x * 3) % 61, 9, 30)
  }
  if (format === 'gif') return smallGif
  if (format === 'svg')
    return Buffer.from(`<?xml version="1.0"?>${svgRoot}<rect width="9" height="30" fill="#936"/></svg>`)
  return format === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer(`image/${format}`, 90)
}

const svgRoot = '<svg xmlns="http://www.w3.org/2000/svg" width="97" height="61">'

/** 2×2, four colours, repeated for ever, with a comment, XMP and bytes behind its end. */
const smallGif = Buffer.concat([
  Buffer.from('GIF89a', 'latin1'),
  Buffer.from([2, 0, 2, 0, 0xf1, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]),
  Buffer.from([0x21, 0xff, 11]),
  Buffer.from('NETSCAPE2.0', 'latin1'),
  Buffer.from([3, 1, 0, 0, 0]),
  Buffer.from([0x21, 0xfe, secret.length]),
  Buffer.from(secret),
  Buffer.from([0, 0x21, 0xff, 11]),
  Buffer.from('XMP DataXMP', 'latin1'),
  Buffer.from([secret.length]),
  Buffer.from(secret),
  Buffer.from([0, 0x21, 0xf9, 4, 0, 0, 0, 0, 0]),
  Buffer.from([0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x44, 0x34, 0x05, 0, 0x3b]),
  Buffer.from(secret),
])

async function pixelsOf(picture: Buffer): Promise<Buffer> {
  const image = await loadImage(picture)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return Buffer.from(context.getImageData(0, 0, image.width, image.height).data)
}

function pngChunk(type: string, data: Buffer | string): Buffer {
  const body = Buffer.concat([Buffer.from(type), Buffer.from(data)])
  const whole = Buffer.alloc(body.byteLength + 8)
  whole.writeUInt32BE(body.byteLength - 4, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.byteLength + 4)
  return whole
}
const gamma = pngChunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f]))

/** The encoder writes an extended header and a profile of its own; these are the chunks behind them. */
function webpPixels(): Buffer {
  const webp = drawn('webp')
  return webp.subarray(webp.indexOf('ALPH'))
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.byteLength + 2, 2)
  return Buffer.concat([head, data])
}
const named = (name: string, data: Buffer | string = secret): Buffer =>
  Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(data)])

function webpChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(data.byteLength, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.byteLength & 1)])
}
function webpFile(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.byteLength, 4)
  return Buffer.concat([head, body])
}
const extended = (flags: number): Buffer => webpChunk('VP8X', Buffer.from([flags, 0, 0, 0, 96, 0, 0, 60, 0, 0]))

/** Files that carry everything a file can carry beside its pixels. */
function laden(format: ImageFormat): Buffer {
  const plain = drawn(format)
  switch (format) {
    case 'png':
      return Buffer.concat([
        plain.subarray(0, 33),
        gamma,
        pngChunk('tEXt', `Comment\0${secret}`),
        pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${secret}`),
        pngChunk('eXIf', exifWithUserComment(secret)),
        pngChunk('caBX', secret),
        pngChunk('tIME', secret.slice(0, 7)),
        pngChunk('prVt', secret),
        plain.subarray(33),
        Buffer.from(secret),
      ])
    case 'jpeg':
      return Buffer.concat([
        plain.subarray(0, 20),
        segment(0xe0, named('JFXX\0')),
        segment(0xe1, named('Exif\0\0', exifWithUserComment(secret))),
        segment(0xe1, named('http://ns.adobe.com/xap/1.0/\0')),
        segment(0xe2, named('ICC_PROFILE\0\x01\x01', 'a profile')),
        segment(0xe2, named('MPF\0')),
        segment(0xeb, named('JP\0\x01')),
        segment(0xed, named('Photoshop 3.0\0')),
        segment(0xfe, Buffer.from(secret)),
        plain.subarray(20),
        Buffer.from(secret),
      ])
    case 'webp':
      return webpFile(
        extended(0x3c),
        webpChunk('ICCP', Buffer.from('a profile')),
        webpPixels(),
        webpChunk('EXIF', exifWithUserComment(secret)),
        webpChunk('XMP ', Buffer.from(secret)),
        webpChunk('C2PA', Buffer.from(secret)),
      )
    case 'gif':
      return smallGif
    case 'svg':
      return Buffer.from(
        `<?xml version="1.0"?><?made-by ${secret}?><!-- ${secret} -->${svgRoot}<metadata id="a">${secret}<metadata/></metadata>` +
          `<style><![CDATA[rect { fill: #936 } /* <!-- */]]></style><s:metadata xmlns:s="http://www.w3.org/2000/svg">${secret}</s:metadata>` +
          `<rect width="9" height="30"/><!-- ${secret} --></svg>`,
      )
  }
}

const isAnywhere = (bytes: Buffer, text: string): boolean =>
  bytes.includes(text) ||
  bytes.includes(Buffer.from(text, 'utf16le')) ||
  bytes.includes(Buffer.from(text, 'utf16le').swap16())

describe.each(['png', 'jpeg', 'webp', 'gif', 'svg'] as const)('A %s', (format) => {
  it('gets our texts, keeps its pixels, and is still what it was', async () => {
    const picture = laden(format)
    const copy = embedTexts(picture, format, texts)
    expect({
      header: readImageHeader(copy),
      record: readEmbeddedRecord(copy, format),
      isTextThere: isAnywhere(copy, secret),
      pixels: (await pixelsOf(copy)).equals(await pixelsOf(picture)),
    }).toEqual({ header: readImageHeader(picture), record: texts.record, isTextThere: true, pixels: true })
  })

  it('loses nothing but gains when it is copied: without what was added it is the same file', () => {
    const picture = drawn(format)
    const copy = embedTexts(picture, format, texts)
    expect(copy.byteLength).toBeGreaterThan(picture.byteLength + 200_000)
    expect(stripMetadata(copy, format)).toEqual(stripMetadata(picture, format))
  })

  it('is not given a second record when it has one', () => {
    const copy = embedTexts(drawn(format), format, texts)
    expect(embedTexts(copy, format, { record: 'another', parameters: 'another' })).toEqual(copy)
  })

  it('tells nothing but its pixels when it is stripped', async () => {
    const picture = laden(format)
    const stripped = stripMetadata(picture, format)
    expect({
      header: readImageHeader(stripped),
      isTextThere: isAnywhere(stripped, secret),
      pixels: (await pixelsOf(stripped)).equals(await pixelsOf(picture)),
    }).toEqual({ header: readImageHeader(picture), isTextThere: false, pixels: true })
  })

  it('has no record where none was put', () => {
    expect(readEmbeddedRecord(laden(format), format)).toBe(null)
  })
})

test('Colours stay as they are: gamma of a PNG, profiles of JPEG and WebP, the repetition of a GIF', () => {
  expect(stripMetadata(laden('png'), 'png').includes(gamma)).toBe(true)
  expect(stripMetadata(laden('jpeg'), 'jpeg').includes('ICC_PROFILE')).toBe(true)
  expect(stripMetadata(laden('webp'), 'webp').subarray(12, 40)).toEqual(
    Buffer.concat([extended(0x30), webpChunk('ICCP', Buffer.from('a profile'))]).subarray(0, 28),
  )
  expect(stripMetadata(laden('gif'), 'gif').includes('NETSCAPE2.0')).toBe(true)
})

test('A picture that has to be turned still has to be', () => {
  const turned = exifWithOrientation(6)
  const jpeg = drawn('jpeg')
  const files = {
    jpeg: Buffer.concat([jpeg.subarray(0, 20), segment(0xe1, named('Exif\0\0', turned)), jpeg.subarray(20)]),
    webp: webpFile(extended(0x08), webpPixels(), webpChunk('EXIF', turned)),
    png: Buffer.concat([drawn('png').subarray(0, 33), pngChunk('eXIf', turned), drawn('png').subarray(33)]),
  }
  expect(stripMetadata(files.jpeg, 'jpeg')).toEqual(files.jpeg)
  expect(stripMetadata(files.webp, 'webp')).toEqual(files.webp)
  expect(stripMetadata(files.png, 'png')).toEqual(files.png)
})

test('Frames of an animated WebP are cleaned as well', () => {
  const still = webpPixels()
  const frame = (...chunks: readonly Buffer[]): Buffer =>
    webpChunk('ANMF', Buffer.concat([Buffer.alloc(16), ...chunks]))
  const animation = webpChunk('ANIM', Buffer.alloc(6))
  const told = webpFile(extended(0x02), animation, frame(still, webpChunk('priv', Buffer.from(secret))), frame(still))
  expect(stripMetadata(told, 'webp')).toEqual(webpFile(extended(0x02), animation, frame(still), frame(still)))
})

test('The parameters are where other programs look', () => {
  const latin = { record: '{}', parameters: 'a cat\nSize: 1x1, Model: m, Provider: p' }
  const utf16 = Buffer.from(latin.parameters, 'utf16le').swap16()
  expect(embedTexts(drawn('png'), 'png', latin).includes(`tEXtparameters\0${latin.parameters}`)).toBe(true)
  expect(embedTexts(drawn('png'), 'png', texts).includes(`iTXtparameters\0\0\0\0\0${texts.parameters}`)).toBe(true)
  expect(embedTexts(drawn('jpeg'), 'jpeg', latin).includes(named('UNICODE\0', utf16))).toBe(true)
  expect(embedTexts(drawn('webp'), 'webp', latin).includes(named('UNICODE\0', utf16))).toBe(true)
})

test('A simple WebP with transparency keeps it behind the extended header', () => {
  // 3×2, lossless, with alpha: signature, then 14 bits width−1, 14 bits height−1, the alpha bit.
  const bits = Buffer.alloc(8)
  bits.writeUInt8(0x2f, 0)
  bits.writeUInt32LE((2 | (1 << 14) | (1 << 28)) >>> 0, 1)
  const copy = embedTexts(webpFile(webpChunk('VP8L', bits)), 'webp', { record: '{}', parameters: null })
  expect(copy.subarray(12, 30)).toEqual(webpChunk('VP8X', Buffer.from([0x10, 0, 0, 0, 2, 0, 0, 1, 0, 0])))
})

const imageMagick = 'identify'
const hasIdentify = ((): boolean => {
  try {
    execFileSync(imageMagick, ['-version'])
    return true
  } catch {
    return false
  }
})()

describe.runIf(hasIdentify)('ImageMagick', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('finds copies and stripped forms of a %s sound', async (format) => {
    await using folder = await temporaryFolder()
    const plain = drawn(format)
    for (const [name, picture] of [
      ['plain', plain],
      ['copy', embedTexts(plain, format, texts)],
      ['stripped', stripMetadata(plain, format)],
    ] as const) {
      const path = join(folder.path, `${name}.${format}`)
      await writeFile(path, picture)
      // -regard-warnings: a wrong check sum or length makes it fail.
      const told = execFileSync(imageMagick, ['-regard-warnings', '-format', '%w %h', path], { encoding: 'utf8' })
      expect(told).toBe(format === 'gif' ? '2 2' : '97 61')
    }
  })
})
