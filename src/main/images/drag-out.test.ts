import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { openDragFolder } from './drag-out.ts'

const throwIt = (cause: unknown): never => {
  throw cause
}

test('What is dropped elsewhere is called by its prompt and is a copy of its own', async () => {
  await using library = await openTestLibrary()
  await using profile = await temporaryFolder()
  const [first, second, third] = [makePng(), makePng(), makePng()]
  await library.generate([image(first), image(second, 1), done], '바다: 아침/저녁')
  await library.operations.importImage({ bytes: third, fileName: 'photo.PNG', nowMs: 7 })
  const originals = library.operations.namedOriginals({ ids: [3, 2, 1, 99] })
  const { take } = openDragFolder(join(profile.path, 'dragged'), throwIt)
  const taken = await take(originals)
  if (!taken.ok) throw new Error(taken.failure.kind)

  const names = ['photo 3.png', '바다 아침 저녁 2.png', '바다 아침 저녁 1.png']
  expect(taken.value.map((path) => basename(path))).toEqual(names)
  expect(await Promise.all(taken.value.map((path) => readFile(path)))).toEqual(
    [third, second, first].map((bytes) => Buffer.from(bytes)),
  )
  await writeFile(taken.value[0] ?? '', 'saved over')
  expect(await readFile(originals[0]?.path ?? '')).toEqual(Buffer.from(third))

  const again = await take(originals)
  if (!again.ok) throw new Error(again.failure.kind)
  expect(dirname(again.value[0] ?? '')).not.toBe(dirname(taken.value[0] ?? ''))
})

test('What was dragged in an earlier run is cleared', async () => {
  await using profile = await temporaryFolder()
  const folder = join(profile.path, 'dragged')
  await mkdir(join(folder, 'old'), { recursive: true })
  await writeFile(join(folder, 'old', 'picture.png'), 'x')
  expect(await openDragFolder(folder, throwIt).take([])).toEqual({ ok: true, value: [] })
  expect(existsSync(join(folder, 'old'))).toBe(false)
})

test('Without pixels there is nothing to drag', async () => {
  await using library = await openTestLibrary()
  await using profile = await temporaryFolder()
  await library.generate([image(makePng()), done])
  await library.operations.dropPixels({ ids: [1], nowMs: 5 })
  expect(library.operations.namedOriginals({ ids: [1] })).toEqual([])
  const gone = [{ sha256: 'a', path: join(profile.path, 'gone.png'), name: 'gone.png' }]
  expect(await openDragFolder(join(profile.path, 'dragged'), throwIt).take(gone)).toEqual({
    ok: false,
    failure: { kind: 'not-found', what: 'image' },
  })
})
