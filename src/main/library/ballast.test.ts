import { readdir, stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { dropBallast, keepBallast, withRoomToDelete } from './ballast.ts'

const sizeOf = async (path: string): Promise<number | null> => (await stat(path).catch(() => null))?.size ?? null
const diskFull = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })

test.each([
  [10 ** 9, 8_000_000],
  [100_000_000, 500_000],
  [3_000_000, null],
])('With %i bytes free, %s are held in reserve', async (freeBytes, kept) => {
  await using library = await openTestLibrary({ world: { freeBytes: async () => freeBytes } })
  const { paths } = library.library
  await keepBallast(library.library)
  await keepBallast(library.library)
  expect(await sizeOf(paths.ballast)).toBe(kept)
  expect(await readdir(paths.tmp)).toEqual([])
})

test('A full disk gets the reserve for a deletion, which is tried once more', async () => {
  await using library = await openTestLibrary()
  const { paths } = library.library
  await keepBallast(library.library)
  let tries = 0
  const deleteSomething = async (): Promise<string> => {
    tries += 1
    if ((await sizeOf(paths.ballast)) !== null) throw diskFull
    return 'deleted'
  }
  expect(await withRoomToDelete(library.library, deleteSomething)).toBe('deleted')
  expect(tries).toBe(2)
})

test('Without a reserve a full disk stays full, and other trouble is not repeated', async () => {
  await using library = await openTestLibrary()
  await dropBallast(library.library.paths)
  let tries = 0
  const fail = (cause: Error) => () => {
    tries += 1
    throw cause
  }
  await expect(withRoomToDelete(library.library, fail(diskFull))).rejects.toBe(diskFull)
  await keepBallast(library.library)
  const defect = new Error('a defect')
  await expect(withRoomToDelete(library.library, fail(defect))).rejects.toBe(defect)
  expect(tries).toBe(2)
})
