import { deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ImportedMetadata } from '#shared/imported-metadata.ts'
import {
  ascii,
  encodePng,
  exifBlock,
  jpegSegment,
  pngChunk,
  pngCompressedText,
  pngText,
  pngUnicodeText,
  riffChunk,
  withChunks,
  withSegments,
} from '#test/support/picture-parts.ts'
import { readMetadata } from './read-metadata.ts'

const canvas = createCanvas(8, 6)
const jpeg = canvas.toBuffer('image/jpeg')
const webp = canvas.toBuffer('image/webp')

const inPng = (...chunks: readonly Buffer[]) =>
  readMetadata({ bytes: encodePng({}, chunks), format: 'png', fileName: null, modifiedAtMs: null }).metadata
const inWebp = (exif: Buffer) =>
  readMetadata({
    bytes: withChunks(webp, [riffChunk('EXIF', exif)]),
    format: 'webp',
    fileName: null,
    modifiedAtMs: null,
  }).metadata

const megabyte = 1024 * 1024
/** 256 MB of blanks in 256 kB. */
const bomb = deflateSync(Buffer.alloc(256 * megabyte, 0x20))

/** In a fraction of this where the time is linear, in minutes where it is not: a busy machine passes, a slow way fails. */
function expectSoon(read: () => unknown): unknown {
  const startedAt = performance.now()
  const result = read()
  expect(performance.now() - startedAt).toBeLessThan(3000)
  return result
}

test('A compressed bomb is left alone, and so are all that follow it', () => {
  const zTxt = pngChunk('zTXt', Buffer.concat([Buffer.from('parameters\0\0'), bomb]))
  const iTxt = pngChunk('iTXt', Buffer.concat([Buffer.from('prompt\0\x01\0\0\0'), bomb]))
  const before = process.memoryUsage.rss()
  expect(expectSoon(() => inPng(...Array.from({ length: 20 }, () => [zTxt, iTxt]).flat()))).toBe(null)
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * megabyte)
  expect(inPng(zTxt, pngText('Title', 'fox'))).toBe(null)
  // What stood before the bomb was read.
  expect(inPng(pngText('Title', 'fox'), zTxt)?.parameters).toEqual({ Title: 'fox' })
})

test('No more than eight megabytes of one file’s texts are looked at', () => {
  const long = 'a'.repeat(7 * megabyte)
  expect(inPng(pngText('Description', long), pngText('Comment', long))?.parameters).toEqual({
    Description: `${'a'.repeat(9999)}…`,
  })
})

test('A record holds what people read, not all that a file can say', () => {
  const settings = Array.from({ length: 1000 }, (_, index) => `Key ${index}: ${'v'.repeat(20)}`).join(', ')
  const metadata = inPng(pngUnicodeText('parameters', `${'가'.repeat(150_000)}\n${settings}`))
  expect([metadata?.prompt?.length, metadata?.prompt?.endsWith('가…'), Object.keys(metadata?.parameters ?? {}).length])
    // A name counts once, and two hundred names are enough.
    .toEqual([100_000, true, 200])
})

test.each([
  ['prompt', '['.repeat(4 * megabyte)],
  ['prompt', '{"1":'.repeat(megabyte)],
  ['invokeai_metadata', `${'['.repeat(200)}${']'.repeat(200)}`],
  ['prompt', `{"1":"${'\\"'.repeat(3 * megabyte)}`],
  ['prompt', `{"1":[${'NaN,'.repeat(megabyte)}`],
  ['workflow', `{"nodes":[${'{},'.repeat(megabyte)}{}]}`],
  ['sd-metadata', '{"image":{"prompt":[1,null,{"prompt":7},["x"]]}}'],
  ['invokeai_metadata', 'null'],
])('JSON made to hurt does not, in %s (%#)', (keyword, text) => {
  const metadata = expectSoon(() => inPng(pngText(keyword, text)))
  expect(metadata === null || ImportedMetadata.safeParse(metadata).success).toBe(true)
})

test.each([
  ['blanks', ' '.repeat(7 * megabyte)],
  ['letters', 'a'.repeat(7 * megabyte)],
  ['colons', 'a:'.repeat(3 * megabyte)],
  ['settings', 'a: b, '.repeat(megabyte)],
  ['quotes', `a: ${'"'.repeat(7 * megabyte)}`],
  ['backslashes', `a: "${'\\'.repeat(7 * megabyte)}`],
  ['brackets', `a: ${'['.repeat(7 * megabyte)}`],
  ['lines', '\n'.repeat(7 * megabyte)],
  ['negative prompts', '\nNegative prompt:'.repeat(400_000)],
])('A settings text of nothing but %s is read in linear time', (_, text) => {
  expectSoon(() => inPng(pngText('parameters', text)))
})

test('A ComfyUI graph may run in circles, or be longer than any chain', () => {
  const circle = {
    1: { class_type: 'KSampler', inputs: { positive: ['2', 0], negative: ['1', 0], model: ['3', 0] } },
    2: { class_type: 'Text', inputs: { text: 'a fox', conditioning: ['3', 0] } },
    3: { class_type: 'Text', inputs: { conditioning: ['2', 0], positive: ['1', 0] } },
  }
  expect(inPng(pngText('prompt', JSON.stringify(circle)))).toMatchObject({ prompt: 'a fox', negativePrompt: null })
  const chain = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [
      index,
      { class_type: 'KSampler', inputs: { positive: [`${index + 1}`, 0], model: [`${index + 1}`, 0], text: 'x' } },
    ]),
  )
  expect(expectSoon(() => inPng(pngText('prompt', JSON.stringify(chain))))).toMatchObject({ tool: 'comfyui' })
})

test('Names that objects inherit are names like any other, and nothing is inherited afterwards', () => {
  const json =
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"positive_prompt":"a fox","toString":"x","seed":1e999,"steps":12345678901234567890}'
  expect(inPng(pngText('invokeai_metadata', json))).toEqual({
    tool: 'invokeai',
    prompt: 'a fox',
    negativePrompt: null,
    model: null,
    parameters: { toString: 'x', seed: 'Infinity', steps: '12345678901234567890' },
  })
  const graph = '{"__proto__":{"class_type":"KSampler","inputs":{"__proto__":["1",0],"positive":["__proto__",0]}}}'
  inPng(pngText('prompt', graph))
  const settings = inPng(pngText('parameters', '__proto__: 1, constructor: 2, a: 3'))?.parameters ?? {}
  expect(Object.entries(settings)).toEqual([
    ['constructor', '2'],
    ['a', '3'],
  ])
  expect(Reflect.has({}, 'polluted')).toBe(false)
})

test('An EXIF block that points outside itself, or to itself, is read as far as it makes sense', () => {
  const itself = exifBlock({ first: { 270: ascii('a fox'), 305: ascii('tool') } })
  // The Exif directory's place becomes that of the first directory.
  itself.writeUInt32LE(8, 8 + 2 + 2 * 12 + 8)
  const expected = { ImageDescription: 'a fox', Software: 'tool' }
  expect(inWebp(itself)?.parameters).toEqual(expected)

  const outside = Buffer.from(itself)
  outside.writeUInt32LE(0xffffffff, 8 + 2 + 4)
  outside.writeUInt32LE(0xfffffff0, 8 + 2 + 12 + 8)
  expect(inWebp(outside)).toBe(null)

  const crowded = Buffer.alloc(8 * megabyte - 100, 0x41)
  crowded.set(Buffer.from('II*\0\x08\0\0\0\xff\xff', 'latin1'))
  for (let entry = 10; entry + 12 <= 600_000; entry += 12) {
    crowded.writeUInt16LE(0x010e, entry)
    crowded.writeUInt16LE(2, entry + 2)
    crowded.writeUInt32LE(8_000_000, entry + 4)
    crowded.writeUInt32LE(0, entry + 8)
  }
  expectSoon(() => inWebp(crowded))
})

test('XMP is looked through once, whatever is in it', () => {
  for (const text of ['<dc:subject>', '<rdf:li', '<rdf:li>a</rdf:li>', '&#x110000;', '&amp'])
    expectSoon(() => inPng(pngUnicodeText('XML:com.adobe.xmp', `<dc:subject>${text.repeat(300_000)}</dc:subject>`)))
  const entities = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><dc:description>&a;</dc:description>'
  expect(inPng(pngUnicodeText('XML:com.adobe.xmp', entities))?.parameters).toEqual({ Description: '&a;' })
})

test('Whatever bytes stand in whatever part, reading does not throw, and what is read is a record', () => {
  const keyword = fc.constantFrom('parameters', 'prompt', 'workflow', 'diptych', 'invokeai_metadata', 'Comment')
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.string().map((prompt) => `${prompt}\nNegative prompt: ${prompt}\nSteps: 1, Seed: 2, ${prompt}: "${prompt}`),
  )
  const raw = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))
  const block = fc
    .tuple(fc.constantFrom('II*\0', 'MM\0*', 'Exif\0\0II*\0'), raw)
    .map(([head, rest]) => Buffer.concat([Buffer.from(head), Buffer.from([8, 0, 0, 0]), rest]))
  const files = fc.oneof(
    fc.tuple(keyword, text).map(([key, value]) => ['png', encodePng({}, [pngText(key, value)])] as const),
    fc.tuple(keyword, text).map(([key, value]) => ['png', encodePng({}, [pngCompressedText(key, value)])] as const),
    fc
      .tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'eXIf', 'caBX'), raw)
      .map(([type, bytes]) => ['png', encodePng({}, [pngChunk(type, bytes)])] as const),
    fc
      .tuple(fc.constantFrom(0xe1, 0xeb, 0xfe), fc.oneof(raw, block))
      .map(([marker, bytes]) => ['jpeg', withSegments(jpeg, [jpegSegment(marker, bytes)])] as const),
    block.map((bytes) => ['webp', withChunks(webp, [riffChunk('EXIF', bytes)])] as const),
    fc.tuple(fc.constantFrom('png', 'jpeg', 'webp', 'gif', 'svg'), raw),
  )
  fc.assert(
    fc.property(files, fc.option(fc.string({ unit: 'binary' })), ([format, bytes], fileName) => {
      const { metadata } = readMetadata({ bytes, format, fileName, modifiedAtMs: null })
      if (metadata !== null) expect(ImportedMetadata.parse(metadata)).toEqual(metadata)
      expect(JSON.stringify(metadata).isWellFormed()).toBe(true)
    }),
    { numRuns: 4000 },
  )
})
