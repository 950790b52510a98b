import { cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { clientOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sha256Of } from './blob-store.ts'
import { careFor, startLibraryCare } from './library-care.ts'
import { blobPath } from './library-paths.ts'

const dayMs = 24 * 60 * 60 * 1000

async function care(library: TestLibrary, isFirst = true): Promise<readonly string[]> {
  const heard: string[] = []
  await careFor(clientOf(library), { isFirst, broadcast: (name) => heard.push(name) })
  return heard
}

test('A round keeps room in reserve, checks, sweeps and backs up', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  {
    await using library = await openTestLibrary({ folder })
    await library.generate([image(makePng()), done])
  }
  {
    await using library = await openTestLibrary({ folder, world: { nowMs: () => 5 * dayMs } })
    library.library.db.exec('DELETE FROM images')
  }
  await using library = await openTestLibrary({ folder, world: { nowMs: () => 9 * dayMs } })
  const { paths } = library.library
  expect(library.operations.isCheckDue({})).toBe(true)
  expect(await care(library)).toEqual(['images.changed'])
  expect(library.operations.isCheckDue({})).toBe(false)
  expect((await stat(paths.ballast)).size).toBe(8_000_000)
  expect(library.operations.status({}).imageCount).toBe(1)
  expect((await readdir(paths.backups)).filter((name) => name.includes('daily'))).toHaveLength(1)
  expect(await readdir(paths.tmp)).toEqual([])
})

test('Only the first round sweeps', async () => {
  await using library = await openTestLibrary()
  const { paths } = library.library
  const stranger = blobPath(paths, sha256Of(Buffer.from('x')), 'png')
  await mkdir(dirname(stranger), { recursive: true })
  await writeFile(stranger, 'x')
  await care(library, false)
  expect(await readdir(paths.quarantine)).toEqual([])
  await care(library)
  expect(await readdir(paths.quarantine)).toHaveLength(1)
})

test('A check is due after an unclean end, and a week after the last one, whichever way the clock jumps', async () => {
  await using temporary = await temporaryFolder()
  const [folder, left] = [join(temporary.path, 'open'), join(temporary.path, 'left')]
  const isDueAt = async (nowMs: number, at = folder): Promise<boolean> => {
    await using library = await openTestLibrary({ folder: at, world: { nowMs: () => nowMs } })
    return library.operations.isCheckDue({})
  }
  {
    await using library = await openTestLibrary({ folder, world: { nowMs: () => 100 * dayMs } })
    await library.generate([image(makePng()), done])
    await care(library)
    await cp(folder, left, { recursive: true, filter: (path) => !path.endsWith('-shm') })
  }
  expect([await isDueAt(101 * dayMs), await isDueAt(108 * dayMs), await isDueAt(0)]).toEqual([false, true, true])
  expect(await isDueAt(101 * dayMs, left)).toBe(true)
})

test('Damage that a check finds is told and noted', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  const client = clientOf(library)
  const heard: string[] = []
  await careFor(
    { ...client, reader: { ...client.reader, databaseProblems: async () => ['row 1 is missing'] } },
    { isFirst: false, broadcast: (name) => heard.push(name) },
  )
  expect(heard).toEqual(['library.changed'])
  expect(library.operations.status({}).damage).toBe('row 1 is missing')
})

test('Stopped before its time, care does nothing', async () => {
  await using library = await openTestLibrary()
  const started = startLibraryCare({
    opened: Promise.resolve({ ok: true, value: clientOf(library) }),
    broadcast: () => undefined,
    logDefect: (_, cause) => {
      throw cause
    },
  })
  await started.stop()
  expect((await stat(library.library.paths.ballast)).size).toBe(500_000)
})
