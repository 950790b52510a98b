import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { sidecarPath } from './library-paths.ts'
import { readSidecar } from './read-sidecars.ts'
import { createSidecarKeeper } from './sidecar-keeper.ts'

const ratingsIn = async ({ library }: TestLibrary): Promise<readonly unknown[]> => {
  const sha256s = library.db.prepare<[], string>('SELECT sha256 FROM images ORDER BY id').pluck().all()
  const sidecars = await Promise.all(sha256s.map((sha256) => readSidecar(library.paths, sha256)))
  return sidecars.map((sidecar) => sidecar?.images[0]?.marks.rating)
}

const addPictures = (library: TestLibrary, count: number) =>
  library.generate([...Array.from({ length: count }, (_, position) => image(makePng(), position)), done])

test('What was touched is written on closing at the latest', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  {
    await using library = await openTestLibrary({ folder })
    await addPictures(library, 3)
    library.library.db.exec('UPDATE images SET rating = id')
    library.library.sidecars.touch([1, 2, 3])
    expect(await ratingsIn(library)).toEqual([null, null, null])
  }
  await using library = await openTestLibrary({ folder })
  expect(await ratingsIn(library)).toEqual([1, 2, 3])
})

test('More than can be written on closing is noted down and written by the next run', async () => {
  await using temporary = await temporaryFolder()
  const folder = temporary.path
  const library = await openTestLibrary({ folder })
  await addPictures(library, 10)
  const { db, id, paths, blobs, world } = library.library
  db.exec('UPDATE images SET rating = 4')
  const keeper = createSidecarKeeper({ db, libraryId: id, paths, blobs, report: world.report, closeWithinMs: -1 })
  keeper.touch(Array.from({ length: 10 }, (_, index) => index + 1))
  await keeper.close()
  expect(existsSync(paths.sidecarsDue)).toBe(true)
  await library[Symbol.asyncDispose]()

  await using next = await openTestLibrary({ folder })
  expect(await ratingsIn(next)).toEqual(Array(10).fill(null))
  await next.library.sidecars.flush()
  expect(await ratingsIn(next)).toEqual(Array(10).fill(4))
  expect(existsSync(paths.sidecarsDue)).toBe(false)
})

test('What the disk refuses stays due; what cannot be composed does not hold up the rest', async () => {
  await using library = await openTestLibrary()
  await addPictures(library, 2)
  const { db, id, paths, blobs } = library.library
  db.exec('UPDATE images SET rating = 3')
  let isFull = true
  const diskFull = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  const keeper = createSidecarKeeper({
    db,
    libraryId: id,
    paths,
    blobs: {
      ...blobs,
      rewriteSidecars: (...given) => (isFull ? Promise.reject(diskFull) : blobs.rewriteSidecars(...given)),
    },
    report: () => undefined,
  })
  keeper.touch([1, 2])
  await expect(keeper.flush()).rejects.toBe(diskFull)
  isFull = false
  await keeper.flush()
  expect(await ratingsIn(library)).toEqual([3, 3])
})

test('A sidecar that another library wrote is told anew, not mixed with ours', async () => {
  await using library = await openTestLibrary()
  await addPictures(library, 1)
  const { paths, sidecars } = library.library
  const sha256 = library.library.db.prepare<[], string>('SELECT sha256 FROM images').pluck().get() ?? ''
  const ours = await readSidecar(paths, sha256)
  const other = crypto.randomUUID()
  await writeFile(sidecarPath(paths, sha256), JSON.stringify({ ...ours, libraryId: other }))
  sidecars.touch([1])
  await sidecars.flush()
  const told = await readSidecar(paths, sha256)
  expect(told?.libraryId).toBe(library.library.id)
  expect(told?.images.map((one) => (one.kind === 'generated' ? one.generation.origin : 'imported'))).toEqual([
    null,
    `${other}/1`,
  ])
})
