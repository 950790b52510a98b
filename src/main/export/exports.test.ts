import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { defaultNameTemplate } from '#shared/name-template.ts'
import { drawPicture, fillLibrary, noContext, planted } from '#test/support/fill-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { blobPath } from '../library/library-paths.ts'
import type { PictureForm } from './export-images.ts'
import { readEmbeddedRecord } from './picture-forms.ts'

const anyNumber: unknown = expect.any(Number)
const anyObject: unknown = expect.any(Object)
const anySha: unknown = expect.stringMatching(/^[0-9a-f]{64}$/)

const exportImages = (
  library: TestLibrary,
  folder: string,
  order: { readonly ids: readonly number[]; readonly form: PictureForm; readonly nameTemplate?: string },
) => library.readOperations.exportImages({ nameTemplate: defaultNameTemplate, ...order, folder }, noContext())

test('Originals leave byte for byte, under names from the template', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const outcome = await exportImages(library, folder.path, {
    ids: [4, 1],
    form: 'original',
    nameTemplate: '{n} {prompt} {rating} {size}',
  })
  expect(outcome).toEqual({
    ok: true,
    value: { kind: 'export', path: folder.path, fileCount: 2, bytes: anyNumber, refused: [], refusedCount: 0 },
  })
  const names = ['1 바다 0 27x16.jpg', '2 한복을 입은 고양이, quoted =SUM(A1) 4 25x16.png']
  expect((await readdir(folder.path)).sort()).toEqual(names)
  expect(await readFile(join(folder.path, names[0] ?? ''))).toEqual(drawPicture(3, 'jpeg'))
  expect(await readFile(join(folder.path, names[1] ?? ''))).toEqual(drawPicture(1))
})

test('A copy tells how it was made, an import nothing that it did not tell before', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await exportImages(library, folder.path, { ids: [1, 2, 3, 4], form: 'copy', nameTemplate: '{id}' })
  const read = async (name: string): Promise<Buffer> => readFile(join(folder.path, name))
  const record: unknown = JSON.parse(readEmbeddedRecord(await read('3.png'), 'png') ?? '')
  expect(record).toEqual({
    version: 1,
    generation: `${library.library.id}/2`,
    position: 0,
    createdAt: '1970-01-01T00:00:02.000Z',
    sha256: anySha,
    provider: 'openai-images',
    model: 'gpt-image-1',
    typedPrompt: 'made from the first',
    sentPrompt: 'made from the first',
    revisedPrompt: null,
    requestedParams: { size: '1024x1024', n: 1 },
    actualParams: anyObject,
    usage: null,
    sources: [{ role: 'edit', sha256: anySha }],
  })
  expect((await read('3.png')).toString('latin1')).toContain(
    'tEXtparameters\0made from the first\nSize: 25x16, Model: gpt-image-1, Provider: openai-images, Version: Diptych',
  )
  expect(JSON.parse(readEmbeddedRecord(await read('1.png'), 'png') ?? '')).toMatchObject({
    typedPrompt: '한복을 입은 고양이, "quoted"\n=SUM(A1)',
    revisedPrompt: 'a revised cat',
  })
  expect(await read('4.jpg')).toEqual(drawPicture(3, 'jpeg'))
})

test('A stripped picture holds no word of the record', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await exportImages(library, folder.path, { ids: [1], form: 'stripped', nameTemplate: '{id}' })
  expect(await readFile(join(folder.path, '1.png'))).toEqual(drawPicture(1))
})

test('Nothing is written over: equal names are numbered, and files that are there stay', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await writeFile(join(folder.path, 'same.png'), 'mine')
  const order = { ids: [1, 3, 1], form: 'original', nameTemplate: 'same' } as const
  await exportImages(library, folder.path, order)
  await exportImages(library, folder.path, order)
  expect((await readdir(folder.path)).sort()).toEqual(
    ['same.png', ...[2, 3, 4, 5, 6, 7].map((number) => `same (${number}).png`)].sort(),
  )
  expect(await readFile(join(folder.path, 'same.png'), 'utf8')).toBe('mine')
})

test('What cannot be exported is listed, the rest is', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const { db, paths } = library.library
  const shaOf = (id: number): string =>
    db.prepare<[number], { readonly sha256: string }>('SELECT sha256 FROM images WHERE id = ?').get(id)?.sha256 ?? ''
  await writeFile(blobPath(paths, shaOf(4), 'jpeg'), 'decayed')
  await rm(blobPath(paths, shaOf(2), 'webp'))
  const outcome = await exportImages(library, folder.path, {
    ids: [1, 2, 4, 5, 99],
    form: 'original',
    nameTemplate: '{id}',
  })
  expect(outcome).toMatchObject({
    value: {
      fileCount: 1,
      refused: [
        { fileName: '2.webp', failure: { kind: 'not-found', what: 'original' } },
        { fileName: '4.jpg', failure: { kind: 'damaged-file', fileName: '4.jpg' } },
        { fileName: '5.png', failure: { kind: 'not-found', what: 'original' } },
        { fileName: '99', failure: { kind: 'not-found', what: 'image' } },
      ],
      refusedCount: 4,
    },
  })
  expect(await readdir(folder.path)).toEqual(['1.png'])
})

test('A folder that cannot be written to, is gone, or is the library itself is refused', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const { paths } = library.library
  await writeFile(join(folder.path, 'file'), '')
  for (const place of [join(folder.path, 'gone'), join(folder.path, 'file'), paths.folder, paths.blobs])
    expect(await exportImages(library, place, { ids: [1], form: 'original' })).toMatchObject({
      ok: false,
      failure: { kind: 'bad-request', field: 'path' },
    })
})

test('A stopped export keeps what was written and ends', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const stop = new AbortController()
  const context = { signal: stop.signal, report: () => stop.abort() }
  const order = { ids: [1, 2, 3], form: 'original', nameTemplate: '{id}', folder: folder.path } as const
  await expect(library.readOperations.exportImages(order, context)).rejects.toThrow()
  expect(await readdir(folder.path)).toEqual(['1.png'])
})

test('Records in JSON hold everything, once for each image and each generation without one', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const path = join(folder.path, 'records.json')
  await library.readOperations.exportRecords({ ids: null, format: 'json', path }, noContext())
  // The shape is what is looked at below.
  const records = JSON.parse(await readFile(path, 'utf8')) as readonly { readonly kind: string }[]
  expect(records.map(({ kind }) => kind)).toEqual([
    'generated',
    'generated',
    'generated',
    'imported',
    'imported',
    'no-picture',
  ])
  expect(records[0]).toEqual({
    kind: 'generated',
    generation: `${library.library.id}/1`,
    position: 0,
    status: 'succeeded',
    failure: null,
    createdAt: '1970-01-01T00:00:02.000Z',
    typedPrompt: '한복을 입은 고양이, "quoted"\n=SUM(A1)',
    sentPrompt: '한복을 입은 고양이, "quoted"\n=SUM(A1)',
    revisedPrompt: 'a revised cat',
    provider: 'openai-images',
    connection: 'OpenAI',
    model: 'gpt-image-1',
    requestedParams: { size: '1024x1024', n: 1 },
    actualParams: anyObject,
    usage: null,
    cost: { microUsd: 41_000, priceSource: 'price list', priceAsOf: '2026-11' },
    costMicroUsd: null,
    requestId: 'req_1',
    durationMs: 900,
    sources: [],
    file: {
      sha256: anySha,
      format: 'png',
      width: 25,
      height: 16,
      bytes: drawPicture(1).byteLength,
    },
    importedFileName: null,
    importedMetadata: null,
    hasContentCredentials: false,
    isFavorite: true,
    rating: 4,
    note: '=1+1 좋아요',
    tags: ['Cat', '바다'],
    collections: [['작업', '2026']],
    deletedAt: null,
    pixelsDroppedAt: null,
  })
  expect(records[5]).toMatchObject({ status: 'failed', failure: 'unreachable', typedPrompt: 'never answered' })
})

test('A table opens in Excel with Hangul whole and no formula in it', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const starts = ['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', '＝1', 'plain "quoted", 한글\nline']
  library.library.db
    .prepare('UPDATE generations SET typed_prompt = ?, sent_prompt = ?, model = ?, provider = ? WHERE id = 1')
    .run(...starts.slice(0, 4))
  library.library.db.prepare('UPDATE images SET revised_prompt = ?, note = ? WHERE id = 1').run(...starts.slice(4, 6))
  library.library.db.prepare('UPDATE images SET revised_prompt = ?, note = ? WHERE id = 2').run(...starts.slice(6))
  const path = join(folder.path, 'records.csv')
  await library.readOperations.exportRecords({ ids: [1, 2], format: 'csv', path }, noContext())
  const text = await readFile(path, 'utf8')
  expect(text.startsWith('\ufeffkind,status,')).toBe(true)
  const { data, errors } = Papa.parse<Readonly<Record<string, string>>>(text.slice(1).trimEnd(), { header: true })
  expect(errors).toEqual([])
  expect(data.map((row) => [row['typed_prompt'], row['model'], row['revised_prompt'], row['note']])).toEqual([
    ["'=1+1", "'-1", "'\t=1", "'\r=1"],
    ["'=1+1", "'-1", "'＝1", 'plain "quoted", 한글\nline'],
  ])
  for (const cell of data.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/)
})

test('Records are written over a file only once they are whole', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const path = join(folder.path, 'records.json')
  await writeFile(path, 'the one before')
  const stop = new AbortController()
  const context = { signal: stop.signal, report: () => stop.abort() }
  await expect(library.readOperations.exportRecords({ ids: null, format: 'json', path }, context)).rejects.toThrow()
  expect(await readdir(folder.path)).toEqual(['records.json'])
  expect(await readFile(path, 'utf8')).toBe('the one before')
  const refused = { ok: false, failure: { kind: 'bad-request', field: 'path' } }
  for (const place of [join(folder.path, 'gone'), library.library.paths.blobs]) {
    const { exportRecords, exportArchive } = library.readOperations
    const order = { ids: null, path: join(place, 'file') } as const
    expect(await exportRecords({ ...order, format: 'json' }, noContext())).toMatchObject(refused)
    expect(await exportArchive(order, noContext())).toMatchObject(refused)
  }
})

test('No key, no place and no name of this computer is in anything that is exported', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const foreign = JSON.stringify({
    tool: 'comfyui',
    prompt: 'a cat',
    negativePrompt: null,
    model: join(homedir(), 'models', 'm.safetensors'),
    parameters: { output: join(library.folder, 'x'), key: planted.key },
  })
  const { db } = library.library
  db.prepare('UPDATE images SET imported_metadata = ?, imported_file_name = ? WHERE id = 4').run(
    foreign,
    join(homedir(), 'Pictures', '바다.jpg'),
  )
  db.prepare('UPDATE generations SET connection_id = ?').run('connection-of-this-computer')
  const place = join(folder.path, 'out')
  await mkdir(place)
  for (const form of ['copy', 'stripped', 'original'] as const)
    await exportImages(library, place, { ids: [1, 2, 3, 4], form })
  const { readOperations } = library
  for (const format of ['csv', 'json'] as const)
    await readOperations.exportRecords({ ids: null, format, path: join(place, `records.${format}`) }, noContext())
  await readOperations.exportArchive({ ids: null, path: join(place, 'all.diptych') }, noContext())

  await using other = await openTestLibrary()
  const taken = await other.operations.importArchive({ path: join(place, 'all.diptych') }, noContext())
  expect(taken).toMatchObject({ ok: true, value: { importedCount: 5 } })
  const unpacked = JSON.stringify([
    other.library.db.prepare('SELECT * FROM generations').all(),
    other.library.db.prepare('SELECT * FROM images').all(),
  ])
  const told = [unpacked]
  for (const name of await readdir(place)) told.push(name, (await readFile(join(place, name))).toString('latin1'))
  expect(told.length).toBeGreaterThan(25)

  const secrets = [
    planted.key,
    'connection-of-this-computer',
    'my-own-server',
    library.folder,
    homedir(),
    ...longEnough([userInfo().username, hostname()]),
  ]
  for (const secret of secrets) expect(told.filter((text) => text.includes(secret))).toEqual([])
})

/** A user named “a” is in every text. */
const longEnough = (names: readonly string[]): readonly string[] => names.filter((name) => name.length >= 6)
