import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { fillLibrary, rowsOf, searchIds } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { adoptSidecar } from './adopt-sidecar.ts'
import { sidecarPath } from './library-paths.ts'
import { noMarks, parseSidecar, type Sidecar } from './sidecar.ts'

async function sidecarsOf({ library }: TestLibrary): Promise<readonly Sidecar[]> {
  const names = (await readdir(library.paths.blobs, { recursive: true })).filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(names.sort().map((name) => readFile(join(library.paths.blobs, name), 'utf8')))
  return texts.flatMap((text) => parseSidecar(text) ?? [])
}

test('What the sidecars of one library tell, another adopts whole, once', async () => {
  await using from = await openTestLibrary()
  await fillLibrary(from)
  await using to = await openTestLibrary()
  // So that no id is the same by chance.
  await to.generate([image(makePng()), done], 'mine')
  to.library.db.exec('DELETE FROM images; DELETE FROM generations')
  const sidecars = await sidecarsOf(from)
  const adopt = () => sidecars.map((sidecar) => adoptSidecar(to.library, sidecar, { fromLibraryId: from.library.id }))

  const first = adopt()
  expect(first.flatMap(({ imageIds }) => imageIds).toSorted((one, other) => one - other)).toEqual([2, 3, 4, 5])
  // A source may come after what was made of it.
  const second = adopt()
  expect(second).toEqual(sidecars.map(() => ({ imageIds: [], knownCount: 1, conflictCount: 0 })))
  expect(rowsOf(to.library)).toEqual(rowsOf(from.library))
  expect(searchIds(to.library, '"고양 양이"')).toHaveLength(3)
  expect(searchIds(to.library, 'sea')).toHaveLength(1)
  expect(to.library.db.prepare('SELECT origin FROM generations ORDER BY origin').pluck().all()).toEqual([
    `${from.library.id}/1`,
    `${from.library.id}/2`,
  ])
  expect(to.library.db.pragma('foreign_key_check')).toEqual([])
})

test('Pictures that were made here come back under the ids that they had', async () => {
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const { db } = library.library
  const before = rowsOf(library.library)
  const generations = db.prepare('SELECT id, origin FROM generations').all()
  const sidecars = await sidecarsOf(library)
  db.exec('DELETE FROM images; DELETE FROM generations; DELETE FROM tags; DELETE FROM collections')
  for (const _ of [1, 2])
    for (const sidecar of sidecars) adoptSidecar(library.library, sidecar, { fromLibraryId: library.library.id })
  expect(rowsOf(library.library)).toEqual(before)
  expect(db.prepare('SELECT id, origin FROM generations').all()).toEqual(generations)
})

test('An id that was given away again stays with who has it', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done], 'first')
  const sidecars = await sidecarsOf(library)
  const { db, id } = library.library
  db.exec('DELETE FROM images; DELETE FROM generations; DELETE FROM sqlite_sequence')
  await library.generate([image(makePng()), done], 'second')
  const [adopted] = sidecars.map((sidecar) => adoptSidecar(library.library, sidecar, { fromLibraryId: id }))
  expect(adopted?.imageIds).toEqual([2])
  expect(db.prepare('SELECT id, typed_prompt, origin FROM generations ORDER BY id').all()).toEqual([
    { id: 1, typed_prompt: 'second', origin: null },
    { id: 2, typed_prompt: 'first', origin: `${id}/1` },
  ])
})

test('The picture of a generation that was taken for lost makes it succeed', async () => {
  await using library = await openTestLibrary()
  const { id: generationId } = await library.generate([image(makePng()), done])
  const sidecars = await sidecarsOf(library)
  const { db, id } = library.library
  db.exec(`DELETE FROM images;
    UPDATE generations SET status = 'maybe-billed', actual_params = NULL, failure = '{"kind":"interrupted"}'`)
  for (const sidecar of sidecars) adoptSidecar(library.library, sidecar, { fromLibraryId: id })
  expect(library.operations.getGeneration({ id: generationId })).toMatchObject({
    status: 'succeeded',
    images: [{ position: 0 }],
  })
})

test('Another picture in the same place is left out', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  const [sidecar] = await sidecarsOf(library)
  if (sidecar === undefined) throw new Error('There is no sidecar')
  const other = { ...sidecar, sha256: 'a'.repeat(64) }
  expect(adoptSidecar(library.library, other, { fromLibraryId: library.library.id })).toEqual({
    imageIds: [],
    knownCount: 0,
    conflictCount: 1,
  })
})

test('Newer marks replace those of an older copy, unless the sidecar knows none', async () => {
  await using library = await openTestLibrary()
  await library.operations.importImage({ bytes: makePng(), fileName: 'a.png', nowMs: 1 })
  const [sidecar] = await sidecarsOf(library)
  if (sidecar === undefined) throw new Error('There is no sidecar')
  const { db, id } = library.library
  const withMarks = (tags: readonly string[], libraryId: string | null): Sidecar => ({
    ...sidecar,
    libraryId,
    images: sidecar.images.map((one) => ({ ...one, marks: { ...noMarks, tags } })),
  })
  const adopt = (told: Sidecar, areMarksNewer: boolean) =>
    adoptSidecar(library.library, told, { fromLibraryId: id, areMarksNewer })
  adopt(withMarks(['바다'], id), false)
  expect(searchIds(library.library, '바다')).toEqual([])
  adopt(withMarks(['바다'], id), true)
  expect(searchIds(library.library, '바다')).toEqual([1])
  adopt(withMarks([], null), true)
  expect(searchIds(library.library, '바다')).toEqual([1])
  expect(db.prepare('SELECT count(*) FROM image_tags').pluck().get()).toBe(1)
})

test('A sidecar of the first version is read as one of the second', async () => {
  const content = { sha256: 'a'.repeat(64), format: 'png', width: 1, height: 2, bytes: 3 } as const
  const old = { kind: 'imported', fileName: 'a.png', createdAtMs: 4 } as const
  expect(parseSidecar(JSON.stringify({ formatVersion: 1, ...content, images: [old] }))).toEqual({
    formatVersion: 2,
    libraryId: null,
    ...content,
    images: [{ ...old, costMicroUsd: null, importedMetadata: null, hasContentCredentials: false, marks: noMarks }],
  })
  expect(parseSidecar('{"formatVersion":')).toBe(null)
})

test('What is marked reaches the sidecar in the background, beside what another image of the same bytes has', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  await library.generate([image(bytes, 0, 'a tabby'), image(bytes, 1), done])
  const { db, sidecars, paths, id } = library.library
  db.exec('UPDATE images SET rating = 5 WHERE id = 2')
  sidecars.touch([2])
  await sidecars.flush()
  const [sidecar] = await sidecarsOf(library)
  expect(sidecar?.images.map(({ marks }) => marks.rating)).toEqual([null, 5])
  db.exec('DELETE FROM images WHERE id = 1')
  sidecars.forget([sidecar?.sha256 ?? ''])
  await sidecars.flush()
  expect((await sidecarsOf(library))[0]?.images).toHaveLength(1)
  expect(JSON.parse(await readFile(sidecarPath(paths, sidecar?.sha256 ?? ''), 'utf8'))).toMatchObject({ libraryId: id })
})
