import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas, GifDisposal, GifEncoder } from '@napi-rs/canvas'
import { afterAll, expect, test } from 'vitest'
import { createSeededRandom } from '#shared/seeded-random.ts'
import { mutations } from '#test/support/mutate-file.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import {
  encodePng,
  everyPngKind,
  exifBlock,
  jpegSegment,
  pngChunk,
  pngCompressedText,
  pngText,
  pngUnicodeText,
  riffChunk,
  withChunks,
  withPngSize,
  withSegments,
} from '#test/support/picture-parts.ts'
import { forkNodeProcess } from '../image-pool/fork-node-process.ts'
import { createImagePool } from '../image-pool/image-pool.ts'
import { readImageHeader } from '../library/image-header.ts'
import { readMetadata } from './metadata/read-metadata.ts'

const fileCount = 1300
const megabyte = 1024 * 1024

const pool = createImagePool({
  fork: () => forkNodeProcess(fileURLToPath(new URL('../image-pool/image-worker.ts', import.meta.url)), []),
  size: 2,
  timeoutMs: 5000,
})
afterAll(() => pool.close())

function drawn(width: number, height: number) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const gradient = context.createLinearGradient(0, 0, width, height)
  gradient.addColorStop(0, '#c33')
  gradient.addColorStop(1, '#36c')
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
  return canvas
}

function animatedGif(): Buffer {
  const encoder = new GifEncoder(20, 10, { repeat: 0 })
  for (const width of [20, 12, 4]) {
    const { data } = drawn(width, 10).getContext('2d').getImageData(0, 0, 20, 10)
    encoder.addFrame(new Uint8Array(data.buffer), 20, 10, { delay: 100, disposal: GifDisposal.Keep })
  }
  return encoder.finish()
}

const settings = 'a fox\nNegative prompt: blur\nSteps: 3, Sampler: Euler, Seed: 7'
const exif = exifBlock({
  first: { 274: { type: 'short', number: 6 } },
  exif: { 37510: { type: 'undefined', bytes: Buffer.from(`ASCII\0\0\0${settings}`) } },
})
const jpeg = drawn(48, 32).toBuffer('image/jpeg')
const webp = drawn(48, 32).toBuffer('image/webp')
const stillGif = Buffer.from('R0lGODlhBQADAPAAAAAAAAAAACH5BAEAAAAALAAAAAAFAAMAAAIEhI8JBQA7', 'base64')

/** Valid files with something in every part that is read. */
const valid: readonly [readonly [string, Buffer], ...(readonly [string, Buffer])[]] = [
  ['canvas.png', drawn(48, 32).toBuffer('image/png')],
  [
    'texts.png',
    encodePng({}, [
      pngText('parameters', settings),
      pngCompressedText('Comment', 'a'.repeat(500)),
      pngUnicodeText('prompt', '{"1":{"class_type":"X","inputs":{}}}', true),
      pngChunk('eXIf', exif),
      pngChunk('caBX', Buffer.from('jumb c2pa softwareAgent OpenAI')),
    ]),
  ],
  ['plain.jpg', jpeg],
  [
    'exif.jpg',
    withSegments(jpeg, [
      jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif])),
      jpegSegment(0xeb, Buffer.from('JP\0\x01\0\0\0\x01\0\0\0\x10jumb', 'latin1')),
      jpegSegment(0xfe, Buffer.from('diptych 1/1:{"version":1}')),
    ]),
  ],
  ['plain.webp', webp],
  ['exif.webp', withChunks(webp, [riffChunk('EXIF', exif), riffChunk('XMP ', Buffer.from('<dc:subject>'))])],
  ['still.gif', stillGif],
  ['animated.gif', animatedGif()],
  ...everyPngKind.map(
    (kind) => [`${kind.colourType}-${kind.bitDepth}-${kind.isInterlaced}.png`, encodePng(kind)] as const,
  ),
]

const importFile = (library: TestLibrary, bytes: Uint8Array, fileName: string) =>
  library.operations.importImage({ bytes: Uint8Array.from(bytes), fileName, nowMs: 1 })

test('Every kind of PNG, animations, 16 bits, palettes and rotated pictures are taken, and drawn small', async () => {
  await using library = await openTestLibrary()
  const animatedPng = encodePng({}, [
    pngChunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])),
    pngChunk('fcTL', Buffer.from([0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 6, ...new Array<number>(14).fill(0)])),
  ])
  for (const [fileName, bytes] of [...valid, ['animated.png', animatedPng] as const]) {
    const imported = await importFile(library, bytes, fileName)
    expect([fileName, imported.ok]).toEqual([fileName, true])
    const thumbnail = await pool.thumbnail(bytes)
    expect([fileName, thumbnail.ok]).toEqual([fileName, true])
  }
})

test(`${fileCount} spoiled files are taken or refused, each soon, and the library is sound`, async () => {
  const seed = process.env['HOSTILE_SEED'] ?? String(Date.now())
  process.stdout.write(`hostile files: HOSTILE_SEED=${seed}\n`)
  const random = createSeededRandom(seed)
  await using library = await openTestLibrary()
  const counts = { taken: 0, known: 0, refused: 0 }
  const taken: Buffer[] = []
  let rssBefore = 0

  for (let index = 0; index < fileCount; index += 1) {
    const [name, original] = random.pick(valid)
    const mutation = random.pick(mutations)
    const file = mutation.apply(original, random)
    const label = `${index} ${name}, ${mutation.name}, HOSTILE_SEED=${seed}`
    const imageCount = (): number => library.operations.status({}).imageCount
    const countBefore = imageCount()

    const startedAt = performance.now()
    const imported = await importFile(library, file, name).catch((cause: unknown) => {
      throw new Error(label, { cause })
    })
    expect(performance.now() - startedAt, label).toBeLessThan(1000)

    const added = imageCount() - countBefore
    if (imported.ok) {
      counts[added === 1 ? 'taken' : 'known'] += 1
      taken.push(file)
    } else {
      counts.refused += 1
      expect(['unsupported-file', 'damaged-file', 'too-large'], label).toContain(imported.failure.kind)
      expect(added, label).toBe(0)
    }
    // Until then everything is loaded and compiled.
    if (index === 300) rssBefore = process.memoryUsage.rss()
  }
  expect(process.memoryUsage.rss() - rssBefore).toBeLessThan(100 * megabyte)
  // A generator that makes only rubbish, or none, would prove nothing.
  expect(counts.taken).toBeGreaterThan(100)
  expect(counts.refused).toBeGreaterThan(300)

  const { db } = library.library
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(library.operations.status({}).imageCount).toBe(counts.taken)

  // What was taken may be beyond decoding; it must not be beyond an answer.
  const sample = taken.filter((_, index) => index % Math.ceil(taken.length / 150) === 0)
  const thumbnails = await Promise.all(sample.map((bytes) => pool.thumbnail(bytes)))
  const failures = new Set(thumbnails.flatMap((made) => (made.ok ? [] : [made.failure.kind])))
  expect([...failures].filter((kind) => kind !== 'damaged-file')).toEqual([])
}, 120_000)

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7" onload="x()"><script>x()</script></svg>'
const bigPng = (width: number, height: number): Buffer => withPngSize(encodePng(), width, height)

test.each([
  ['a bomb of 20000×20000 pixels', bigPng(20_000, 20_000), 'bomb.png', 'unsupported-file'],
  ['a side beyond 16384', bigPng(16_385, 1), 'long.png', 'unsupported-file'],
  ['more than 64 megapixels', bigPng(8001, 8000), 'large.png', 'unsupported-file'],
  ['no width', bigPng(0, 8), 'flat.png', 'damaged-file'],
  ['a PNG without its end', encodePng().subarray(0, -12), 'cut.png', 'damaged-file'],
  ['a PNG cut within its pixels', encodePng({ width: 400, height: 400 }).subarray(0, 300), 'cut.png', 'damaged-file'],
  ['a JPEG without its end', jpeg.subarray(0, -2), 'cut.jpg', 'damaged-file'],
  ['a bit depth that does not exist', encodePng({ bitDepth: 2, colourType: 6 }), 'odd.png', 'damaged-file'],
  ['a page with a drawing in it', Buffer.from(`<html>${drawing}</html>`), 'drawing.svg', 'unsupported-file'],
  [
    'a drawing that declares entities',
    Buffer.from(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${drawing}`),
    'bomb.svg',
    'unsupported-file',
  ],
  ['a drawing cut short', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g>'), 'cut.svg', 'damaged-file'],
  ['a page with another name', Buffer.from('<!doctype html><script>alert(1)</script>'), 'page.png', 'unsupported-file'],
  ['a script with another name', Buffer.from('alert(1)'), 'script.gif', 'unsupported-file'],
  ['a PDF around a picture', Buffer.concat([Buffer.from('%PDF-1.7\n'), encodePng()]), 'x.png', 'unsupported-file'],
  ['TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'scan.png', 'unsupported-file'],
  ['nothing', Buffer.alloc(0), 'empty.png', 'unsupported-file'],
  ['more than 50 MB', Buffer.alloc(50 * megabyte + 1), 'huge.png', 'too-large'],
] as const)('%s is refused, and the library stays as it was', async (_, bytes, fileName, kind) => {
  await using library = await openTestLibrary()
  const before = process.memoryUsage.rss()
  const refused = await importFile(library, bytes, fileName)
  expect(refused).toMatchObject({ ok: false, failure: { kind } })
  expect(library.operations.status({})).toMatchObject({ imageCount: 0, trashCount: 0, bytes: 0 })
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * megabyte)
})

test('SVG is taken in as it is, by what it holds and not by its name, and its script with it', async () => {
  await using library = await openTestLibrary()
  const bytes = Buffer.from(drawing)
  expect(await importFile(library, bytes, 'drawing.png')).toMatchObject({
    ok: true,
    value: { format: 'svg', width: 9, height: 7, bytes: bytes.byteLength },
  })
})

test.each([
  ['a PNG that is an archive too', Buffer.concat([encodePng(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)]), 'x.zip'],
  ['a JPEG called PNG', jpeg, 'x.png'],
  ['a GIF called JPEG', stillGif, 'x.jpg'],
] as const)('%s is kept as what its first bytes say, byte for byte', async (_, bytes, fileName) => {
  await using library = await openTestLibrary()
  const imported = await importFile(library, bytes, fileName)
  if (!imported.ok) throw new Error(imported.failure.kind)
  const { sha256, format, importedFileName } = imported.value
  const path = library.operations.blobPath({ sha256, format })
  expect([importedFileName, await readFile(path)]).toEqual([fileName, bytes])
})

test('A file of fifty megabytes made of the smallest parts is read soon, and in little memory', () => {
  const size = 49 * megabyte
  const smallChunk = pngChunk('tEXt', Buffer.from('a\0'))
  const png = encodePng(
    {},
    [],
    [Buffer.alloc(Math.floor(size / smallChunk.byteLength) * smallChunk.byteLength, smallChunk)],
  )
  const segment = jpegSegment(0xe1, Buffer.alloc(0))
  const segments = withSegments(jpeg, [Buffer.alloc(Math.floor(size / 4) * 4, segment)])
  const chunks = withChunks(webp, [Buffer.alloc(Math.floor(size / 8) * 8, riffChunk('XMP ', Buffer.alloc(0)))])
  const gif = Buffer.concat([
    stillGif.subarray(0, 19),
    Buffer.from([0x21, 0xfe]),
    Buffer.alloc(size & ~1, 1),
    Buffer.from([0]),
    stillGif.subarray(19),
  ])
  for (const [name, bytes] of Object.entries({ png, segments, chunks, gif })) {
    const before = process.memoryUsage.rss()
    const startedAt = performance.now()
    const header = readImageHeader(bytes)
    if (!header.ok) throw new Error(name)
    readMetadata({ bytes, format: header.value.format, fileName: null, modifiedAtMs: null })
    expect([name, performance.now() - startedAt < 3000]).toEqual([name, true])
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * megabyte)
  }
})
