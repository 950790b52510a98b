import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { TaskOutcome } from '#shared/task.ts'
import { whenOpenOf } from '#test/support/client-of.ts'
import { fillLibrary } from '#test/support/fill-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import type { Printed } from '../desktop.ts'
import { createTaskRegistry } from '../tasks/task-registry.ts'
import { wordsIn } from '../words.ts'
import { createExportHandlers } from './handlers.ts'

/** The handlers with a person who answers every dialog with `chosen`, and what that person saw. */
function handlersOf(library: TestLibrary, chosen: string | null, printed: Printed = { kind: 'printed' }) {
  const tasks = createTaskRegistry({ broadcast: () => undefined, nowMs: () => 0, logDefect: String })
  const asked: string[] = []
  const pages: string[] = []
  const handlers = createExportHandlers({
    whenOpen: whenOpenOf(library),
    tasks,
    words: () => wordsIn('en'),
    language: () => 'en',
    nowMs: () => new Date(2026, 10, 20, 9).getTime(),
    desktop: {
      chooseFolder: async (title) => {
        asked.push(title)
        return chosen
      },
      chooseSaveFile: async (name, extension, title) => {
        asked.push(`${title}: ${name} (${extension})`)
        return chosen
      },
      makePdf: async (page) => {
        pages.push(page)
        return Buffer.from('%PDF')
      },
      printPage: async (page) => {
        pages.push(page)
        return printed
      },
    },
  })
  const outcome = async (): Promise<TaskOutcome> => {
    await expect.poll(() => tasks.list().every(({ state }) => state.kind !== 'running')).toBe(true)
    const [task] = tasks.list()
    if (task?.state.kind !== 'done') throw new Error(`Not done: ${JSON.stringify(task)}`)
    return task.state.outcome
  }
  return { handlers, tasks, asked, pages, outcome }
}

test('Pictures are exported as a task, after asking where', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const { handlers, tasks, asked, outcome } = handlersOf(library, folder.path)
  const order = { ids: [1, 2], form: 'original' as const, nameTemplate: '{id}' }
  expect(await handlers['export.images'](order)).toEqual({ ok: true, value: { taskId: 1 } })
  expect(await outcome()).toMatchObject({ kind: 'export', path: folder.path, fileCount: 2 })
  expect(tasks.list()[0]?.name).toBe(basename(folder.path))
  expect(asked).toEqual(['Choose a folder for the pictures'])
})

test('A template with a field that does not exist is refused before anything is asked', async () => {
  await using library = await openTestLibrary()
  const { handlers, asked } = handlersOf(library, null)
  const order = { ids: [1], form: 'copy' as const, nameTemplate: '{seed}' }
  expect(await handlers['export.images'](order)).toMatchObject({
    ok: false,
    failure: { kind: 'bad-request', field: 'nameTemplate' },
  })
  expect(asked).toEqual([])
})

test('A closed dialog begins nothing', async () => {
  await using library = await openTestLibrary()
  const { handlers, tasks } = handlersOf(library, null)
  const cancelled = { ok: false, failure: { kind: 'cancelled' } }
  expect(await handlers['export.images']({ ids: [1], form: 'copy', nameTemplate: 'x' })).toEqual(cancelled)
  expect(await handlers['export.records']({ ids: null, format: 'csv' })).toEqual(cancelled)
  expect(await handlers['export.archive']({ ids: null })).toEqual(cancelled)
  expect(await handlers['export.contactSheet']({ ids: [1], to: 'pdf' })).toEqual(cancelled)
  expect(tasks.list()).toEqual([])
})

test('Records and archives get their extension where the person left it out, and never take another file’s place by that', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  await writeFile(join(folder.path, 'all.csv'), 'mine')
  const { handlers, asked, outcome } = handlersOf(library, join(folder.path, 'all'))
  await handlers['export.records']({ ids: null, format: 'csv' })
  expect(await outcome()).toMatchObject({ path: join(folder.path, 'all (2).csv') })
  await handlers['export.archive']({ ids: null })
  expect(await outcome()).toMatchObject({ path: join(folder.path, 'all.diptych') })
  expect(await readFile(join(folder.path, 'all.csv'), 'utf8')).toBe('mine')
  expect(asked).toEqual(['Export: Diptych 2026-11-20.csv (csv)', 'Export: Diptych 2026-11-20.diptych (diptych)'])
})

test('A contact sheet becomes a PDF, or goes to the printer', async () => {
  await using folder = await temporaryFolder()
  await using library = await openTestLibrary()
  await fillLibrary(library)
  const path = join(folder.path, 'sheet.pdf')
  const pdf = handlersOf(library, path)
  expect(await pdf.handlers['export.contactSheet']({ ids: [1, 4], to: 'pdf' })).toEqual({ ok: true, value: {} })
  expect(await readFile(path, 'utf8')).toBe('%PDF')
  expect(pdf.pages).toEqual([expect.stringMatching(/^\/index\.html\?theme=light&lang=en#sheet=/)])

  const gone = handlersOf(library, join(folder.path, 'gone', 'sheet.pdf'))
  expect(await gone.handlers['export.contactSheet']({ ids: [1], to: 'pdf' })).toMatchObject({
    ok: false,
    failure: { kind: 'bad-request', field: 'path' },
  })

  const order = { ids: [1], to: 'printer' as const }
  const answers: readonly (readonly [Printed, unknown])[] = [
    [{ kind: 'printed' }, { ok: true, value: {} }],
    [{ kind: 'cancelled' }, { ok: false, failure: { kind: 'cancelled' } }],
    [
      { kind: 'failed', reason: 'No printers' },
      { ok: false, failure: { kind: 'bad-request', field: 'printer', detail: 'No printers' } },
    ],
  ]
  for (const [printed, answer] of answers)
    expect(await handlersOf(library, null, printed).handlers['export.contactSheet'](order)).toEqual(answer)
})
