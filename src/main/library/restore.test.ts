import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { fillLibrary, rowsOf, searchIds } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, testWorld } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sidecarPath } from './library-paths.ts'
import { openLibrary } from './open-library.ts'

const never = { signal: new AbortController().signal, report: () => undefined }
const anyText: unknown = expect.any(String)

/** A library with a backup that knows the first pictures and not the rest, nor what was marked since. */
const kept = await temporaryFolder()
const template = join(kept.path, 'library')
let rows: unknown
let id: string
let libraryBlobs: readonly string[]

beforeAll(async () => {
  {
    await using library = await openTestLibrary({ folder: template })
    for (let count = 0; count < 10; count += 1) await library.generate([image(makePng()), image(makePng(), 1), done])
  }
  const [backup = ''] = await readdir(join(template, 'backups'))
  {
    await using library = await openTestLibrary({ folder: template })
    await fillLibrary(library)
    library.library.db.exec('UPDATE images SET rating = 2 WHERE id = 20')
    library.library.sidecars.touch([20])
    rows = rowsOf(library.library)
    id = library.library.id
  }
  for (const name of await readdir(join(template, 'backups')))
    if (name !== backup) await rm(join(template, 'backups', name))
  libraryBlobs = await blobsIn(template)
})
afterAll(() => kept[Symbol.asyncDispose]())

const blobsIn = async (folder: string) => (await readdir(join(folder, 'blobs'), { recursive: true })).sort()

async function overwrite(folder: string, from: number, bytes: Uint8Array): Promise<void> {
  const path = join(folder, 'diptych.db')
  const all = await readFile(path)
  all.set(bytes, from)
  await writeFile(path, all)
}
const pageBytes = 4096
const noise = (): Uint8Array => Uint8Array.from({ length: pageBytes }, (_, index) => (index * 7919 + 13) % 251)

type Damage = (folder: string) => Promise<unknown>
const damages: readonly (readonly [string, Damage, { readonly isKept: boolean }])[] = [
  ['is text', (folder) => writeFile(join(folder, 'diptych.db'), 'A broken database. '.repeat(400)), { isKept: true }],
  ['has a header of zeros', (folder) => overwrite(folder, 0, new Uint8Array(100)), { isKept: true }],
  ['was cut short', (folder) => truncate(join(folder, 'diptych.db'), 5 * pageBytes + 77), { isKept: true }],
  ['has a page of zeros', (folder) => overwrite(folder, 2 * pageBytes, new Uint8Array(pageBytes)), { isKept: true }],
  ['has a page of noise', (folder) => overwrite(folder, 4 * pageBytes, noise()), { isKept: true }],
  ['is empty', (folder) => truncate(join(folder, 'diptych.db'), 0), { isKept: false }],
  ['is gone', (folder) => rm(join(folder, 'diptych.db')), { isKept: false }],
  [
    'is a folder',
    async (folder) => {
      await rm(join(folder, 'diptych.db'))
      await mkdir(join(folder, 'diptych.db'))
      await writeFile(join(folder, 'diptych.db', 'x'), 'x')
    },
    { isKept: true },
  ],
  [
    'is of another library',
    async (folder) => {
      const db = new Sqlite(join(folder, 'diptych.db'))
      db.prepare('UPDATE library SET id = ?').run(crypto.randomUUID())
      db.close()
    },
    { isKept: true },
  ],
]

test.each(damages)(
  'When the database %s, the pictures come back from backup and sidecars',
  async (_, damage, { isKept }) => {
    await using temporary = await temporaryFolder()
    const folder = join(temporary.path, 'library')
    await cp(template, folder, { recursive: true })
    await damage(folder)
    {
      await using library = await openTestLibrary({ folder })
      expect(library.reports).toEqual([])
      expect(library.library.id).toBe(id)
      expect(library.operations.status({}).restored).toEqual({
        backupAtMs: 5000,
        fromBackupCount: 20,
        fromFilesCount: 4,
        withoutRecordCount: 0,
        keptAs: isKept ? anyText : null,
      })
      expect(rowsOf(library.library)).toEqual(rows)
      expect(searchIds(library.library, '"고양 양이"')).toHaveLength(3)
      expect(library.library.db.pragma('foreign_key_check')).toEqual([])
      const aside = await readdir(library.library.paths.quarantine)
      expect(aside).toEqual(isKept ? [library.operations.status({}).restored?.keptAs] : [])
    }
    expect(await blobsIn(folder)).toEqual(libraryBlobs)
    await using again = await openTestLibrary({ folder })
    expect(again.operations.status({}).restored).toBe(null)
    expect(rowsOf(again.library)).toEqual(rows)
  },
)

test.each<[string, Damage]>([
  ['no backup', async (folder) => rm(join(folder, 'backups'), { recursive: true })],
  [
    'no backup that is good',
    async (folder) => {
      for (const name of await readdir(join(folder, 'backups')))
        await writeFile(join(folder, 'backups', name), 'A broken backup. '.repeat(400))
    },
  ],
  [
    'neither backup nor library.json',
    async (folder) => {
      await rm(join(folder, 'backups'), { recursive: true })
      await rm(join(folder, 'library.json'))
    },
  ],
])('With %s a lost database is rebuilt from the sidecars alone', async (_, alsoLost) => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  await rm(join(folder, 'diptych.db'))
  await alsoLost(folder)
  await using library = await openTestLibrary({ folder })
  expect(library.reports).toEqual([])
  expect(library.library.id).toBe(id)
  expect(library.operations.status({}).restored).toEqual({
    backupAtMs: null,
    fromBackupCount: 0,
    fromFilesCount: 24,
    withoutRecordCount: 0,
    keptAs: null,
  })
  expect(rowsOf(library.library)).toEqual(rows)
  expect(JSON.parse(await readFile(join(folder, 'library.json'), 'utf8'))).toEqual({ id, formatVersion: 1 })
})

test('What pictures cost is in the ledger again after everything but the files beside them was lost', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  const spentOn = ({ db }: { readonly db: Sqlite.Database }): unknown =>
    db
      .prepare(
        `SELECT generation_id, provider, connection_id, model, cost_micro_usd FROM ledger_entries
         WHERE purpose = 'picture' ORDER BY generation_id`,
      )
      .all()
  let before: unknown
  {
    await using library = await openTestLibrary({ folder })
    await library.generate([image(makePng()), done])
    const paid = await library.generate([image(makePng()), done])
    library.library.db.exec(
      `UPDATE generations SET provider = 'openai-images', cost_micro_usd = 41000, cost_source = 's', cost_as_of = '2026-11'
         WHERE id = ${paid.id};
       UPDATE ledger_entries SET provider = 'openai-images', cost_micro_usd = 41000, price_version = '2026-11'
         WHERE generation_id = ${paid.id};`,
    )
    library.library.sidecars.touch(library.library.db.prepare<[], number>('SELECT id FROM images').pluck().all())
    before = spentOn(library.library)
  }
  for (const name of ['diptych.db', 'backups']) await rm(join(folder, name), { recursive: true })
  await using library = await openTestLibrary({ folder })
  expect(before).toHaveLength(2)
  expect(spentOn(library.library)).toEqual(before)
})

/** Originals of the template, and what the files beside them are made to be. */
async function spoilSidecars(folder: string, spoil: (path: string) => Promise<unknown>): Promise<number> {
  const sidecars = libraryBlobs.filter((name) => name.endsWith('.json'))
  for (const name of sidecars) await spoil(join(folder, 'blobs', name))
  return libraryBlobs.filter((name) => /\.(png|jpeg|webp|gif)$/.test(name)).length
}

test.each<[string, (path: string) => Promise<unknown>]>([
  ['cannot be read', (path) => writeFile(path, '{"formatVersion":')],
  ['are gone', (path) => rm(path)],
])(
  'When database and backups are lost and the files beside the originals %s, the originals are there',
  async (_, spoil) => {
    await using temporary = await temporaryFolder()
    const folder = join(temporary.path, 'library')
    await cp(template, folder, { recursive: true })
    for (const name of ['diptych.db', 'backups']) await rm(join(folder, name), { recursive: true })
    const originalCount = await spoilSidecars(folder, spoil)
    expect(originalCount).toBeGreaterThan(20)
    await using library = await openTestLibrary({ folder })
    expect(library.operations.status({})).toMatchObject({
      imageCount: originalCount,
      restored: { backupAtMs: null, fromFilesCount: 0, withoutRecordCount: originalCount },
    })
    expect(library.library.db.prepare('SELECT DISTINCT imported_file_name, generation_id FROM images').all()).toEqual([
      { imported_file_name: null, generation_id: null },
    ])
    expect(await library.operations.sweepOrphans({})).toEqual({
      adoptedCount: 0,
      quarantinedCount: 0,
      unsweptOrphanCount: 0,
    })
    expect((await library.readOperations.checkFiles({}, never)).badSidecars).toEqual([])
  },
)

test('Beside a backup an original comes back without its record where that is damaged, not where it was being deleted', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  const { library: before, ...opened } = await openTestLibrary({ folder })
  const [damaged = '', deleted = ''] = before.db
    .prepare<[], string>('SELECT sha256 FROM images WHERE id > 20 AND pixels_dropped_at_ms IS NULL')
    .pluck()
    .all()
  await opened[Symbol.asyncDispose]()
  for (const name of (await readdir(join(folder, 'backups'))).sort().slice(1)) await rm(join(folder, 'backups', name))
  await rm(join(folder, 'diptych.db'))
  await writeFile(sidecarPath(before.paths, damaged), 'half a li')
  await rm(sidecarPath(before.paths, deleted))
  await using library = await openTestLibrary({ folder })
  expect(library.operations.status({}).restored).toMatchObject({ fromBackupCount: 20, withoutRecordCount: 1 })
  const isHere = library.library.db.prepare('SELECT count(*) FROM images WHERE sha256 = ?').pluck()
  expect([isHere.get(damaged), isHere.get(deleted)]).toEqual([1, 0])
})

test('Ids are not given away again: not those in sidecars, not those of spools that nothing explains', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  await rm(join(folder, 'diptych.db'))
  await writeFile(join(folder, 'spool', '70.spool'), 'half a li')
  await using library = await openTestLibrary({ folder })
  expect((await library.begin()).id).toBe(71)
  expect(await readdir(library.library.paths.quarantine)).toEqual([expect.stringMatching(/^generation-70-.*\.spool$/)])
})

test('What was deleted for good after the backup does not come back as a picture', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  const sha = (await readdir(join(folder, 'blobs'), { recursive: true })).find((name) => name.endsWith('.png')) ?? ''
  await rm(join(folder, 'blobs', sha))
  await rm(join(folder, 'blobs', sha.replace('.png', '.json')))
  const before = new Sqlite(join(folder, 'diptych.db'))
  before.prepare('DELETE FROM images WHERE sha256 = ?').run(sha.slice(3, -4))
  const live = before.prepare('SELECT count(*) FROM images WHERE deleted_at_ms IS NULL').pluck().get()
  before.close()
  await rm(join(folder, 'diptych.db'))
  await using library = await openTestLibrary({ folder })
  expect(library.operations.status({}).imageCount).toBe(live)
})

test('library.json of another library, or in pieces, is put right when everything else agrees', async () => {
  for (const text of ['{"id":', JSON.stringify({ id: crypto.randomUUID(), formatVersion: 1 })]) {
    await using temporary = await temporaryFolder()
    const folder = join(temporary.path, 'library')
    await cp(template, folder, { recursive: true })
    await writeFile(join(folder, 'library.json'), text)
    await using library = await openTestLibrary({ folder })
    expect(library.library.id).toBe(id)
    expect(library.operations.status({}).restored).toBe(null)
    expect(JSON.parse(await readFile(join(folder, 'library.json'), 'utf8'))).toEqual({ id, formatVersion: 1 })
    expect(await readdir(library.library.paths.quarantine)).toEqual([expect.stringMatching(/^library\.json-/)])
  }
})

test.each<[string, Damage]>([
  ['the new one is in place', async () => undefined],
  ['the old one is set aside', async (folder) => rename(join(folder, 'diptych.db'), join(folder, 'quarantine', 'x'))],
])('A restoration that ends before %s is done again', async (_, end) => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  await overwrite(folder, 0, new Uint8Array(100))
  await writeFile(join(folder, 'tmp', 'half.part'), 'half a database')
  await end(folder)
  await using library = await openTestLibrary({ folder })
  expect(rowsOf(library.library)).toEqual(rows)
  expect(await readdir(library.library.paths.tmp)).toEqual([])
})

test('Damage that shows while the library is open is noted, and the next opening restores', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  {
    await using library = await openTestLibrary({ folder })
    expect(library.operations.status({}).damage).toBe(null)
    // Behind the back of the connection, and so that it has to read it.
    library.library.db.pragma('wal_checkpoint(TRUNCATE)')
    library.library.db.pragma('cache_size = 0')
    const pages = Number(library.library.db.pragma('page_count', { simple: true }))
    for (let page = 2; page < pages; page += 1) await overwrite(folder, page * pageBytes, noise())
    expect(() => library.operations.recentGenerations({ limit: 10 })).toThrow('malformed')
    expect(library.operations.status).toBeDefined()
    expect(JSON.parse(await readFile(join(folder, 'damage.json'), 'utf8'))).toEqual({ detail: anyText })
  }
  await using library = await openTestLibrary({ folder })
  expect(rowsOf(library.library)).toEqual(rows)
  expect(library.operations.status({})).toMatchObject({ damage: null, restored: { fromBackupCount: 20 } })
})

test('Damage that was noted is restored, whatever the opening finds of it', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  {
    await using library = await openTestLibrary({ folder })
    library.operations.noteCheck({ problems: ['row 7 missing from index images_live'] })
  }
  await using library = await openTestLibrary({ folder })
  expect(library.operations.status({})).toMatchObject({ damage: null, restored: { fromFilesCount: 4 } })
  expect(rowsOf(library.library)).toEqual(rows)
})

test('A thousand pictures are rebuilt from their sidecars within ten seconds', { timeout: 120_000 }, async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  {
    await using library = await openTestLibrary({ folder })
    for (let count = 0; count < 100; count += 1)
      await library.generate([...Array.from({ length: 10 }, (_, position) => image(makePng(), position)), done])
  }
  for (const name of ['diptych.db', 'backups']) await rm(join(folder, name), { recursive: true })
  const startedAtMs = performance.now()
  const opened = await openLibrary(folder, testWorld)
  const tookMs = performance.now() - startedAtMs
  if (!opened.ok) throw new Error(opened.failure.kind)
  expect(opened.value.restored?.fromFilesCount).toBe(1000)
  expect(tookMs).toBeLessThan(10_000)
  await opened.value.close()
})
