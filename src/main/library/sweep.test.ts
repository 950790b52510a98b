import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { rowsOf } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sha256Of } from './blob-store.ts'
import { blobPath, type LibraryPaths, sidecarPath } from './library-paths.ts'

const nothing = { adoptedCount: 0, quarantinedCount: 0, unsweptOrphanCount: 0 }

async function putStrangers(paths: LibraryPaths, count: number): Promise<readonly string[]> {
  const names: string[] = []
  for (let index = 0; index < count; index += 1) {
    const bytes = makePng()
    const path = blobPath(paths, sha256Of(bytes), 'png')
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
    names.push(`${sha256Of(bytes)}.png`)
  }
  return names.sort()
}

/** A library whose pictures were saved by an earlier run, and something done to it in between. */
async function reopen(
  folder: string,
  fill: (library: TestLibrary) => Promise<unknown>,
  lose: (library: TestLibrary) => unknown,
): Promise<TestLibrary> {
  {
    await using library = await openTestLibrary({ folder })
    await fill(library)
  }
  {
    await using library = await openTestLibrary({ folder })
    await lose(library)
  }
  return openTestLibrary({ folder })
}

const threePictures = async (library: TestLibrary): Promise<void> => {
  await library.generate([image(makePng(), 0, 'a tabby'), image(makePng(), 1), done])
  await library.operations.importImage({ bytes: makePng(), fileName: 'a.png', nowMs: 1 })
}

test.each<[string, string]>([
  [
    'of a generation that was taken for lost',
    `DELETE FROM images; UPDATE generations SET status = 'maybe-billed', actual_params = NULL,
       failure = '{"kind":"interrupted"}'`,
  ],
  ['that the database never heard of', 'DELETE FROM images; DELETE FROM generations'],
  ['of which one is still known', 'DELETE FROM images WHERE id <> 1'],
])('Pictures %s are taken back in', async (_, sql) => {
  await using temporary = await temporaryFolder()
  let rows: unknown
  await using library = await reopen(
    temporary.path,
    async (filled) => {
      await threePictures(filled)
      rows = rowsOf(filled.library)
    },
    ({ library: { db } }) => db.exec(sql),
  )
  const swept = await library.operations.sweepOrphans({})
  expect(swept).toEqual({ ...nothing, adoptedCount: sql.includes('<>') ? 2 : 3 })
  expect(rowsOf(library.library)).toEqual(rows)
  expect(await library.operations.sweepOrphans({})).toEqual(nothing)
  expect(await readdir(library.library.paths.quarantine)).toEqual([])
})

test('Files that nothing explains go into quarantine, sidecar and all; nothing is deleted', async () => {
  await using temporary = await temporaryFolder()
  let strangers: readonly string[] = []
  let decayed = ''
  await using library = await reopen(temporary.path, threePictures, async ({ library: { db, paths } }) => {
    strangers = await putStrangers(paths, 2)
    // One with a sidecar that tells of it, but other bytes.
    decayed = String(db.prepare('DELETE FROM images WHERE id = 1 RETURNING sha256').pluck().get())
    await writeFile(blobPath(paths, decayed, 'png'), 'decayed')
  })
  const { paths } = library.library
  expect(await library.operations.sweepOrphans({})).toEqual({ ...nothing, quarantinedCount: 3 })
  expect((await readdir(paths.quarantine)).sort()).toEqual([...strangers, `${decayed}.png`, `${decayed}.json`].sort())
  expect(await readFile(join(paths.quarantine, `${decayed}.png`), 'utf8')).toBe('decayed')
  expect(await library.operations.measureQuarantine({})).toMatchObject({ fileCount: 4 })
  expect(await library.operations.emptyQuarantine({})).toEqual({ fileCount: 4 })
  expect(await library.operations.measureQuarantine({})).toEqual({ fileCount: 0, bytes: 0 })
  expect(library.operations.status({}).imageCount).toBe(2)
})

test('More strangers than a few stay where they are', async () => {
  await using temporary = await temporaryFolder()
  await using library = await reopen(temporary.path, threePictures, ({ library: { paths } }) => putStrangers(paths, 21))
  expect(await library.operations.sweepOrphans({})).toEqual({ ...nothing, unsweptOrphanCount: 21 })
  expect(await readdir(library.library.paths.quarantine)).toEqual([])
})

test.each<[string, (library: TestLibrary) => unknown]>([
  [
    'is of another library',
    ({ library: { paths } }) =>
      writeFile(paths.manifest, JSON.stringify({ id: crypto.randomUUID(), formatVersion: 1 })),
  ],
  ['is damaged', ({ operations }) => operations.noteCheck({ problems: ['row 1 is missing'] })],
])('Where the database %s nothing is touched', async (_, spoil) => {
  await using temporary = await temporaryFolder()
  await using library = await reopen(temporary.path, threePictures, async ({ library: { db, paths } }) => {
    db.exec('DELETE FROM images WHERE id = 1')
    await putStrangers(paths, 1)
  })
  await spoil(library)
  expect(await library.operations.sweepOrphans({})).toEqual({ ...nothing, unsweptOrphanCount: 2 })
  expect(await readdir(library.library.paths.quarantine)).toEqual([])
})

test('What is being saved is not taken for an orphan', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  const { blobs, paths, db } = library.library
  await library.operations.importImage({ bytes, fileName: null, nowMs: 1 })
  db.exec('DELETE FROM images')
  expect(blobs.savedNow.has(sha256Of(bytes))).toBe(true)
  expect(await library.operations.sweepOrphans({})).toEqual(nothing)
  // Nor what a generation that is still out has stored.
  await using temporary = await temporaryFolder()
  await using other = await reopen(temporary.path, threePictures, () => undefined)
  other.library.db.exec('DELETE FROM images WHERE generation_id IS NOT NULL')
  other.library.db.exec(`UPDATE generations SET status = 'sent', settled_at_ms = NULL, actual_params = NULL,
    cost_micro_usd = NULL, cost_source = NULL, cost_as_of = NULL`)
  expect(await other.operations.sweepOrphans({})).toEqual(nothing)
  expect(paths.folder).not.toBe(other.folder)
})

test('A record whose pixels were dropped is taken back in without them', async () => {
  await using temporary = await temporaryFolder()
  await using library = await reopen(
    temporary.path,
    async (filled) => {
      await threePictures(filled)
      await filled.operations.dropPixels({ ids: [1], nowMs: 5 })
    },
    ({ library: { db } }) => db.exec('DELETE FROM images WHERE id = 1'),
  )
  expect(await library.operations.sweepOrphans({})).toEqual({ ...nothing, adoptedCount: 1 })
  expect(library.operations.status({}).imageCount).toBe(3)
})

test('Files under names that are not ours are left alone', async () => {
  await using library = await openTestLibrary()
  const { paths } = library.library
  await mkdir(join(paths.blobs, 'ab'), { recursive: true })
  const ours = ['notes.txt', join('ab', 'x.png'), join('ab', `${'0'.repeat(64)}.png`), join('ab', 'thumbs')]
  for (const name of ours) await writeFile(join(paths.blobs, name), 'x')
  await cp(paths.manifest, sidecarPath(paths, `ab${'0'.repeat(62)}`))
  expect(await library.operations.sweepOrphans({})).toEqual({ ...nothing, quarantinedCount: 1 })
  expect(await readdir(paths.quarantine)).toEqual([`ab${'0'.repeat(62)}.json`])
})
