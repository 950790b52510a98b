import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { createTaskRegistry } from '../tasks/task-registry.ts'
import { createImportHandlers } from './handlers.ts'

async function open(chosen: Partial<Record<'pictures' | 'folder' | 'archive', string>>) {
  const library = await openTestLibrary()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const announced: string[] = []
  const logDefect = (_: string, cause: unknown): string => {
    throw cause
  }
  const tasks = createTaskRegistry({
    broadcast: (name, payload) => {
      if (name === 'task.changed' && 'task' in payload && payload.task.state.kind !== 'running') end()
    },
    nowMs: () => 0,
    logDefect,
  })
  const handlers = createImportHandlers({
    whenOpen: whenOpenOf(library),
    broadcast: (name) => announced.push(name),
    tasks,
    desktop: {
      choosePictures: async () => (chosen.pictures === undefined ? null : [chosen.pictures]),
      chooseFolderOfPictures: async () => chosen.folder ?? null,
      chooseArchive: async () => chosen.archive ?? null,
    },
    nowMs: () => 0,
  })
  return { library, tasks, handlers, announced, ended }
}

test.each(['pictures', 'folder'] as const)('Chosen %s become a task that ends with what came of it', async (what) => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'a.png')
  await writeFile(path, makePng())
  const { library, tasks, handlers, announced, ended } = await open({ pictures: path, folder: folder.path })
  await using _ = library
  const started = await handlers['import.choose']({ what: what === 'folder' ? 'folder' : 'files' })
  expect(started).toEqual({ ok: true, value: { taskId: 1 } })
  await ended
  expect(tasks.list()).toMatchObject([
    {
      kind: 'import',
      name: what === 'folder' ? basename(folder.path) : 'a.png',
      done: 1,
      total: 1,
      state: { kind: 'done', outcome: { kind: 'import', importedIds: [1], knownCount: 0, refusedCount: 0 } },
    },
  ])
  expect(announced).toEqual(['images.changed', 'organising.changed'])
})

test('An archive goes its own way, and says so when it is none', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'a.diptych')
  await writeFile(path, 'no archive')
  const { library, tasks, handlers, ended } = await open({ archive: path })
  await using _ = library
  expect(await handlers['import.choose']({ what: 'archive' })).toMatchObject({ ok: true })
  await ended
  expect(tasks.list()).toMatchObject([{ kind: 'import-archive', name: 'a.diptych', state: { kind: 'failed' } }])
})

test.each(['files', 'folder', 'archive'] as const)('A closed dialog for %s starts nothing', async (what) => {
  const { library, tasks, handlers } = await open({})
  await using _ = library
  expect([await handlers['import.choose']({ what }), tasks.list()]).toEqual([
    { ok: false, failure: { kind: 'cancelled' } },
    [],
  ])
})
