import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { measuredCosts } from '../generations/table.ts'
import { sha256Of } from './blob-store.ts'

test('What is not there is null', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  expect([
    library.operations.getImage({ id: 9 }),
    library.operations.getGeneration({ id: 9 }),
    library.operations.rawResponse({ id: 9 }),
  ]).toEqual([null, null, null])
})

test('Trash and back: the record stays, the first time in the Trash counts', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), image(makePng(), 1), done], '바다')
  library.operations.trashImages({ ids: [1], nowMs: 100 })
  library.operations.trashImages({ ids: [1, 2, 77], nowMs: 200 })
  const trashedAt = () => [1, 2].map((id) => library.operations.getImage({ id })?.image.deletedAtMs)
  expect([library.find('바다'), trashedAt()]).toEqual([[], [100, 200]])
  expect(library.operations.status({})).toMatchObject({ imageCount: 0, trashCount: 2 })
  expect(library.operations.getGeneration({ id: 1 })).toMatchObject({ images: [{ id: 1 }, { id: 2 }] })
  library.operations.restoreImages({ ids: [1, 2] })
  expect([library.find('바다'), trashedAt()]).toEqual([
    ['바다', '바다'],
    [null, null],
  ])
})

test('An import is an image without a generation; the same bytes again answer with it', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng({ width: 30, height: 20 })
  const first = await library.operations.importImage({ bytes, fileName: '바다\ud800.png', nowMs: 7 })
  expect(first).toEqual({
    ok: true,
    value: {
      id: 1,
      generationId: null,
      position: 0,
      sha256: sha256Of(bytes),
      format: 'png',
      width: 30,
      height: 20,
      bytes: bytes.byteLength,
      revisedPrompt: null,
      importedFileName: '바다\ufffd.png',
      compositeOfId: null,
      isFavorite: false,
      rating: null,
      deletedAtMs: null,
      note: null,
      costMicroUsd: null,
      pixelsDroppedAtMs: null,
      hasContentCredentials: false,
      createdAtMs: 7,
    },
  })
  expect(await library.operations.importImage({ bytes, fileName: 'again.png', nowMs: 8 })).toEqual(first)
  library.operations.trashImages({ ids: [1], nowMs: 9 })
  expect(await library.operations.importImage({ bytes, fileName: null, nowMs: 10 })).toMatchObject({ value: { id: 2 } })
  expect(library.operations.getImage({ id: 1 })?.generation).toBe(null)
})

test('The bytes of a generated picture, imported, are that picture', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  expect(await library.operations.importImage({ bytes, fileName: 'a.png', nowMs: 1 })).toMatchObject({
    value: { id: 1, generationId: 1 },
  })
})

test('A file that is no picture is refused and leaves nothing', async () => {
  await using library = await openTestLibrary()
  const refused = await library.operations.importImage({ bytes: Buffer.from('<svg/>'), fileName: 'a.svg', nowMs: 1 })
  expect(refused).toEqual({ ok: false, failure: { kind: 'unsupported-file', fileName: 'a.svg' } })
  expect(library.operations.status({})).toMatchObject({ imageCount: 0, bytes: 0 })
})

test('What is still out is among the recent ones however old it is', async () => {
  await using library = await openTestLibrary()
  await library.begin()
  for (let index = 0; index < 4; index += 1) await library.generate([image(makePng()), done])
  const recent = library.operations.recentGenerations({ limit: 2 })
  expect(recent.map(({ id, status }) => [id, status])).toEqual([
    [5, 'succeeded'],
    [4, 'succeeded'],
    [1, 'sent'],
  ])
  expect(recent[0]).toEqual(library.operations.getGeneration({ id: 5 }))
})

test('Measured costs are per picture, of the same connection, model, size and quality, by today’s price', async () => {
  await using library = await openTestLibrary()
  const usage = {
    inputTokens: 1,
    inputTextTokens: null,
    inputImageTokens: null,
    outputTokens: 1000,
    outputImageTokens: null,
    outputTextTokens: null,
    totalTokens: null,
  }
  await library.generate([image(makePng()), { kind: 'usage', usage }, done])
  await library.generate([image(makePng()), image(makePng(), 1), { kind: 'usage', usage }, done])
  const asked = {
    connectionId: 'c1',
    model: 'gpt-image-1',
    size: '1024x1024',
    quality: null,
    imageModel: null,
    inputImageCount: 0,
    sinceMs: 0,
  }
  const measured = (change: Partial<Parameters<typeof measuredCosts>[1]>) =>
    measuredCosts(library.library.db, { ...asked, ...change })
  expect([
    measured({}),
    measured({ quality: 'high' }),
    measured({ size: 'auto' }),
    measured({ model: 'x' }),
    measured({ connectionId: 'c2' }),
    measured({ inputImageCount: 1 }),
    measured({ sinceMs: 2001 }),
    measured({ imageModel: 'gpt-image-2' }),
  ]).toEqual([[20_000, 40_000], [], [], [], [], [], [], []])
})

test('Originals and thumbnails are found by content', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  const sha256 = sha256Of(bytes)
  const path = library.operations.originalPath({ sha256 })
  expect(path).toBe(library.operations.blobPath({ sha256, format: 'png' }))
  expect(await readFile(path ?? '')).toEqual(Buffer.from(bytes))
  expect(library.operations.originalPath({ sha256: '0'.repeat(64) })).toBe(null)
  expect(library.operations.readThumbnail({ sha256 })).toBe(null)
  library.operations.writeThumbnail({ sha256, webp: Uint8Array.of(5), dHash: '0'.repeat(16) })
  expect(library.operations.readThumbnail({ sha256 })).toEqual(Buffer.of(5))
})
