import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, testWorld } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sha256Of } from './blob-store.ts'
import { knownVersion } from './migrate.ts'
import { openLibrary } from './open-library.ts'

const anyText: unknown = expect.any(String)

const failureOf = async (folder: string, isCreationAllowed = true) => {
  const opened = await openLibrary(folder, testWorld, { isCreationAllowed })
  if (!opened.ok) return opened.failure
  await opened.value.close()
  return null
}

/** Every file of a library with the hash of its bytes, apart from the lock and SQLite's scratch memory. */
async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !/^lock\.db|-shm$/.test(entry.name))
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [path.slice(folder.length), sha256Of(await readFile(path))]
      }),
    ),
  )
}

/** A library as a crash leaves it: copied while it is open, its newest commits in the log only. */
async function copyUncleanly(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of ['diptych.db', 'diptych.db-wal', 'library.json']) await copyFile(join(from, name), join(to, name))
}

const holdLibrary = new URL('../../../test/support/hold-library.ts', import.meta.url)

/** Opens the library in a process of its own, which says how that went and ends with the test at the latest. */
async function openElsewhere(
  folder: string,
  options: { readonly uid?: number } = {},
): Promise<AsyncDisposable & { readonly said: unknown; readonly kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(holdLibrary), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...options,
  })
  const exited = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  const said: unknown[] = await once(child.stdout, 'data')
  return { said: JSON.parse(String(said[0])), kill, [Symbol.asyncDispose]: kill }
}

test('A new library is made whole: one id in folder and database, ready to use and to open again', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'deep', 'library')
  const first = await openTestLibrary({ folder })
  const id = first.library.id
  expect(JSON.parse(await readFile(join(folder, 'library.json'), 'utf8'))).toEqual({ id, formatVersion: 1 })
  expect(first.library.db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(first.operations.status({})).toEqual({
    path: folder,
    imageCount: 0,
    trashCount: 0,
    bytes: 0,
    recovered: { succeeded: 0, failed: 0, maybeBilled: 0 },
    restored: null,
    isReadOnly: false,
    damage: null,
    sqliteVersion: anyText,
  })
  await first[Symbol.asyncDispose]()
  await using again = await openTestLibrary({ folder })
  expect(again.library.id).toBe(id)
})

test('A second process is refused while the first is open, and let in when the first is killed', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  await using first = await openElsewhere(folder)
  expect(first.said).toEqual({ ok: true })
  await using second = await openElsewhere(folder)
  expect(second.said).toEqual({ ok: false, failure: { kind: 'library-locked', path: folder } })
  expect(await failureOf(folder)).toEqual({ kind: 'library-locked', path: folder })
  await first.kill()
  expect(await failureOf(folder)).toBe(null)
})

test('A lock file in pieces keeps nobody out, and locks again', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  for (const text of ['no database at all '.repeat(400), 'SQLite format 3\0 and then no more'.padEnd(5000, 'x')]) {
    await (await openTestLibrary({ folder }))[Symbol.asyncDispose]()
    await writeFile(join(folder, 'lock.db'), text)
    await using first = await openElsewhere(folder)
    expect(first.said).toEqual({ ok: true })
    expect(await failureOf(folder)).toEqual({ kind: 'library-locked', path: folder })
  }
})

test('A refused library is unlocked again', async () => {
  await using temporary = await temporaryFolder()
  await writeFile(join(temporary.path, 'library.json'), '{"id":"x"}')
  expect([await failureOf(temporary.path), await failureOf(temporary.path)].map((failure) => failure?.kind)).toEqual([
    'library-damaged',
    'library-damaged',
  ])
})

test('A newer database is refused and stays as it is, byte for byte', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  await (await openTestLibrary({ folder }))[Symbol.asyncDispose]()
  const db = new Sqlite(join(folder, 'diptych.db'))
  db.exec('CREATE TABLE of_tomorrow (a); PRAGMA user_version = 7')
  db.close()
  const before = await contentsOf(folder)
  expect(await failureOf(folder)).toEqual({ kind: 'library-newer', path: folder, version: 7 })
  expect(await contentsOf(folder)).toEqual(before)
})

test('A newer database is refused byte for byte too when its version stands in the log of an unclean end', async () => {
  await using temporary = await temporaryFolder()
  const [folder, left] = [join(temporary.path, 'open'), join(temporary.path, 'left')]
  const library = await openTestLibrary({ folder })
  library.library.db.exec('CREATE TABLE of_tomorrow (a); PRAGMA user_version = 7')
  await copyUncleanly(folder, left)
  await library[Symbol.asyncDispose]()

  const before = await contentsOf(left)
  // In the file itself, bytes 60 to 63, the version is still the old one.
  expect((await readFile(join(left, 'diptych.db'))).readUInt32BE(60)).toBe(knownVersion)
  expect(await failureOf(left)).toEqual({ kind: 'library-newer', path: left, version: 7 })
  expect(await contentsOf(left)).toEqual(before)
})

test('A folder layout of tomorrow is refused as well', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const { library, ...opened } = await openTestLibrary({ folder })
  await opened[Symbol.asyncDispose]()
  await writeFile(join(folder, 'library.json'), JSON.stringify({ id: library.id, formatVersion: 2, more: true }))
  expect(await failureOf(folder)).toEqual({ kind: 'library-newer', path: folder, version: 2 })
})

test.each<[string, (folder: string) => Promise<unknown>]>([
  ['a diptych.db that is none', (folder) => writeFile(join(folder, 'diptych.db'), 'My diary. '.repeat(800))],
  ['a library.json that is none', (folder) => writeFile(join(folder, 'library.json'), '{"id":')],
])('A folder with %s, without a picture or a backup, is refused and not touched', async (_, put) => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  await put(folder)
  const before = await contentsOf(folder)
  expect(await failureOf(folder)).toEqual({ kind: 'library-damaged', path: folder, detail: anyText })
  expect(await contentsOf(folder)).toEqual(before)
})

test('A library whose making was cut short is made again', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  await (await openTestLibrary({ folder }))[Symbol.asyncDispose]()
  await rm(join(folder, 'library.json'))
  expect(await failureOf(folder)).toBe(null)
  await truncate(join(folder, 'diptych.db'), 0)
  await rm(join(folder, 'library.json'))
  expect(await failureOf(folder)).toBe(null)
})

test('Where making one is not allowed, a folder without a library is missing one', async () => {
  await using temporary = await temporaryFolder()
  const missing = join(temporary.path, 'gone')
  expect(await failureOf(missing, false)).toEqual({ kind: 'library-missing', path: missing })
  expect(await failureOf(temporary.path, false)).toEqual({ kind: 'library-missing', path: temporary.path })
  await expect(stat(missing)).rejects.toThrow('ENOENT')
})

test('A file where the library should be is not a library', async () => {
  await using temporary = await temporaryFolder()
  const path = join(temporary.path, 'file')
  await writeFile(path, 'x')
  expect((await failureOf(join(path, 'inside')))?.kind).toBe('library-missing')
  expect((await failureOf(path))?.kind).toBe('library-missing')
})

test('What an unclean end left in tmp/ is swept', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  await (await openTestLibrary({ folder }))[Symbol.asyncDispose]()
  await writeFile(join(folder, 'tmp', 'a.part'), 'x')
  expect(await failureOf(folder)).toBe(null)
  expect(await readdir(join(folder, 'tmp'))).toEqual([])
})

test('A disk that fills up is named, and what was there can still be read', async () => {
  await using library = await openTestLibrary()
  const kept = await library.generate([image(makePng()), done])
  const { db } = library.library
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
  const begun = await library.operations.beginGeneration({
    draft: { connectionId: 'c1', model: 'm', typedPrompt: 'a cat '.repeat(10_000), params: { size: 'auto', n: 1 } },
    provider: 'sketch',
    connectionLabel: 'Sketch',
    sentPrompt: 'a cat',
    createdAtMs: 1,
  })
  expect(begun).toEqual({ ok: false, failure: { kind: 'disk-full', detail: anyText } })
  expect(library.operations.getGeneration({ id: kept.id })).toEqual(kept)
})
