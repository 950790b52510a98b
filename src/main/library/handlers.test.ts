import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import type { Desktop } from '../desktop.ts'
import { createTaskRegistry } from '../tasks/task-registry.ts'
import { wordsIn } from '../words.ts'
import { createLibraryHandlers } from './handlers.ts'

function handlersOf(library: TestLibrary) {
  const asked: string[] = []
  const heard: string[] = []
  const ended = Promise.withResolvers<unknown>()
  const refuse = (): never => {
    throw new Error('Not asked for here')
  }
  const desktop = new Proxy<Partial<Desktop>>(
    {
      relaunch: () => asked.push('relaunch'),
      openFolder: async (path: string) => {
        asked.push(path)
      },
    },
    { get: (target, name) => Reflect.get(target, name) ?? refuse },
  )
  const tasks = createTaskRegistry({
    nowMs: () => 1,
    logDefect: (_, cause) => {
      throw cause
    },
    broadcast: (_, payload) => {
      if ('task' in payload && payload.task.state.kind !== 'running') ended.resolve(payload.task.state)
    },
  })
  const handlers = createLibraryHandlers({
    whenOpen: whenOpenOf(library),
    path: library.folder,
    isFixed: false,
    // Everything else throws.
    desktop: desktop as Desktop,
    words: () => wordsIn('en'),
    tasks,
    broadcast: (name) => heard.push(name),
    rememberFolder: refuse,
  })
  return { handlers, asked, heard, ended: ended.promise }
}

test('The status tells how the library is; of one that is away, why', async () => {
  await using temporary = await temporaryFolder()
  const [folder, unplugged] = [join(temporary.path, 'drive'), join(temporary.path, 'elsewhere')]
  await using library = await openTestLibrary({ folder })
  const { handlers } = handlersOf(library)
  const open = {
    kind: 'open',
    path: folder,
    isFixed: false,
    imageCount: 0,
    trashCount: 0,
    bytes: 0,
    recovered: { succeeded: 0, failed: 0, maybeBilled: 0 },
    restored: null,
    isReadOnly: false,
    damage: null,
  }
  expect(await handlers['library.status']()).toEqual({ ok: true, value: open })
  await rename(folder, unplugged)
  expect(await handlers['library.status']()).toMatchObject({
    ok: true,
    value: { kind: 'problem', path: folder, failure: { kind: 'library-missing', path: folder } },
  })
  await rename(unplugged, folder)
  expect(await handlers['library.status']()).toEqual({ ok: true, value: open })
})

test('A disk without room is told as a library that cannot be written to', async () => {
  await using library = await openTestLibrary({ world: { freeBytes: async () => 10_000 } })
  const { handlers } = handlersOf(library)
  expect(await handlers['library.status']()).toMatchObject({ value: { isReadOnly: true } })
})

test('Verifying is a task that ends with its report', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  const { handlers, heard, ended } = handlersOf(library)
  expect(await handlers['library.verify']()).toEqual({ ok: true, value: { taskId: 1 } })
  expect(await ended).toMatchObject({ kind: 'done', outcome: { kind: 'verify', filesChecked: 1, missing: [] } })
  expect(heard).toEqual(['library.changed'])
})

test('The quarantine is measured, shown and, by a person, emptied', async () => {
  await using library = await openTestLibrary()
  const { handlers, asked } = handlersOf(library)
  const { quarantine } = library.library.paths
  await mkdir(join(quarantine, 'folder'))
  await writeFile(join(quarantine, 'folder', 'a'), '123')
  await writeFile(join(quarantine, 'b'), '45')
  expect(await handlers['library.quarantine']()).toEqual({ ok: true, value: { fileCount: 2, bytes: 5 } })
  await handlers['library.showQuarantine']()
  expect(asked).toEqual([quarantine])
  expect(await handlers['library.emptyQuarantine']()).toEqual({ ok: true, value: { fileCount: 2 } })
  expect(await handlers['library.quarantine']()).toEqual({ ok: true, value: { fileCount: 0, bytes: 0 } })
})

test('Restarting is the desktop’s to do', async () => {
  await using library = await openTestLibrary()
  const { handlers, asked } = handlersOf(library)
  expect([handlers['library.restart'](), asked]).toEqual([{ ok: true, value: {} }, ['relaunch']])
})
