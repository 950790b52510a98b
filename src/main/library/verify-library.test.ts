import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { clientOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import type { Progress } from '../tasks/task-context.ts'
import { sha256Of } from './blob-store.ts'
import { blobPath, sidecarPath } from './library-paths.ts'
import { readSidecar } from './read-sidecars.ts'
import { verifyLibrary } from './verify-library.ts'

const quiet = () => ({ signal: new AbortController().signal, report: () => undefined })

test('A sound library is found sound, and every file was read', async () => {
  await using library = await openTestLibrary()
  const bytes = [makePng(), makePng({ dataBytes: 100_000 }), makePng()]
  await library.generate([...bytes.map((one, position) => image(one, position)), done])
  const heard: Progress[] = []
  const verified = await verifyLibrary(clientOf(library), { ...quiet(), report: (progress) => heard.push(progress) })
  expect(verified).toEqual({
    ok: true,
    value: {
      kind: 'verify',
      filesChecked: 3,
      bytesChecked: bytes.reduce((sum, { byteLength }) => sum + byteLength, 0),
      databaseProblems: [],
      missing: [],
      damaged: [],
      adoptedCount: 0,
      quarantinedCount: 0,
      unsweptOrphanCount: 0,
    },
  })
  expect([heard[0], heard.at(-1)]).toEqual([
    { done: 0, total: 3 },
    { done: 3, total: 3 },
  ])
})

test('What is missing, damaged, unknown or unreadable is found, and what can be put right is', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const [gone, decayed, badSidecar, lost, dropped] = [makePng(), makePng(), makePng(), makePng(), makePng()]
  {
    await using library = await openTestLibrary({ folder })
    await library.generate([gone, decayed, badSidecar, lost, dropped].map((one, at) => image(one, at)).concat(done))
    await library.operations.dropPixels({ ids: [5], nowMs: 9 })
  }
  const stranger = makePng()
  await using library = await openTestLibrary({ folder })
  const { paths, db, sidecars } = library.library
  await rm(blobPath(paths, sha256Of(gone), 'png'))
  await writeFile(blobPath(paths, sha256Of(decayed), 'png'), 'decayed')
  await writeFile(sidecarPath(paths, sha256Of(badSidecar)), '{"half":')
  db.exec('DELETE FROM images WHERE id = 4')
  await mkdir(dirname(blobPath(paths, sha256Of(stranger), 'png')), { recursive: true })
  await writeFile(blobPath(paths, sha256Of(stranger), 'png'), stranger)

  const verified = await verifyLibrary(clientOf(library), quiet())
  expect(verified.ok && verified.value).toMatchObject({
    filesChecked: 4,
    databaseProblems: [],
    missing: [{ imageId: 1, sha256: sha256Of(gone) }],
    damaged: [{ imageId: 2, sha256: sha256Of(decayed) }],
    adoptedCount: 1,
    quarantinedCount: 1,
    unsweptOrphanCount: 0,
  })
  await sidecars.flush()
  expect((await readSidecar(paths, sha256Of(badSidecar)))?.images).toHaveLength(1)
  expect(library.operations.status({}).damage).toBe(null)
})

test('Rows that refer to nothing are reported, and are no reason to restore', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  library.library.db.exec('PRAGMA foreign_keys = OFF; INSERT INTO image_tags VALUES (1, 77)')
  const verified = await verifyLibrary(clientOf(library), quiet())
  expect(verified.ok && verified.value.databaseProblems).toEqual([
    expect.stringContaining('refers to a row of tags that is not there'),
  ])
  expect(library.operations.status({}).damage).toBe(null)
})

test('It can be stopped between files', async () => {
  await using library = await openTestLibrary()
  await library.generate([...Array.from({ length: 10 }, (_, position) => image(makePng(), position)), done])
  const stop = new AbortController()
  const heard: Progress[] = []
  const verifying = verifyLibrary(clientOf(library), {
    signal: stop.signal,
    report: (progress) => {
      heard.push(progress)
      if (progress.done > 0) stop.abort()
    },
  })
  await expect(verifying).rejects.toThrow('aborted')
  expect(heard.at(-1)).toEqual({ done: 8, total: 10 })
})
