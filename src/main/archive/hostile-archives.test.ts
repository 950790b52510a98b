import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { crc32, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { buildZip, type ZipEnd, type ZipEntry } from '#test/support/build-zip.ts'
import { fillLibrary, noContext } from '#test/support/fill-library.ts'
import { hashTree } from '#test/support/hash-tree.ts'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** One picture with its record, one lost generation, a collection with a search in it, the manifest: each as the studio wrote it. */
interface Good {
  readonly archive: Buffer
  readonly sha256: string
  readonly picture: ZipEntry
  readonly record: ZipEntry
  readonly generations: ZipEntry
  readonly organisation: ZipEntry
  readonly manifest: ZipEntry
}

let world: Awaited<ReturnType<typeof temporaryFolder>>
let full: TestLibrary
let empty: TestLibrary
let good: Good

beforeAll(async () => {
  world = await temporaryFolder()
  await mkdir(join(world.path, 'empty'))
  full = await openTestLibrary()
  empty = await openTestLibrary({ folder: join(world.path, 'empty') })
  await fillLibrary(full)
  full.operations.saveSearch({ name: 'cats', query: { text: 'cat', place: 'library', collectionId: 1 } })
  full.library.db.exec('DELETE FROM images WHERE id <> 1; DELETE FROM generations WHERE id = 2')
  const path = join(world.path, 'good.diptych')
  await full.readOperations.exportArchive({ ids: null, path }, noContext())
  good = await takeApart(await readFile(path))
})

afterAll(async () => {
  await full[Symbol.asyncDispose]()
  await empty[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

async function takeApart(archive: Buffer): Promise<Good> {
  const zip = await fromBufferPromise(archive)
  const found = new Map<string, ZipEntry>()
  for await (const entry of zip.eachEntry()) {
    const kind = /\.(\w+)$/.exec(entry.fileName)?.[1] ?? ''
    const name = /^(manifest|organisation)\.json$/.exec(entry.fileName)?.[1] ?? kind
    found.set(name, { name: entry.fileName, data: await buffer(await zip.openReadStreamPromise(entry)) })
  }
  const take = (name: string): ZipEntry => {
    const entry = found.get(name)
    if (entry === undefined) throw new Error(`No ${name} in the archive`)
    return entry
  }
  const picture = take('png')
  return {
    archive,
    sha256: sha(picture.data),
    picture,
    record: take('json'),
    generations: take('jsonl'),
    organisation: take('organisation'),
    manifest: take('manifest'),
  }
}

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The good archive with something changed, or more in it. */
function changed(
  change: Partial<Record<'picture' | 'record' | 'generations' | 'organisation' | 'manifest', Partial<ZipEntry> | null>>,
  more: readonly ZipEntry[] = [],
  end: ZipEnd = {},
): Buffer {
  const entries = (['picture', 'record', 'generations', 'organisation', 'manifest'] as const).flatMap((part) => {
    const own = change[part]
    return own === null ? [] : [{ ...good[part], ...own }]
  })
  return buildZip([...entries, ...more], end)
}

type Json = Readonly<Record<string, unknown>>
const asJson = (entry: ZipEntry): Json =>
  // The studio wrote it.
  JSON.parse(entry.data.toString()) as Json
const toData = (value: unknown): { readonly data: Buffer } => ({
  data: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
})

const withManifest = (change: Json): Buffer => changed({ manifest: toData({ ...asJson(good.manifest), ...change }) })
const withRecord = (change: Json): Buffer => changed({ record: toData({ ...asJson(good.record), ...change }) })
const withGeneration = (change: Json): Buffer =>
  changed({ generations: toData({ ...asJson(good.generations), ...change }) })

const withOrganisation = (change: Json): Buffer =>
  changed({ organisation: toData({ ...asJson(good.organisation), ...change }) })
const withSearch = (change: Json): Buffer => {
  const [search] = asJson(good.organisation)['savedSearches'] as readonly Json[]
  return withOrganisation({ savedSearches: [{ ...search, ...change }] })
}

function withImage(change: (image: Json) => Json): Buffer {
  const [image] = asJson(good.record)['images'] as readonly Json[]
  return withRecord({ images: [change(image ?? {})] })
}
const withMarks = (change: Json): Buffer =>
  withImage((image) => ({ ...image, marks: { ...(image['marks'] as Json), ...change } }))

/** Another picture in place of the good one, with a record that fits its bytes. */
function withPicture(bytes: Buffer, told: Json = {}): Buffer {
  const sha256 = sha(bytes)
  const record = { ...asJson(good.record), sha256, bytes: bytes.byteLength, ...told }
  return changed({
    picture: { name: `images/${sha256}.png`, data: bytes },
    record: { name: `images/${sha256}.json`, ...toData(record) },
  })
}

const other = 'f'.repeat(64)
const evil = Buffer.from('evil')
const named = (name: string | Buffer, entry: Partial<ZipEntry> = {}): Buffer =>
  changed({}, [{ name, data: evil, ...entry }])

/** The field by which a name can be told once more, with the check sum that makes readers believe it. */
function unicodePath(name: string, path: string): Buffer {
  const field = Buffer.from([0x75, 0x70, 0, 0, 1, 0, 0, 0, 0])
  field.writeUInt16LE(5 + Buffer.byteLength(path), 2)
  field.writeUInt32LE(crc32(Buffer.from(name)), 5)
  return Buffer.concat([field, Buffer.from(path)])
}

const slipNames: readonly (string | Buffer)[] = [
  '../evil.png',
  '../../../../../../tmp/evil',
  'images/../../evil.png',
  '/etc/cron.d/evil',
  '//host/share/evil',
  'C:/evil.png',
  'C:\\evil.png',
  '..\\..\\evil.png',
  'images\\evil.png',
  './images/evil.png',
  'images//evil.png',
  '%2e%2e/evil.png',
  'images/',
  'images',
  '',
  '.',
  '..',
  'library.json',
  'diptych.db',
  'tmp/evil',
  `images/${other.toUpperCase()}.png`,
  `images/${other}.PNG`,
  `images/${other}.svgz`,
  `images/${other}.png/`,
  `images/${other}.png `,
  ` images/${other}.png`,
  `images/${other}.png\n`,
  `images/${other}.png\0`,
  `images/${other}.png\0.txt`,
  `images/${other.slice(1)}.png`,
  `images/${other}f.png`,
  `images/${other}.png:stream`,
  `images/ab/${other}.png`,
  `images/${other}.json.png`,
  'manifest.json/',
  'Manifest.json',
  'generations-0.jsonl',
  'generations-01.jsonl',
  'generations-12345678.jsonl',
  '__proto__',
  'constructor',
  'inner.diptych',
  'con',
  'x'.repeat(60_000),
  Buffer.from([0xff, 0xfe, 0x2f]),
  Buffer.from('images/\u202egnp.exe'),
]

/** What is done to the archive, and of which kind the refusal is when it is not `damaged-file`. */
const hostile: Readonly<Record<string, () => Buffer>> = {
  'a symbolic link': () => named(`images/${other}.json`, { data: Buffer.from('/etc/passwd'), mode: 0o120777 }),
  'a symbolic link in place of the picture': () => changed({ picture: { mode: 0o120777 } }),
  'a folder': () => changed({ picture: { mode: 0o040755 } }),
  'a device': () => changed({ picture: { mode: 0o020644 } }),
  'an encrypted entry': () => changed({ picture: { flags: 0x0801 } }),
  'strong encryption': () => changed({ picture: { flags: 0x0841 } }),
  'another way of packing': () => changed({ record: { method: 12 } }),
  'an unknown way of packing': () => changed({ picture: { method: 99 } }),
  'two entries of one name': () => changed({}, [good.picture]),
  'two manifests': () => changed({}, [good.manifest]),
  'a name that another field overrides': () =>
    named(`images/${other}.json`, { extra: unicodePath(`images/${other}.json`, '../evil.png') }),
  'one name in the directory and another at the entry': () => changed({ record: { localName: '../evil.png' } }),
  'an extra field that is longer than it is': () =>
    named(`images/${other}.json`, { extra: Buffer.from([1, 0, 255, 255]) }),

  'a picture of a hundred megabytes of nothing': () =>
    changed({ picture: { data: Buffer.alloc(100 * 1024 * 1024), isDeflated: true } }),
  'a text that grows a thousandfold': () =>
    changed({ record: { data: Buffer.alloc(10 * 1024 * 1024, ' '), isDeflated: true } }),
  'a bomb that says it is small': () =>
    changed({ record: { data: Buffer.alloc(10 * 1024 * 1024, ' '), isDeflated: true, uncompressedSize: 1000 } }),
  'a bomb that says it is as large as allowed': () =>
    changed({
      record: { data: Buffer.alloc(50 * 1024 * 1024, ' '), isDeflated: true, uncompressedSize: 1_000_000 },
    }),
  'an entry of four gigabytes, it says': () => changed({ picture: { uncompressedSize: 0xfffffffe } }),
  'a stored entry larger than it is': () => changed({ picture: { uncompressedSize: 5_000_000 } }),
  'an entry that reaches beyond the file': () =>
    changed({ picture: { uncompressedSize: 9_000_000, compressedSize: 9_000_000 } }),
  'an entry that is shorter than it says': () =>
    changed({ record: { isDeflated: true, uncompressedSize: good.record.data.byteLength + 5 } }),
  'a text of seventeen megabytes': () => changed({ generations: { data: Buffer.alloc(17 * 1024 * 1024, '\n') } }),
  'broken compression': () => changed({ record: { method: 8 } }),
  'an archive within the archive': () => named(`images/${other}.json`, { data: good.archive }),

  'entries on top of each other': () => {
    const inner = buildZip([{ name: `images/${other}.json`, data: evil }]).subarray(0, 200)
    const generations = Buffer.concat([good.generations.data, inner])
    const start = changed({}).indexOf(good.generations.data) + good.generations.data.byteLength
    return changed({ generations: { data: generations } }, [
      { name: `images/${other}.json`, data: evil, offset: start },
    ])
  },
  'an entry that begins in the middle of another': () => changed({ record: { offset: 5 } }),
  'an entry that begins behind the end': () => changed({ record: { offset: 0x7fffffff } }),
  'a directory that is no directory': () => changed({ record: { signature: 0x04034b50 } }),
  'a directory that begins elsewhere': () => changed({}, [], { directoryOffset: 17 }),
  'a directory behind the end': () => changed({}, [], { directoryOffset: 0x7fffffff }),
  'fewer entries than there are': () => changed({}, [], { entryCount: 3 }),
  'no entries': () => changed({}, [], { entryCount: 0 }),
  'more entries than there are': () => changed({}, [], { entryCount: 60_000 }),
  'a million billion entries': () => changed({}, [], { entryCount: 0xffff, wide: { entryCount: 10n ** 15n } }),
  'more entries than a number can say': () =>
    changed({}, [], { entryCount: 0xffff, wide: { entryCount: 2n ** 64n - 1n } }),
  'three million entries': () => changed({}, [], { entryCount: 0xffff, wide: { entryCount: 3_000_000n } }),
  'a 64-bit directory behind the end': () => changed({}, [], { wide: { entryCount: 4n, directoryOffset: 2n ** 40n } }),
  'a 64-bit record that is not there': () => changed({}, [], { wide: { entryCount: 4n, recordOffset: 3n } }),
  'a 64-bit record behind the end': () => changed({}, [], { wide: { entryCount: 4n, recordOffset: 2n ** 60n } }),
  'a 64-bit place of an entry that no number can hold': () => {
    const extra = Buffer.alloc(12)
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(8, 2)
    extra.writeBigUInt64LE(2n ** 60n, 4)
    return named(`images/${other}.json`, { offset: 0xffffffff, extra })
  },
  'a 64-bit directory that no number can hold': () =>
    changed({}, [], { wide: { entryCount: 4n, directoryOffset: 2n ** 63n } }),
  'several disks': () => changed({}, [], { disk: 3 }),
  'a comment that is longer than it is': () => changed({}, [], { commentLength: 500 }),
  'bytes behind the end': () => Buffer.concat([good.archive, evil]),
  'bytes before the start': () => Buffer.concat([Buffer.alloc(100, 'x'), good.archive]),
  'a wrong check sum of the picture': () => changed({ picture: { crc: 1 } }),
  'a wrong check sum of the record': () => changed({ record: { crc: 1 } }),
  'a wrong check sum of the manifest': () => changed({ manifest: { crc: 1 } }),
  'a wrong check sum of the generations': () => changed({ generations: { crc: 1 } }),

  'a manifest of a newer studio': () => withManifest({ version: 2, and: 'more' }),
  'a manifest without a version': () => withManifest({ version: undefined }),
  'a manifest of version 0': () => withManifest({ version: 0 }),
  'a manifest with more in it': () => withManifest({ run: 'me' }),
  'a manifest that is no JSON': () => changed({ manifest: toData('{') }),
  'a manifest that is a list': () => changed({ manifest: toData([]) }),
  'a manifest that nests a million deep': () => changed({ manifest: toData('['.repeat(1_000_000)) }),
  'a manifest with a prototype': () =>
    changed({ manifest: toData(`{"__proto__":{"libraryId":"x"},${good.manifest.data.toString().slice(1)}`) }),
  'a library id that is a path': () => withManifest({ libraryId: '../../evil' }),
  'no manifest': () => changed({ manifest: null }),
  'more pictures in the manifest than in the archive': () => withManifest({ contentCount: 2 }),
  'fewer pictures in the manifest than in the archive': () => withManifest({ contentCount: 0 }),
  'more generations in the manifest than in the archive': () => withManifest({ generationCount: 2 }),
  'fewer generations in the manifest than in the archive': () => withManifest({ generationCount: 0 }),

  'a picture without a record': () => changed({ record: null }),
  'a record without its picture': () => changed({ picture: null }),
  'another picture under the same name': () => changed({ picture: { data: Buffer.from(makePng()) } }),
  'the same picture with one byte changed': () => {
    const data = Buffer.from(good.picture.data)
    data.writeUInt8(data.readUInt8(60) ^ 1, 60)
    return changed({ picture: { data } })
  },
  'a record that tells of another picture': () => withRecord({ sha256: other }),
  'a record of another library': () => withRecord({ libraryId: crypto.randomUUID() }),
  'a record of another format': () => withRecord({ format: 'webp' }),
  'a record with another width': () => withRecord({ width: 9999 }),
  'a record with another length': () => withRecord({ bytes: 5 }),
  'a record of a newer form': () => withRecord({ formatVersion: 3 }),
  'a record with more in it': () => withRecord({ path: '/etc/passwd' }),
  'a record with a prototype': () =>
    changed({ record: toData(`{"__proto__":{"images":[]},${good.record.data.toString().slice(1)}`) }),
  'a record that is no JSON': () => changed({ record: toData('not json') }),
  'a record that nests a million deep': () => changed({ record: toData('{"a":'.repeat(1_000_000)) }),
  'a record of nothing': () => withRecord({ images: [] }),
  'an image of an unknown kind': () => withImage((image) => ({ ...image, kind: 'executable' })),
  'a place before the first': () => withImage((image) => ({ ...image, position: -1 })),
  'a cost below nothing': () => withImage((image) => ({ ...image, costMicroUsd: -5 })),
  'a time that no calendar has': () => withImage((image) => ({ ...image, createdAtMs: 9_000_000_000_000_000 })),
  'a time before 1970': () => withImage((image) => ({ ...image, createdAtMs: -1 })),
  'a generation of id 0': () =>
    withImage((image) => ({ ...image, generation: { ...(image['generation'] as Json), id: 0 } })),
  'a duration below nothing': () =>
    withImage((image) => ({ ...image, generation: { ...(image['generation'] as Json), durationMs: -1 } })),
  'nine stars': () => withMarks({ rating: 9 }),
  'a tag without a name': () => withMarks({ tags: [''] }),
  'a tag that is a book': () => withMarks({ tags: ['x'.repeat(5000)] }),
  'a thousand collections within each other': () =>
    withMarks({ collections: [Array.from({ length: 1000 }, () => 'a')] }),
  'a collection that is none': () => withMarks({ collections: [[]] }),
  'a collection without a name': () => withMarks({ collections: [['a', '']] }),
  'deleted in the far future': () => withMarks({ deletedAtMs: 9_000_000_000_000_000 }),

  'a text that calls itself a picture': () => withPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  'a web page that calls itself a picture': () => withPicture(Buffer.from('<!doctype html><script>alert(1)</script>')),
  'a picture that ends early': () => withPicture(Buffer.from(makePng()).subarray(0, 60), { width: 640, height: 480 }),
  'a picture of ten thousand megapixels': () =>
    withPicture(Buffer.from(makePng({ width: 100_000, height: 100_000 })), { width: 100_000, height: 100_000 }),
  'a picture of no width': () => withPicture(Buffer.from(makePng({ width: 0, height: 5 })), { width: 1, height: 5 }),

  'a generation that is no JSON': () => changed({ generations: toData('{]') }),
  'a generation with a prototype': () =>
    changed({ generations: toData(`{"__proto__":{},${good.generations.data.toString().slice(1)}`) }),
  'a generation that is still out': () => withGeneration({ status: 'sent' }),
  'a generation that succeeded and failed': () => withGeneration({ status: 'succeeded' }),
  'a generation that costs less than nothing': () =>
    withGeneration({ cost: { microUsd: -1, priceSource: 'x', priceAsOf: 'y' } }),
  'a generation of the year 20000': () => withGeneration({ createdAtMs: 600_000_000_000_000 }),

  'collections that are none': () => withOrganisation({ collections: 'all of them' }),
  'a collection of no name': () => withOrganisation({ collections: [{ path: [''], createdAtMs: 1 }] }),
  'collections deeper than any': () =>
    withOrganisation({ collections: [{ path: Array.from({ length: 101 }, () => 'a'), createdAtMs: 1 }] }),
  'a collection of the year 20000': () =>
    withOrganisation({ collections: [{ path: ['a'], createdAtMs: 600_000_000_000_000 }] }),
  'a search without a name': () => withSearch({ name: '' }),
  'a search by the id of a collection': () => withSearch({ query: { text: '', place: 'library', collectionId: 1 } }),
  'a search somewhere else': () => withSearch({ query: { text: '', place: 'moon', collection: null } }),
  'a search of the length of a book': () =>
    withSearch({ query: { text: 'a'.repeat(2001), place: 'library', collection: null } }),
  'something more than the studio writes': () => withOrganisation({ settings: {} }),

  'an empty file': () => Buffer.alloc(0),
  'a text': () => Buffer.from('no archive at all'),
  'random bytes': () => Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)),
  'another packer’s file': () => gzipSync(good.archive),
  'nothing but an end': () => buildZip([]),
  'any zip file': () => buildZip([{ name: 'readme.txt', data: evil }]),
}

/** Where another check would refuse it too, what it is refused for. */
const reasons: Readonly<Record<string, RegExp>> = {
  'three million entries': /^3000000 entries$/,
  'a picture of a hundred megabytes of nothing': /^104857600 bytes: /,
  'a text of seventeen megabytes': /^17825792 bytes: /,
  'a text that grows a thousandfold': /^Grows beyond measure: /,
  'entries on top of each other': /^Entries share bytes$/,
  'a symbolic link': /^Not a plain file: /,
  'a name that another field overrides': /^invalid relative path: /,
  'one name in the directory and another at the entry': /^Two names for one entry: /,
  'the same picture with one byte changed': /^Not the bytes that its name says: /,
}

const countRows = ({ library: { db } }: TestLibrary): unknown =>
  db
    .prepare(
      `SELECT (SELECT count(*) FROM images) AS images, (SELECT count(*) FROM generations) AS generations,
         (SELECT count(*) FROM tags) AS tags, (SELECT count(*) FROM collections) AS collections`,
    )
    .get()

/** Tries to import it into an empty library; answers with the refusal, and proves that nothing else happened. */
async function refusalOf(archive: Buffer): Promise<unknown> {
  const path = join(world.path, 'hostile.diptych')
  await writeFile(path, archive)
  const before = await hashTree(world.path)
  const taken = await empty.operations.importArchive({ path }, noContext())
  expect(await hashTree(world.path)).toEqual(before)
  expect(countRows(empty)).toEqual({ images: 0, generations: 0, tags: 0, collections: 0 })
  return taken
}

const refusedAs = (kind: string, more: object = {}): unknown =>
  expect.objectContaining({ ok: false, failure: expect.objectContaining({ kind, ...more }) as unknown })
const otherKinds: Readonly<Record<string, string>> = {
  'a manifest of a newer studio': 'library-newer',
  'a manifest without a version': 'unsupported-file',
  'a manifest that is no JSON': 'unsupported-file',
  'a manifest that is a list': 'unsupported-file',
  'a manifest that nests a million deep': 'unsupported-file',
  'no manifest': 'unsupported-file',
  'no entries': 'unsupported-file',
  'fewer entries than there are': 'unsupported-file',
  'nothing but an end': 'unsupported-file',
}

describe('An archive is refused, and the library stays as it was, for', () => {
  it.each(slipNames.map((name) => [JSON.stringify(name.toString()).slice(0, 60), name] as const))(
    'the name %s',
    async (_, name) => {
      expect(await refusalOf(named(name))).toEqual(refusedAs('damaged-file'))
    },
  )

  it.each(Object.entries(hostile))('%s', async (name, build) => {
    const detail: unknown = expect.stringMatching(reasons[name] ?? /^/)
    const kind = otherKinds[name] ?? 'damaged-file'
    expect(await refusalOf(build())).toEqual(refusedAs(kind, kind === 'damaged-file' ? { detail } : {}))
  })

  it.each([0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.999])('all but %f of it missing', async (part) => {
    const { archive } = good
    expect(await refusalOf(archive.subarray(0, Math.floor(archive.byteLength * part)))).toEqual(
      refusedAs('damaged-file'),
    )
  })
})

test('A folder or a file that is not there is refused as well', async () => {
  for (const path of [world.path, join(world.path, 'nowhere.diptych')])
    expect(await empty.operations.importArchive({ path }, noContext())).toEqual(refusedAs('damaged-file'))
})

test('Memory stays small while a bomb is refused', async () => {
  const bomb = hostile['a bomb that says it is as large as allowed']?.() ?? Buffer.alloc(0)
  const before = process.memoryUsage().rss
  await refusalOf(bomb)
  expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
})

test('Any single flipped byte is refused, or does no harm', async () => {
  const path = join(world.path, 'flipped.diptych')
  const before = await hashTree(full.folder)
  const rows = countRows(full)
  for (let at = 0; at < good.archive.byteLength; at += 7) {
    const flipped = Buffer.from(good.archive)
    flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
    await writeFile(path, flipped)
    const taken = await full.operations.importArchive({ path }, noContext())
    if (!taken.ok) expect(['damaged-file', 'unsupported-file', 'library-newer']).toContain(taken.failure.kind)
  }
  expect(countRows(full)).toEqual(rows)
  expect(await hashTree(full.folder)).toEqual(before)
})

test('The same archive, unchanged or put together again, is taken', async () => {
  const path = join(world.path, 'good.diptych')
  for (const archive of [good.archive, changed({}), changed({}, [], { wide: { entryCount: 5n } })]) {
    await using library = await openTestLibrary()
    await writeFile(path, archive)
    expect(await library.operations.importArchive({ path }, noContext())).toMatchObject({
      ok: true,
      value: { importedCount: 1, generationCount: 1 },
    })
  }
})
