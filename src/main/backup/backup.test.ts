import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { drawPicture, fillLibrary, noContext } from '#test/support/fill-library.ts'
import { hashTree } from '#test/support/hash-tree.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { blobPath, libraryPaths } from '../library/library-paths.ts'
import type { TaskContext } from '../tasks/task-context.ts'
import { readMarker } from './backup-folder.ts'

const anyNumber: unknown = expect.any(Number)

async function backUp(library: TestLibrary, folder: string, context: TaskContext = noContext()) {
  const prepared = await library.operations.prepareBackup({})
  return library.readOperations.makeBackup({ folder, ...prepared }, context)
}

const restore = (library: TestLibrary, folder: string, context: TaskContext = noContext()) =>
  library.readOperations.restoreBackup({ folder }, context)

/** Every row of every table that holds what a person made. */
function rowsOf(db: Sqlite.Database): unknown {
  const tables = db
    .prepare<[], { readonly name: string }>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table')
         AND name NOT LIKE 'sqlite%' ORDER BY name`,
    )
    .all()
  return tables.map(({ name }) => [
    name,
    name === 'library'
      ? db.prepare('SELECT id FROM library').all()
      : db.prepare(`SELECT * FROM ${name} ORDER BY 1`).all(),
  ])
}

function rowsInBackup(folder: string): unknown {
  const db = new Sqlite(join(folder, 'diptych.db'), { readonly: true })
  try {
    return rowsOf(db)
  } finally {
    db.close()
  }
}

function stopAfter(count: number) {
  const stop = new AbortController()
  let reports = 0
  const report = (): void => {
    reports += 1
    if (reports === count) stop.abort()
  }
  return { signal: stop.signal, report }
}

const shaOf = ({ library: { db } }: TestLibrary, id: number): string =>
  db.prepare<[number], { readonly sha256: string }>('SELECT sha256 FROM images WHERE id = ?').get(id)?.sha256 ?? ''

test('A backup lies as a library does, and opens as one', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  expect(await backUp(library, folder.path)).toEqual({
    ok: true,
    value: {
      kind: 'backup',
      path: folder.path,
      copiedCount: 4,
      keptCount: 0,
      bytes: anyNumber,
      onlyInBackupCount: 0,
      refused: [],
      refusedCount: 0,
    },
  })
  expect((await readdir(folder.path)).sort()).toEqual(['blobs', 'diptych-backup.json', 'diptych.db', 'library.json'])
  expect(await hashTree(join(folder.path, 'blobs'))).toEqual(await hashTree(library.library.paths.blobs))
  expect(await readMarker(folder.path)).toMatchObject({ libraryId: library.library.id, lastAtMs: 5000 })
  expect(rowsInBackup(folder.path)).toEqual(rowsOf(library.library.db))
  expect(await readdir(library.library.paths.tmp)).toEqual([])

  await using opened = await openTestLibrary({ folder: folder.path })
  expect(opened.find('')).toEqual(library.find(''))
})

test('Only what is new or has changed is copied; what the library let go of stays in the backup', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  const gone = blobPath(libraryPaths(folder.path), shaOf(library, 2), 'webp')
  await library.generate([image(drawPicture(8)), done], 'one more')
  library.library.db.exec("UPDATE images SET note = 'changed' WHERE id = 4; DELETE FROM images WHERE id = 2")
  library.library.sidecars.touch([4])
  expect(await backUp(library, folder.path)).toMatchObject({
    ok: true,
    value: { copiedCount: 2, keptCount: 2, onlyInBackupCount: 1 },
  })
  expect((await stat(gone)).isFile()).toBe(true)
  expect(await backUp(library, folder.path)).toMatchObject({ value: { copiedCount: 0, keptCount: 4, bytes: 0 } })
})

test('A damaged original never replaces the good one in the backup, and is named where there is none', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  const { paths } = library.library
  await writeFile(blobPath(paths, shaOf(library, 4), 'jpeg'), 'decayed')
  await library.generate([image(drawPicture(8)), done], 'one more')
  const sha256 = shaOf(library, 6)
  await writeFile(blobPath(paths, sha256, 'png'), 'decayed too')
  expect(await backUp(library, folder.path)).toMatchObject({
    ok: true,
    value: {
      refused: [{ fileName: `${sha256}.png`, failure: { kind: 'damaged-file', fileName: `${sha256}.png` } }],
      refusedCount: 1,
    },
  })
  expect(await readFile(blobPath(libraryPaths(folder.path), shaOf(library, 4), 'jpeg'))).toEqual(drawPicture(3, 'jpeg'))
})

test('A backup that was interrupted is the one before, and the next one completes it', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using other = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  const before = rowsInBackup(folder.path)
  for (let number = 10; number < 30; number += 1) await library.generate([image(drawPicture(number)), done])
  await expect(backUp(library, folder.path, stopAfter(2))).rejects.toThrow()
  expect(rowsInBackup(folder.path)).toEqual(before)
  expect(await readMarker(folder.path)).toMatchObject({ lastAtMs: 5000 })
  expect(await restore(other, folder.path)).toMatchObject({ ok: true, value: { imageCount: 5, refusedCount: 0 } })
  expect(await backUp(library, folder.path)).toMatchObject({ ok: true, value: { copiedCount: 8, keptCount: 16 } })
  expect((await readdir(folder.path)).sort()).toEqual(['blobs', 'diptych-backup.json', 'diptych.db', 'library.json'])
})

test('A first backup that was interrupted is no backup yet', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using other = await openTestLibrary()
  await fillLibrary(library)
  const stopped = { signal: AbortSignal.abort(), report: () => undefined }
  await expect(backUp(library, folder.path, stopped)).rejects.toThrow()
  expect(await readMarker(folder.path)).toMatchObject({ libraryId: library.library.id, lastAtMs: null })
  expect(await restore(other, folder.path)).toMatchObject({
    ok: false,
    failure: { kind: 'damaged-file', fileName: 'diptych.db' },
  })
})

test('A folder with the backup of another library is not written to', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using other = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  await fillLibrary(other)
  const before = await hashTree(folder.path)
  expect(await backUp(other, folder.path)).toMatchObject({
    ok: false,
    failure: { kind: 'bad-request', field: 'folder' },
  })
  expect(await hashTree(folder.path)).toEqual(before)
  expect(await readdir(other.library.paths.tmp)).toEqual([])
})

test('A restored library is the one that was backed up: same id, rows, costs, search and files', async () => {
  await using folder = await temporaryFolder()
  await using place = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  library.library.db.exec(`
    INSERT INTO saved_searches (name, query, created_at_ms) VALUES ('cats', '{}', 1);
    INSERT INTO collections (parent_id, name, created_at_ms) VALUES (NULL, 'empty', 1);
  `)
  await backUp(library, folder.path)
  const expected = rowsOf(library.library.db)

  const empty = await openTestLibrary({ folder: place.path })
  expect(await restore(empty, folder.path)).toEqual({
    ok: true,
    value: { kind: 'restore', imageCount: 5, refused: [], refusedCount: 0 },
  })
  await empty[Symbol.asyncDispose]()

  await using restored = await openTestLibrary({ folder: place.path })
  expect(restored.library.id).toBe(library.library.id)
  expect(rowsOf(restored.library.db)).toEqual(expected)
  expect(restored.find('한복')).toEqual(library.find('한복'))
  expect(await hashTree(restored.library.paths.blobs)).toEqual(await hashTree(library.library.paths.blobs))
  // And it goes on being backed up where it was.
  await restored.generate([image(drawPicture(8)), done], 'one more')
  expect(await backUp(restored, folder.path)).toMatchObject({ ok: true, value: { copiedCount: 1, keptCount: 4 } })
})

test('Ended at any moment before, a restoring library is empty and whole, and can be restored again', async () => {
  await using folder = await temporaryFolder()
  await using place = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  for (let number = 10; number < 20; number += 1) await library.generate([image(drawPicture(number)), done])
  await backUp(library, folder.path)
  const first = await openTestLibrary({ folder: place.path })
  await expect(restore(first, folder.path, stopAfter(1))).rejects.toThrow()
  await first[Symbol.asyncDispose]()
  const second = await openTestLibrary({ folder: place.path })
  expect(second.find('')).toEqual([])
  expect(await restore(second, folder.path)).toMatchObject({ ok: true, value: { imageCount: 15 } })
  await second[Symbol.asyncDispose]()
  await using third = await openTestLibrary({ folder: place.path })
  expect(rowsOf(third.library.db)).toEqual(rowsOf(library.library.db))
})

test('A library that holds something is not restored over', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using other = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  const refused = { ok: false, failure: { kind: 'bad-request', field: 'library' } }
  const { id } = await other.begin('under way')
  expect(await restore(other, folder.path)).toMatchObject(refused)
  await other.operations.failGeneration({
    id,
    nowMs: 1,
    durationMs: 1,
    failure: { kind: 'offline' },
    requestId: null,
    rawResponse: null,
  })
  await other.generate([image(drawPicture(8)), done])
  const before = await hashTree(other.folder)
  expect(await restore(other, folder.path)).toMatchObject(refused)
  expect(await hashTree(other.folder)).toEqual(before)
})

test('What the backup lost is named, everything else comes back', async () => {
  await using folder = await temporaryFolder()
  await using place = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  const backup = libraryPaths(folder.path)
  const [lost, decayed] = [shaOf(library, 2), shaOf(library, 4)]
  await rm(blobPath(backup, lost, 'webp'))
  await writeFile(blobPath(backup, decayed, 'jpeg'), 'decayed')
  const empty = await openTestLibrary({ folder: place.path })
  expect(await restore(empty, folder.path)).toMatchObject({
    ok: true,
    value: {
      imageCount: 5,
      refused: [
        { fileName: `${lost}.webp`, failure: { kind: 'not-found', what: 'original' } },
        { fileName: `${decayed}.jpeg`, failure: { kind: 'damaged-file', fileName: `${decayed}.jpeg` } },
      ],
      refusedCount: 2,
    },
  })
  await empty[Symbol.asyncDispose]()
  await using restored = await openTestLibrary({ folder: place.path })
  expect(rowsOf(restored.library.db)).toEqual(rowsOf(library.library.db))
})

test('A backup that cannot be relied on is refused, and the library stays as it was', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using empty = await openTestLibrary()
  await fillLibrary(library)
  await backUp(library, folder.path)
  const database = join(folder.path, 'diptych.db')
  const good = join(folder.path, 'good.db')
  await copyFile(database, good)
  const marker = await readFile(join(folder.path, 'diptych-backup.json'), 'utf8')

  const alterations: Readonly<Record<string, () => Promise<void>>> = {
    'not a database': () => writeFile(database, 'text'),
    'cut short': async () => writeFile(database, (await readFile(good)).subarray(0, 9000)),
    'a zeroed page': async () => {
      const bytes = await readFile(good)
      bytes.fill(0, 8192, 12_288)
      await writeFile(database, bytes)
    },
    newer: async () => withDatabase(database, 'PRAGMA user_version = 99'),
    'of another library': async () => withDatabase(database, "UPDATE library SET id = 'another'"),
    'with a trigger': async () =>
      withDatabase(database, 'CREATE TRIGGER t AFTER INSERT ON images BEGIN DELETE FROM tags; END'),
    'with a view': async () => withDatabase(database, 'CREATE VIEW v AS SELECT 1'),
    'with another table': async () => withDatabase(database, 'CREATE TABLE evil (a)'),
    'of a newer form': () =>
      writeFile(join(folder.path, 'diptych-backup.json'), marker.replace('"version": 1', '"version": 2')),
    'without a marker': () => rm(join(folder.path, 'diptych-backup.json')),
  }
  const before = await hashTree(empty.folder)
  const kinds: Record<string, string> = {}
  for (const [name, alter] of Object.entries(alterations)) {
    await copyFile(good, database)
    await writeFile(join(folder.path, 'diptych-backup.json'), marker)
    await alter()
    const result = await restore(empty, folder.path)
    kinds[name] = result.ok ? 'restored' : result.failure.kind
  }
  expect(kinds).toEqual({
    'not a database': 'damaged-file',
    'cut short': 'damaged-file',
    'a zeroed page': 'damaged-file',
    newer: 'library-newer',
    'of another library': 'damaged-file',
    'with a trigger': 'damaged-file',
    'with a view': 'damaged-file',
    'with another table': 'damaged-file',
    'of a newer form': 'library-newer',
    'without a marker': 'bad-request',
  })
  expect(await hashTree(empty.folder)).toEqual(before)
})

async function withDatabase(path: string, sql: string): Promise<void> {
  const db = new Sqlite(path)
  db.exec(sql)
  db.close()
}

test('The place of a backup: an empty folder itself, a folder of its own in any other, and nowhere in the library', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await using other = await openTestLibrary()
  await fillLibrary(library)
  const { findBackupPlace } = library.readOperations
  const at = (name: string): string => join(folder.path, name)
  for (const name of ['empty', 'full', 'mine', 'foreign', 'closed']) await mkdir(at(name))
  await writeFile(join(at('full'), 'holiday.txt'), '')
  await backUp(library, at('mine'))
  await fillLibrary(other)
  await backUp(other, at('foreign'))
  await chmod(at('closed'), 0o500)

  const own = join(at('full'), 'Diptych Backup')
  expect(await findBackupPlace({ chosen: at('empty') })).toEqual({ ok: true, value: { folder: at('empty') } })
  expect(await findBackupPlace({ chosen: at('full') })).toEqual({ ok: true, value: { folder: own } })
  expect(await findBackupPlace({ chosen: at('mine') })).toEqual({ ok: true, value: { folder: at('mine') } })
  await backUp(library, own)
  expect(await findBackupPlace({ chosen: at('full') })).toEqual({ ok: true, value: { folder: own } })
  expect(await readdir(at('empty'))).toEqual([])

  const refused = { ok: false, failure: { kind: 'bad-request', field: 'folder' } }
  const places = [at('foreign'), library.folder, library.library.paths.blobs, other.folder, at('gone')]
  // Root writes everywhere.
  if (process.getuid?.() !== 0) places.push(at('closed'))
  for (const chosen of places) expect(await findBackupPlace({ chosen })).toMatchObject(refused)
  await chmod(at('closed'), 0o700)
})
