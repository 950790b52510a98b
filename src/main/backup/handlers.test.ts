import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whenOpenOf } from '#test/support/client-of.ts'
import { fillLibrary } from '#test/support/fill-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { createTaskRegistry } from '../tasks/task-registry.ts'
import { wordsIn } from '../words.ts'
import { createBackupHandlers } from './handlers.ts'

function handlersOf(library: TestLibrary, chosen: string | null) {
  const tasks = createTaskRegistry({ broadcast: () => undefined, nowMs: () => 0, logDefect: String })
  let folder: string | null = null
  let relaunchCount = 0
  const handlers = createBackupHandlers({
    whenOpen: whenOpenOf(library),
    tasks,
    words: () => wordsIn('en'),
    folder: () => folder,
    rememberFolder: async (path) => {
      folder = path
    },
    desktop: {
      chooseFolder: async () => chosen,
      relaunch: () => {
        relaunchCount += 1
      },
    },
  })
  const ended = async (): Promise<unknown> => {
    await expect.poll(() => tasks.list().every(({ state }) => state.kind !== 'running')).toBe(true)
    return tasks.list()[0]?.state
  }
  return { handlers, ended, relaunchCount: () => relaunchCount }
}

test('A folder is chosen once, backed up to, and told of', async () => {
  await using place = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const folder = join(place.path, 'backup')
  await mkdir(folder)
  const { handlers, ended } = handlersOf(library, folder)
  expect(await handlers['backup.status']()).toEqual({
    ok: true,
    value: { folder: null, lastAtMs: null, isReachable: false },
  })
  expect(await handlers['backup.now']()).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
  expect(await handlers['backup.chooseFolder']()).toEqual({ ok: true, value: { folder } })
  expect(await handlers['backup.status']()).toEqual({ ok: true, value: { folder, lastAtMs: null, isReachable: true } })
  await handlers['backup.now']()
  expect(await ended()).toMatchObject({ kind: 'done', outcome: { kind: 'backup', path: folder, copiedCount: 4 } })
  expect(await handlers['backup.status']()).toEqual({ ok: true, value: { folder, lastAtMs: 5000, isReachable: true } })
  // The disk was taken away.
  await rm(folder, { recursive: true })
  expect(await handlers['backup.status']()).toEqual({ ok: true, value: { folder, lastAtMs: null, isReachable: false } })
  expect(await handlers['backup.now']()).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
})

test('A place inside the library is refused and not remembered', async () => {
  await using library = await openTestLibrary()
  const { handlers } = handlersOf(library, library.folder)
  expect(await handlers['backup.chooseFolder']()).toMatchObject({ ok: false, failure: { kind: 'bad-request' } })
  expect(await handlers['backup.status']()).toMatchObject({ value: { folder: null } })
})

test('An empty studio is restored from a backup and starts again; any other is not', async () => {
  await using place = await temporaryFolder()
  await using library = await openTestLibrary()
  await using empty = await openTestLibrary()
  await fillLibrary(library)
  // It holds other things, so the backup gets a folder of its own, and is found there.
  await writeFile(join(place.path, 'other'), '')
  const full = handlersOf(library, place.path)
  await full.handlers['backup.chooseFolder']()
  await full.handlers['backup.now']()
  await full.ended()
  expect(await full.handlers['backup.restore']()).toMatchObject({
    ok: false,
    failure: { kind: 'bad-request', field: 'library' },
  })

  const nowhere = handlersOf(empty, empty.folder)
  expect(await nowhere.handlers['backup.restore']()).toMatchObject({
    ok: false,
    failure: { kind: 'bad-request', field: 'folder' },
  })
  expect(await handlersOf(empty, null).handlers['backup.restore']()).toEqual({
    ok: false,
    failure: { kind: 'cancelled' },
  })

  const own = join(place.path, 'Diptych Backup')
  await writeFile(join(own, 'good.db'), '')
  const restoring = handlersOf(empty, place.path)
  await restoring.handlers['backup.restore']()
  expect(await restoring.ended()).toMatchObject({ kind: 'done', outcome: { kind: 'restore', imageCount: 5 } })
  expect(restoring.relaunchCount()).toBe(1)

  await writeFile(join(own, 'diptych.db'), 'damaged')
  await using another = await openTestLibrary()
  const damaged = handlersOf(another, own)
  await damaged.handlers['backup.restore']()
  expect(await damaged.ended()).toMatchObject({ kind: 'failed', failure: { kind: 'library-damaged', path: own } })
  expect(damaged.relaunchCount()).toBe(0)
})
