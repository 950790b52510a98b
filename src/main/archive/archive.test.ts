import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawPicture, fillLibrary, noContext } from '#test/support/fill-library.ts'
import { hashTree } from '#test/support/hash-tree.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { blobPath } from '../library/library-paths.ts'

const anyNumber: unknown = expect.any(Number)

async function exported(library: TestLibrary, folder: string, name: string, ids: readonly number[] | null = null) {
  const path = join(folder, `${name}.diptych`)
  const outcome = await library.readOperations.exportArchive({ ids, path }, noContext())
  return { path, outcome }
}

/** Everything that an archive carries from one library to another, whatever the ids. */
async function recordsOf(library: TestLibrary, folder: string): Promise<readonly unknown[]> {
  const path = join(folder, `${crypto.randomUUID()}.json`)
  await library.readOperations.exportRecords({ ids: null, format: 'json', path }, noContext())
  // Read back as what it is: an array of records.
  return JSON.parse(await readFile(path, 'utf8')) as readonly unknown[]
}

const take = (library: TestLibrary, path: string) => library.operations.importArchive({ path }, noContext())

test('A library travels to another computer whole: records, marks, collections and lost generations', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await fillLibrary(from)
  const { path, outcome } = await exported(from, folder.path, 'all')
  expect(outcome).toEqual({
    ok: true,
    value: { kind: 'export', path, fileCount: 4, bytes: anyNumber, refused: [], refusedCount: 0 },
  })

  expect(await take(to, path)).toEqual({
    ok: true,
    value: {
      kind: 'import-archive',
      importedCount: 5,
      knownCount: 0,
      generationCount: 1,
      refused: [],
      refusedCount: 0,
    },
  })
  expect(await recordsOf(to, folder.path)).toEqual(await recordsOf(from, folder.path))
  expect(to.find('한복')).toHaveLength(1)
  expect(to.find('tag:바다')).toHaveLength(2)
  for (const { sha256, format } of to.library.db
    .prepare<[], { readonly sha256: string; readonly format: 'png' }>(
      'SELECT sha256, format FROM images WHERE pixels_dropped_at_ms IS NULL',
    )
    .all())
    expect(await readFile(blobPath(to.library.paths, sha256, format))).toEqual(
      await readFile(blobPath(from.library.paths, sha256, format)),
    )
  expect(await readdir(to.library.paths.tmp)).toEqual([])

  // And on from there to a third.
  await using third = await openTestLibrary()
  const second = await exported(to, folder.path, 'again')
  await take(third, second.path)
  expect(await recordsOf(third, folder.path)).toEqual(await recordsOf(from, folder.path))
})

test('What is here already is not added again: twice, or into the library it came from', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await fillLibrary(from)
  const { path } = await exported(from, folder.path, 'all')
  await take(to, path)
  const nothingNew = {
    ok: true,
    value: {
      kind: 'import-archive',
      importedCount: 0,
      knownCount: 5,
      generationCount: 0,
      refused: [],
      refusedCount: 0,
    },
  }
  const before = [await recordsOf(from, folder.path), await recordsOf(to, folder.path)]
  expect(await take(to, path)).toEqual(nothingNew)
  expect(await take(from, path)).toEqual(nothingNew)
  const back = await exported(to, folder.path, 'back')
  expect(await take(from, back.path)).toEqual(nothingNew)
  expect([await recordsOf(from, folder.path), await recordsOf(to, folder.path)]).toEqual(before)
})

test('Of libraries that share some pictures, each gets what it lacks and keeps its own marks', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await fillLibrary(from)
  const some = await exported(from, folder.path, 'some', [3])
  expect(await take(to, some.path)).toMatchObject({ ok: true, value: { importedCount: 1, knownCount: 0 } })
  to.library.db.exec("UPDATE images SET rating = 2, note = 'mine'")
  await to.generate([image(drawPicture(9)), done], 'only here')
  const all = await exported(from, folder.path, 'all')
  expect(await take(to, all.path)).toMatchObject({ ok: true, value: { importedCount: 4, knownCount: 1 } })
  expect(to.library.db.prepare('SELECT note FROM images WHERE rating = 2').all()).toEqual([{ note: 'mine' }])
})

test('Collections without a picture and saved searches travel with a whole library, once, and replace nothing', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary({ world: { nowMs: () => 7 } })
  await using to = await openTestLibrary({ world: { nowMs: () => 1 } })
  await fillLibrary(from)
  const create = (library: TestLibrary, name: string, parentId: number | null): number => {
    const created = library.operations.createCollection({ name, parentId })
    if (!created.ok) throw new Error(created.failure.kind)
    return created.value.id
  }
  create(to, '여행', null)
  const inner = create(from, '아직 비어 있음', create(from, '여행', null))
  const search = (text: string, collectionId: number | null) => ({ text, place: 'library', collectionId }) as const
  from.operations.saveSearch({ name: '고양이', query: search('고양이 rating>=4', null) })
  from.operations.saveSearch({ name: 'inside', query: search('', inner) })
  from.operations.saveSearch({ name: 'taken', query: search('theirs', null) })
  to.operations.saveSearch({ name: 'taken', query: search('mine', null) })

  const whole = await exported(from, folder.path, 'whole')
  for (let time = 0; time < 2; time += 1) expect(await take(to, whole.path)).toMatchObject({ ok: true })
  const paths = (library: TestLibrary): readonly string[] => {
    const all = library.readOperations.listCollections({})
    const pathOf = (id: number | null): string => {
      const found = all.find((one) => one.id === id)
      return found === undefined ? '' : `${pathOf(found.parentId)}/${found.name}`
    }
    return all.map(({ id }) => pathOf(id)).sort()
  }
  expect(paths(to)).toEqual(paths(from))
  const innerThere = to.readOperations.listCollections({}).find(({ name }) => name === '아직 비어 있음')?.id ?? null
  expect(to.operations.listSavedSearches({}).map(({ id: _, ...searched }) => searched)).toEqual([
    { name: 'taken', query: search('mine', null), createdAtMs: 1 },
    { name: '고양이', query: search('고양이 rating>=4', null), createdAtMs: 7 },
    { name: 'inside', query: search('', innerThere), createdAtMs: 7 },
  ])

  // What a person chose tells nothing of the rest.
  await using some = await openTestLibrary()
  await take(some, (await exported(from, folder.path, 'some', [3])).path)
  expect(some.operations.listSavedSearches({})).toEqual([])
})

test('A picture that was taken in again while an earlier import of it lay in the Trash travels as both, once', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await using other = await openTestLibrary()
  const bytes = (): Uint8Array => Uint8Array.from(drawPicture(3))
  const bring = (library: TestLibrary, nowMs: number) =>
    library.operations.importImage({ bytes: bytes(), fileName: 'sea.png', nowMs })
  await bring(from, 10)
  from.operations.trashImages({ ids: [1], nowMs: 20 })
  await bring(from, 30)
  from.operations.markImages({ ids: [2], change: { kind: 'note', note: 'the live one' } })
  await bring(other, 40)

  const { path } = await exported(from, folder.path, 'all')
  expect(await take(to, path)).toMatchObject({ value: { importedCount: 2, knownCount: 0 } })
  expect(await take(to, path)).toMatchObject({ value: { importedCount: 0, knownCount: 2 } })
  expect(await recordsOf(to, folder.path)).toEqual(await recordsOf(from, folder.path))
  expect(to.operations.status({})).toMatchObject({ imageCount: 1, trashCount: 1 })

  // Where the same bytes came in by themselves, nothing is doubled.
  expect(await take(other, path)).toMatchObject({ value: { importedCount: 0, knownCount: 2 } })
  expect(other.operations.status({})).toMatchObject({ imageCount: 1, trashCount: 0 })
})

test('What a picture came from is linked, also when it comes later than what was made of it', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await fillLibrary(from)
  from.library.db.exec("INSERT INTO generation_sources (generation_id, image_id, role) VALUES (1, 4, 'reference')")
  const before = await recordsOf(from, folder.path)
  await take(to, (await exported(from, folder.path, 'all')).path)
  expect(to.library.db.prepare('SELECT role FROM generation_sources ORDER BY role').all()).toEqual([
    { role: 'edit' },
    { role: 'reference' },
  ])
  expect(await recordsOf(to, folder.path)).toEqual(before)
})

test('An original that is missing or damaged is left out and named; everything else travels', async () => {
  await using folder = await temporaryFolder()
  await using from = await openTestLibrary()
  await using to = await openTestLibrary()
  await fillLibrary(from)
  const shas = from.library.db
    .prepare<[], { readonly sha256: string }>('SELECT sha256 FROM images WHERE id IN (2, 4) ORDER BY id')
    .all()
  const [missing = '', damaged = ''] = shas.map(({ sha256 }) => sha256)
  await rm(blobPath(from.library.paths, missing, 'webp'))
  await writeFile(blobPath(from.library.paths, damaged, 'jpeg'), 'decayed')
  const { path, outcome } = await exported(from, folder.path, 'rest')
  expect(outcome).toMatchObject({
    value: {
      fileCount: 2,
      refused: [
        { fileName: `images/${missing}.webp`, failure: { kind: 'not-found', what: 'original' } },
        { fileName: `images/${damaged}.jpeg`, failure: { kind: 'damaged-file', fileName: `images/${damaged}.jpeg` } },
      ],
      refusedCount: 2,
    },
  })
  expect(await take(to, path)).toMatchObject({ ok: true, value: { importedCount: 3 } })
})

test('An original that decayed here gets its good bytes back', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const { path } = await exported(library, folder.path, 'all')
  const before = await hashTree(library.library.paths.blobs)
  const [{ sha256 } = { sha256: '' }] = library.library.db
    .prepare<[], { readonly sha256: string }>('SELECT sha256 FROM images WHERE id = 4')
    .all()
  await writeFile(blobPath(library.library.paths, sha256, 'jpeg'), 'decayed')
  await take(library, path)
  expect(await hashTree(library.library.paths.blobs)).toEqual(before)
})

test('Pixels that a person dropped here do not come back with an archive', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const { path } = await exported(library, folder.path, 'all')
  const { db, paths } = library.library
  const [{ sha256 } = { sha256: '' }] = db
    .prepare<[], { readonly sha256: string }>('SELECT sha256 FROM images WHERE id = 4')
    .all()
  db.exec('UPDATE images SET pixels_dropped_at_ms = 1 WHERE id = 4')
  await rm(blobPath(paths, sha256, 'jpeg'))
  await take(library, path)
  expect(await readdir(join(paths.blobs, sha256.slice(0, 2)))).not.toContain(`${sha256}.jpeg`)
})

test('A stopped export leaves no file, a stopped import no half picture', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using to = await openTestLibrary()
  await fillLibrary(library)
  const { path } = await exported(library, folder.path, 'all')
  const stopAfter = (count: number) => {
    const stop = new AbortController()
    let reports = 0
    const report = (): void => {
      reports += 1
      if (reports === count) stop.abort()
    }
    return { signal: stop.signal, report }
  }
  const halfPath = join(folder.path, 'half.diptych')
  await expect(library.readOperations.exportArchive({ ids: null, path: halfPath }, stopAfter(2))).rejects.toThrow()
  expect(await readdir(folder.path)).toEqual(['all.diptych'])

  const before = await hashTree(to.folder)
  await expect(to.operations.importArchive({ path }, stopAfter(2))).rejects.toThrow()
  expect(await hashTree(to.folder)).toEqual(before)
})
