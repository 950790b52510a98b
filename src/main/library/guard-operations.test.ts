import { readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clientOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { LibraryProblemError } from './library-client.ts'
import { toLibraryProblem } from './library-problem.ts'
import { createProblemWatch } from './watch-problems.ts'
import { createWhenOpen } from './when-open.ts'

const draft = { connectionId: 'c', model: 'm', typedPrompt: 'a cat', params: { size: 'auto', n: 1 } } as const
const beginning = { draft, provider: 'sketch', connectionLabel: 'S', sentPrompt: 'a cat', createdAtMs: 1 } as const

test('While its folder is away a library says so, begins nothing and writes nowhere; back again, it works', async () => {
  await using temporary = await temporaryFolder()
  const [folder, unplugged] = [join(temporary.path, 'drive'), join(temporary.path, 'elsewhere')]
  await using library = await openTestLibrary({ folder })
  await library.generate([image(makePng()), done])
  const problemOf = async (act: () => unknown) => {
    try {
      return await act()
    } catch (cause) {
      return toLibraryProblem(cause, folder)?.kind
    }
  }
  const before = library.library.db.prepare('SELECT count(*) FROM generations').pluck().get()

  await rename(folder, unplugged)
  expect(
    await Promise.all([
      problemOf(() => library.operations.beginGeneration(beginning)),
      problemOf(() => library.operations.status({})),
      problemOf(() => library.operations.getImage({ id: 1 })),
      problemOf(() => library.operations.importImage({ bytes: makePng(), fileName: null, nowMs: 1 })),
      problemOf(() => library.readOperations.databaseProblems({})),
    ]),
  ).toEqual(Array(5).fill('library-missing'))
  expect(await readdir(temporary.path)).toEqual(['elsewhere'])
  expect(library.library.db.prepare('SELECT count(*) FROM generations').pluck().get()).toBe(before)

  await rename(unplugged, folder)
  expect(library.operations.status({}).imageCount).toBe(1)
  await library.generate([image(makePng()), done])
  expect(library.operations.status({}).imageCount).toBe(2)
})

test('An answer that arrives while the folder is away is kept in its spool for when it is back', async () => {
  await using temporary = await temporaryFolder()
  const [folder, unplugged] = [join(temporary.path, 'drive'), join(temporary.path, 'elsewhere')]
  await using library = await openTestLibrary({ folder })
  const out = await library.spooled([image(makePng()), done])
  await rename(folder, unplugged)
  expect(() => library.operations.settleGeneration({ id: out.id, nowMs: 1, durationMs: 1 })).toThrow('is not there')
  await rename(unplugged, folder)
  const settled = await library.operations.settleGeneration({ id: out.id, nowMs: 1, durationMs: 1 })
  expect(settled.kind === 'settled' && settled.generation.status).toBe('succeeded')
})

test('The page hears when the library went away, when it is back, and once of damage', async () => {
  await using temporary = await temporaryFolder()
  const [folder, unplugged] = [join(temporary.path, 'drive'), join(temporary.path, 'elsewhere')]
  await using library = await openTestLibrary({ folder })
  const back = Promise.withResolvers<void>()
  const heard: string[] = []
  const watch = createProblemWatch({
    folder,
    lookEveryMs: 5,
    broadcast: (name) => {
      heard.push(name)
      if (heard.length === 3) back.resolve()
    },
  })
  const whenOpen = createWhenOpen(Promise.resolve({ ok: true, value: clientOf(library) }), watch.see)
  const fail = (problem: LibraryProblemError['problem']) =>
    whenOpen(() => Promise.reject(new LibraryProblemError(problem)))
  const damaged = { kind: 'library-damaged', path: folder } as const
  expect(await fail(damaged)).toEqual({ ok: false, failure: damaged })
  await fail(damaged)
  expect(heard).toEqual(['library.changed'])

  await rename(folder, unplugged)
  const missing = { kind: 'library-missing', path: folder } as const
  await fail(missing)
  await fail(missing)
  expect(heard).toHaveLength(2)
  await rename(unplugged, folder)
  await back.promise
  watch.stop()
})

test('An operation that meets damage leaves a note for the next opening, once', async () => {
  await using library = await openTestLibrary()
  const { paths } = library.library
  expect(library.operations.status({}).damage).toBe(null)
  library.operations.noteCheck({ problems: ['row 1 is missing'] })
  library.operations.noteCheck({ problems: ['row 2 is missing'] })
  expect(JSON.parse(await readFile(paths.damage, 'utf8'))).toEqual({ detail: 'row 1 is missing' })
  expect(library.operations.isCheckDue({})).toBe(false)
})
