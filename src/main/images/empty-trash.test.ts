import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { searchIds } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sha256Of } from '../library/blob-store.ts'
import { blobPath, sidecarPath } from '../library/library-paths.ts'
import { parseSidecar } from '../library/sidecar.ts'
import { deleteTrashedRows, removeSidecars } from './empty-trash.ts'
import { removeUnneededFiles } from './remove-unneeded-files.ts'

const thumbnail = { webp: Uint8Array.of(1), dHash: '0123456789abcdef' }

/** Which of a content's three parts are there. */
const partsOf = ({ library, operations }: TestLibrary, bytes: Uint8Array): unknown => {
  const sha256 = sha256Of(bytes)
  return {
    original: existsSync(blobPath(library.paths, sha256, 'png')),
    sidecar: existsSync(sidecarPath(library.paths, sha256)),
    thumbnail: operations.readThumbnail({ sha256 }) !== null,
  }
}
const whole = { original: true, sidecar: true, thumbnail: true }
const gone = { original: false, sidecar: false, thumbnail: false }

async function withThumbnails(library: TestLibrary, pictures: readonly Uint8Array[]): Promise<void> {
  for (const bytes of pictures) library.operations.writeThumbnail({ sha256: sha256Of(bytes), ...thumbnail })
}

test('What is in the Trash goes for good, the rest stays, and so does what it cost', async () => {
  await using library = await openTestLibrary()
  const [kept, trashed] = [makePng(), makePng({ dataBytes: 1000 })]
  await library.generate([image(kept), image(trashed, 1), done], '바다')
  await withThumbnails(library, [kept, trashed])
  const { trashImages, emptyTrash, markImages, createCollection, addToCollection } = library.operations
  markImages({ ids: [1, 2], change: { kind: 'add-tags', tags: ['both'] } })
  markImages({ ids: [2], change: { kind: 'add-tags', tags: ['one'] } })
  createCollection({ name: 'c', parentId: null })
  addToCollection({ collectionId: 1, ids: [1, 2] })
  trashImages({ ids: [2], nowMs: 10 })
  const generationBefore = library.operations.getGeneration({ id: 1 })
  if (generationBefore?.status !== 'succeeded') throw new Error('unreachable')

  expect(await emptyTrash({ deletedBeforeMs: null })).toEqual({ count: 1, freedBytes: trashed.byteLength })

  const { db } = library.library
  const { imageCount, trashCount, bytes } = library.operations.status({})
  expect({
    kept: partsOf(library, kept),
    trashed: partsOf(library, trashed),
    counts: [imageCount, trashCount, bytes],
    images: db.prepare('SELECT id FROM images').pluck().all(),
    tags: db.prepare('SELECT name FROM tags').pluck().all(),
    collections: library.readOperations.listCollections({}),
    index: searchIds(library.library, 'grams : "바다"'),
    generation: library.operations.getGeneration({ id: 1 }),
    check: db.pragma('foreign_key_check'),
  }).toEqual({
    kept: whole,
    trashed: gone,
    counts: [1, 0, kept.byteLength],
    images: [1],
    tags: ['both'],
    collections: [{ id: 1, parentId: null, name: 'c', imageCount: 1 }],
    index: [1],
    generation: { ...generationBefore, images: generationBefore.images.slice(0, 1) },
    check: [],
  })
})

test('Only what was put there before a time goes, if one is given', async () => {
  await using library = await openTestLibrary()
  await library.generate([0, 1, 2].map((position) => image(makePng(), position)).concat(done))
  const { trashImages, emptyTrash } = library.operations
  for (const id of [1, 2, 3]) trashImages({ ids: [id], nowMs: 100 * id })
  expect(await emptyTrash({ deletedBeforeMs: 200 })).toMatchObject({ count: 1 })
  expect(await emptyTrash({ deletedBeforeMs: 201 })).toMatchObject({ count: 1 })
  expect(library.library.db.prepare('SELECT id, deleted_at_ms FROM images').raw().all()).toEqual([[3, 300]])
})

test('An original that another picture shows stays, and its sidecar forgets the one that went', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done], '바다')
  await library.generate([image(bytes), done], '다시')
  await withThumbnails(library, [bytes])
  library.operations.trashImages({ ids: [1], nowMs: 10 })
  expect(await library.operations.emptyTrash({ deletedBeforeMs: null })).toEqual({ count: 1, freedBytes: 0 })
  expect(partsOf(library, bytes)).toEqual(whole)
  await library.library.sidecars.flush()
  const sidecar = parseSidecar(await readFile(sidecarPath(library.library.paths, sha256Of(bytes)), 'utf8'))
  expect({
    parts: partsOf(library, bytes),
    told: sidecar?.images.map((one) => one.kind === 'generated' && one.generation.typedPrompt),
  }).toEqual({
    parts: whole,
    told: ['다시'],
  })
})

test('More than a part of them go in one call', async () => {
  await using library = await openTestLibrary()
  const pictures = Array.from({ length: 130 }, () => makePng({ dataBytes: 60 }))
  for (const bytes of pictures) await library.operations.importImage({ bytes, fileName: null, nowMs: 1 })
  const ids = pictures.map((_, index) => index + 1)
  library.operations.trashImages({ ids, nowMs: 10 })
  const size = pictures.reduce((sum, { byteLength }) => sum + byteLength, 0)
  expect(await library.operations.emptyTrash({ deletedBeforeMs: null })).toEqual({ count: 130, freedBytes: size })
  const left = await readdir(library.library.paths.blobs, { recursive: true, withFileTypes: true })
  expect(left.filter((entry) => entry.isFile())).toEqual([])
})

test('The same picture taken in again while the Trash is emptied is whole afterwards', async () => {
  await using library = await openTestLibrary()
  const pictures = Array.from({ length: 40 }, () => makePng())
  for (const bytes of pictures) await library.operations.importImage({ bytes, fileName: null, nowMs: 1 })
  library.operations.trashImages({ ids: pictures.map((_, index) => index + 1), nowMs: 10 })
  const [, ...again] = await Promise.all([
    library.operations.emptyTrash({ deletedBeforeMs: null }),
    ...pictures.map((bytes) => library.operations.importImage({ bytes, fileName: null, nowMs: 2 })),
  ])
  expect(again.every(({ ok }) => ok)).toBe(true)
  expect(library.operations.status({})).toMatchObject({ imageCount: 40, trashCount: 0 })
  for (const bytes of pictures) expect(partsOf(library, bytes)).toMatchObject({ original: true, sidecar: true })
})

test('A crash between leaves an orphan for the quarantine, never a row without its picture', async () => {
  await using folder = await temporaryFolder()
  const [kept, trashed] = [makePng(), makePng()]
  {
    await using library = await openTestLibrary({ folder: folder.path })
    await library.generate([image(kept), image(trashed, 1), done], '바다')
    library.operations.trashImages({ ids: [2], nowMs: 10 })
    await removeSidecars(library.library, [2])
    expect(deleteTrashedRows(library.library, [1, 2])).toEqual({
      count: 1,
      contents: [{ sha256: sha256Of(trashed), format: 'png' }],
    })
    // The rest of `emptyTrash` does not run: here the studio was killed.
  }
  await using library = await openTestLibrary({ folder: folder.path })
  expect(await library.operations.sweepOrphans({})).toMatchObject({ adoptedCount: 0, quarantinedCount: 1 })
  expect({
    images: library.library.db.prepare('SELECT id FROM images').pluck().all(),
    kept: partsOf(library, kept),
    trashed: partsOf(library, trashed),
  }).toEqual({ images: [1], kept: { ...whole, thumbnail: false }, trashed: gone })
})

test('A crash before the rows go costs nothing: the picture is in the Trash and can be restored', async () => {
  await using folder = await temporaryFolder()
  const bytes = makePng()
  {
    await using library = await openTestLibrary({ folder: folder.path })
    await library.generate([image(bytes), done], '바다')
    library.operations.trashImages({ ids: [1], nowMs: 10 })
    await library.library.sidecars.flush()
    await removeSidecars(library.library, [1])
    expect(partsOf(library, bytes)).toMatchObject({ original: true, sidecar: false })
  }
  await using library = await openTestLibrary({ folder: folder.path })
  library.operations.restoreImages({ ids: [1] })
  await library.library.sidecars.flush()
  expect([library.find('바다'), partsOf(library, bytes)]).toEqual([['바다'], { ...whole, thumbnail: false }])
})

test('Where the database refuses, pictures stay in the Trash and their sidecars come back', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  library.operations.trashImages({ ids: [1], nowMs: 10 })
  const { db, sidecars } = library.library
  await sidecars.flush()
  let meanwhile: unknown = null
  db.function('look', () => {
    meanwhile = partsOf(library, bytes)
    return null
  })
  db.exec(`CREATE TEMP TRIGGER refuse BEFORE DELETE ON main.images BEGIN SELECT look(), raise(ABORT, 'refused'); END`)
  await expect(library.operations.emptyTrash({ deletedBeforeMs: null })).rejects.toThrow('refused')
  await sidecars.flush()
  expect([meanwhile, partsOf(library, bytes), library.operations.status({})]).toMatchObject([
    { original: true, sidecar: false },
    { original: true, sidecar: true },
    { imageCount: 0, trashCount: 1 },
  ])
})

test('What was restored at the last moment is left alone', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes), done])
  library.operations.trashImages({ ids: [1], nowMs: 10 })
  library.operations.restoreImages({ ids: [1] })
  expect(deleteTrashedRows(library.library, [1])).toEqual({ count: 0, contents: [] })
  expect(await removeUnneededFiles(library.library, [{ sha256: sha256Of(bytes), format: 'png' }])).toBe(0)
  expect(partsOf(library, bytes)).toMatchObject({ original: true, sidecar: true })
})
