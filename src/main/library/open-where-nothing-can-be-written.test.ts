import { spawnSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sha256Of } from './blob-store.ts'

const anyText: unknown = expect.any(String)
const useLibrary = fileURLToPath(new URL('../../../test/support/use-library.ts', import.meta.url))
const isRoot = process.getuid?.() === 0
const nobody = 65_534

const kept = await temporaryFolder()
const template = join(kept.path, 'library')
beforeAll(async () => {
  await using library = await openTestLibrary({ folder: template })
  for (let count = 0; count < 4; count += 1)
    await library.generate([image(makePng({ dataBytes: 100_000 })), done], 'a cat')
})
afterAll(() => kept[Symbol.asyncDispose]())

async function contentsOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [path.slice(folder.length), sha256Of(await readFile(path))] as const
      }),
    ),
  )
}

/** As someone who may only read it: root may write everywhere, so there another process runs as nobody. */
async function lookAt(folder: string): Promise<unknown> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const { parentPath, name } of entries) await chmod(join(parentPath, name), 0o555)
  await chmod(folder, 0o555)
  if (isRoot) {
    await chmod(join(folder, '..'), 0o755)
    for (const { parentPath, name } of entries) await chown(join(parentPath, name), nobody, nobody)
    await chown(folder, nobody, nobody)
  }
  const scratch = join(folder, '..', 'scratch')
  await mkdir(scratch)
  await chmod(scratch, 0o777)
  const child = spawnSync(process.execPath, [useLibrary, folder], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: scratch },
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  })
  // What was copied to be looked at goes when the library is closed.
  expect(await readdir(scratch)).toEqual([])
  await chmod(folder, 0o755)
  for (const { parentPath, name } of entries) await chmod(join(parentPath, name), 0o755)
  if (child.stdout === '') throw new Error(child.stderr)
  return JSON.parse(child.stdout)
}

const refused = { kind: 'library-read-only', detail: anyText }
const looked = {
  used: {
    imageCount: 4,
    prompt: 'a cat',
    isReadOnly: true,
    begun: refused,
    imported: refused,
    marked: 'EROFS',
    left: 4,
  },
  reports: [],
}

test('A library that this person may only read opens for looking, and nothing in it changes', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  const before = await contentsOf(folder)
  expect(await lookAt(folder)).toEqual(looked)
  expect(await contentsOf(folder)).toEqual(before)
})

test('So does one that another studio left uncleanly: its newest commits are in the log', async () => {
  await using temporary = await temporaryFolder()
  const [open, folder] = [join(temporary.path, 'open'), join(temporary.path, 'library')]
  await cp(template, open, { recursive: true })
  const library = await openTestLibrary({ folder: open })
  library.library.db.pragma('wal_checkpoint(TRUNCATE)')
  await library.generate([image(makePng()), done], 'a cat')
  await mkdir(folder)
  await cp(open, folder, { recursive: true, filter: (path) => !path.endsWith('-shm') })
  await library[Symbol.asyncDispose]()
  expect(await lookAt(folder)).toEqual({ ...looked, used: { ...looked.used, imageCount: 5, left: 5 } })
})

test('Even a damaged one is restored, in the copy that is looked at', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  await writeFile(join(folder, 'diptych.db'), 'A broken database. '.repeat(400))
  const before = await contentsOf(folder)
  expect(await lookAt(folder)).toEqual(looked)
  expect(await contentsOf(folder)).toEqual(before)
})

test('So are originals of which nothing tells any more', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  for (const name of ['diptych.db', 'backups']) await rm(join(folder, name), { recursive: true })
  for (const name of await readdir(join(folder, 'blobs'), { recursive: true }))
    if (name.endsWith('.json')) await rm(join(folder, 'blobs', name))
  const before = await contentsOf(folder)
  const { prompt: _, ...used } = looked.used
  expect(await lookAt(folder)).toEqual({ ...looked, used })
  expect(await contentsOf(folder)).toEqual(before)
})

/** On a file system of its own, without a byte left. */
function useOnFullDisk(folder: string, script: string): { readonly stdout: string; readonly stderr: string } {
  const commands = `
    mount -t tmpfs -o size=8m tmpfs "$DISK" && cp -r "$TEMPLATE" "$DISK/library" && cd "$DISK/library" && ${script}
    cat /dev/zero > "$DISK/fill" 2>/dev/null
    "$NODE" "$USE" "$DISK/library" delete`
  return spawnSync('unshare', ['-rm', 'sh', '-c', commands], {
    encoding: 'utf8',
    env: { ...process.env, DISK: folder, TEMPLATE: template, NODE: process.execPath, USE: useLibrary },
  })
}
const canMount = spawnSync('unshare', ['-rm', 'true']).status === 0
if (!canMount) process.stdout.write('SKIPPED: no user namespaces here, so no disk to fill.\n')

test.skipIf(!canMount)(
  'On a full disk the reserve lets the library open, refuse a picture and delete one',
  async () => {
    await using temporary = await temporaryFolder()
    const { stdout, stderr } = useOnFullDisk(temporary.path, 'true')
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      used: {
        imageCount: 4,
        prompt: 'a cat',
        isReadOnly: true,
        imported: { kind: 'disk-full', detail: anyText },
        deleted: 'done',
        left: 3,
      },
    })
  },
)

test.skipIf(!canMount)('Without a reserve a full disk leaves a library to look at', async () => {
  await using temporary = await temporaryFolder()
  const { stdout, stderr } = useOnFullDisk(temporary.path, 'rm ballast thumbs.db')
  expect(stderr).toBe('')
  const diskFull = { kind: 'disk-full', detail: anyText }
  expect(JSON.parse(stdout)).toEqual({
    used: {
      imageCount: 4,
      prompt: 'a cat',
      isReadOnly: true,
      begun: diskFull,
      imported: diskFull,
      marked: 'ENOSPC',
      deleted: 'ENOSPC',
      left: 4,
    },
    reports: [],
  })
})

test.skipIf(!canMount)('Without a reserve, backups before the newest make room as well', async () => {
  await using temporary = await temporaryFolder()
  // Of five that are kept there are usually four.
  const older = [1, 2, 3, 4].map((day) => `backups/000000-daily-2026-01-0${day}T00-00-00Z.db`)
  const copy = older.map((path) => `cp "$newest" ${path}`).join(' && ')
  const { stdout, stderr } = useOnFullDisk(temporary.path, `rm ballast && newest=$(ls backups/*.db) && ${copy}`)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toMatchObject({ used: { imageCount: 4, deleted: 'done', left: 3 } })
})

test('A studio that has the library open keeps it from being copied in the middle of a change', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'library')
  await cp(template, folder, { recursive: true })
  await rm(join(folder, 'thumbs.db'))
  await using _ = await openTestLibrary({ folder })
  expect(await lookAt(folder)).toEqual({ failure: 'library-locked', reports: [] })
})
