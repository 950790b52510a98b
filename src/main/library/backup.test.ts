import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { type BackupFile, listBackups, newestGoodBackup, tooMany } from './backup-files.ts'
import { libraryPaths } from './library-paths.ts'
import { firstTables } from './migrations/0001-first-tables.ts'

const dayMs = 24 * 60 * 60 * 1000

const backupsIn = async (folder: string): Promise<readonly string[]> =>
  (await listBackups(libraryPaths(folder))).map(({ sequence, reason }) => `${sequence} ${reason}`)

const addPicture = (library: TestLibrary) => library.generate([image(makePng()), done])

const generationsIn = (path: string): unknown => {
  const db = new Sqlite(path, { readonly: true })
  try {
    return db.prepare('SELECT count(*) FROM generations').pluck().get()
  } finally {
    db.close()
  }
}

/** What the studio does with a daily backup, its check on the other thread included. */
async function backUpWhenDue({ operations, readOperations }: TestLibrary): Promise<void> {
  const path = await operations.copyForBackup({})
  if (path !== null) await operations.keepBackup({ path, problems: readOperations.problemsOfFile({ path }) })
}

test('Closing makes a backup when something was changed, and none otherwise', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  {
    await using _ = await openTestLibrary({ folder })
  }
  expect(await backupsIn(folder)).toEqual([])
  {
    await using library = await openTestLibrary({ folder })
    await addPicture(library)
  }
  expect(await backupsIn(folder)).toEqual(['1 close'])
  {
    await using library = await openTestLibrary({ folder })
    expect(library.operations.status({}).imageCount).toBe(1)
  }
  expect(await backupsIn(folder)).toEqual(['1 close'])
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('What a studio that was killed had changed is backed up by the next', async () => {
  await using temporary = await temporaryFolder()
  const [folder, left] = [join(temporary.path, 'open'), join(temporary.path, 'left')]
  {
    await using library = await openTestLibrary({ folder })
    await addPicture(library)
  }
  {
    await using library = await openTestLibrary({ folder })
    await addPicture(library)
    await cp(folder, left, { recursive: true, filter: (path) => !path.endsWith('-shm') })
  }
  {
    await using _ = await openTestLibrary({ folder: left })
  }
  expect(await backupsIn(left)).toEqual(['2 close', '1 close'])
  expect((await listBackups(libraryPaths(left))).map(({ path }) => generationsIn(path))).toEqual([2, 1])
})

test('A day of work is backed up once, whichever way the clock jumps', async () => {
  let nowMs = Date.UTC(2026, 0, 1)
  await using library = await openTestLibrary({ world: { nowMs: () => nowMs } })
  const after = async (ms: number): Promise<readonly string[]> => {
    nowMs += ms
    await backUpWhenDue(library)
    return backupsIn(library.folder)
  }
  expect(await after(0)).toEqual([])
  await addPicture(library)
  expect(await after(0)).toEqual(['1 daily'])
  expect(await after(2 * dayMs)).toEqual(['1 daily'])
  await addPicture(library)
  expect(await after(1)).toEqual(['2 daily', '1 daily'])
  await addPicture(library)
  expect(await after(dayMs / 2)).toEqual(['2 daily', '1 daily'])
  nowMs = 0
  expect(await after(0)).toEqual(['3 daily', '2 daily', '1 daily'])
  await addPicture(library)
  nowMs = Date.UTC(2100, 0, 1)
  expect(await after(0)).toEqual(['4 daily', '3 daily', '2 daily', '1 daily'])
  expect((await listBackups(library.library.paths)).map(({ path }) => generationsIn(path))).toEqual([4, 3, 2, 1])
})

test('Before the shape of the tables changes, what they hold is backed up', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const id = crypto.randomUUID()
  const db = new Sqlite(join(folder, 'diptych.db'))
  db.exec(firstTables.sql)
  db.prepare('INSERT INTO library (singleton, id) VALUES (1, ?)').run(id)
  db.exec(`PRAGMA user_version = 1;
    INSERT INTO generations (status, provider, connection_id, connection_label, model, typed_prompt, sent_prompt,
      requested_params, created_at_ms, failure, settled_at_ms)
    VALUES ('failed', 'sketch', 'c', 'c', 'm', 'a cat', 'a cat', '{}', 1, '{"kind":"offline"}', 2)`)
  db.close()
  await using library = await openTestLibrary({ folder })
  const [backup] = await listBackups(library.library.paths)
  expect(backup?.reason).toBe('migration')
  const kept = new Sqlite(backup?.path ?? '', { readonly: true })
  expect(kept.pragma('user_version', { simple: true })).toBe(1)
  kept.close()
})

test('Damage never becomes a backup: the next opening is told', async () => {
  await using library = await openTestLibrary()
  await addPicture(library)
  const path = (await library.operations.copyForBackup({})) ?? ''
  await library.operations.keepBackup({ path, problems: ['row 7 missing from index images_live'] })
  expect(await backupsIn(library.folder)).toEqual([])
  expect(await readdir(library.library.paths.tmp)).toEqual([])
  expect(library.operations.status({}).damage).toBe('row 7 missing from index images_live')
})

test('A backup that the disk refuses is told and does not keep the library from closing', async () => {
  await using temporary = await temporaryFolder()
  const library = await openTestLibrary({ folder: temporary.path })
  await addPicture(library)
  await rm(library.library.paths.backups, { recursive: true })
  await writeFile(library.library.paths.backups, 'in the way')
  await library[Symbol.asyncDispose]()
  expect(library.reports.map(String)).toEqual([expect.stringContaining('EEXIST')])
})

const backup = (sequence: number, reason: BackupFile['reason'], day: number): BackupFile => ({
  path: String(sequence),
  sequence,
  reason,
  madeAtMs: day * dayMs + sequence,
})

test.each([
  ['few', [backup(3, 'close', 2), backup(2, 'close', 2), backup(1, 'close', 2)], []],
  ['many of one day', [7, 6, 5, 4, 3, 2, 1].map((one) => backup(one, 'close', 2)), ['2', '1']],
  [
    'the days before, which stay before the rest of this one',
    [...[9, 8, 7, 6].map((one) => backup(one, 'close', 5)), ...[5, 4, 3].map((one) => backup(one, 'daily', one - 1))],
    ['7', '6'],
  ],
  [
    'one from before a change of shape',
    [...[9, 8, 7, 6, 5].map((one) => backup(one, 'close', 5)), backup(4, 'migration', 5)],
    ['5'],
  ],
  [
    'a clock that jumped: the newest is the newest by its number',
    [6, 5, 4, 3, 2, 1].map((one) => backup(one, 'daily', one === 6 ? 0 : 40_000 + one)),
    ['1'],
  ],
])('Of %s five backups stay', (_, newestFirst, gone) => {
  expect(tooMany(newestFirst).map(({ path }) => path)).toEqual(gone)
})

test('The newest backup that is good and of this library is found; names that are no backups are passed over', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  let id = ''
  {
    await using library = await openTestLibrary({ folder })
    await addPicture(library)
    id = library.library.id
  }
  const paths = libraryPaths(folder)
  const [good] = await listBackups(paths)
  if (good === undefined) throw new Error('There is no backup')
  const put = (sequence: string): Promise<void> =>
    cp(good.path, join(paths.backups, `${sequence}-daily-2026-01-01T00-00-00Z.db`))
  await put('000002')
  await put('000003')
  const change = (sequence: string, sql: string): void => {
    const db = new Sqlite(join(paths.backups, `${sequence}-daily-2026-01-01T00-00-00Z.db`))
    db.exec(sql)
    db.close()
  }
  change('000002', 'PRAGMA user_version = 99')
  change('000003', `UPDATE library SET id = '${crypto.randomUUID()}'`)
  await writeFile(join(paths.backups, '000004-daily-2026-01-01T00-00-00Z.db'), 'A broken backup. '.repeat(400))
  await writeFile(join(paths.backups, 'notes.txt'), 'x')
  // One that can be opened, and of which only a thorough look sees that a page of it is noise.
  const noise = await readFile(good.path)
  await writeFile(join(paths.backups, '000006-daily-2026-01-01T00-00-00Z.db'), noise.fill(7, 4 * 4096, 5 * 4096))
  await mkdir(join(paths.backups, '000005-daily-2026-01-01T00-00-00Z.db'))
  expect((await newestGoodBackup(paths, null))?.sequence).toBe(3)
  expect((await newestGoodBackup(paths, id))?.sequence).toBe(1)
})
