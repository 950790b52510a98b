import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

test('A copy opens as the same library with the same pictures', async () => {
  await using temporary = await temporaryFolder()
  const folder = join(temporary.path, 'copy')
  await using library = await openTestLibrary()
  const generation = await library.generate([image(makePng(), 0, 'a tabby'), image(makePng(), 1), done], '바다')
  const out = await library.spooled([image(makePng()), done])
  expect(await library.operations.copyLibraryTo({ folder })).toEqual({ ok: true, value: { path: folder } })

  await using copy = await openTestLibrary({ folder })
  expect(copy.library.id).toBe(library.library.id)
  expect(copy.operations.getGeneration({ id: generation.id })).toEqual(generation)
  expect(copy.operations.getGeneration({ id: out.id })?.status).toBe('succeeded')
  expect(copy.find('바다')).toEqual(['바다', '바다'])
  expect(await readdir(join(folder, 'blobs'), { recursive: true })).toEqual(
    expect.arrayContaining(await readdir(join(library.folder, 'blobs'), { recursive: true })),
  )
  expect(library.operations.getGeneration({ id: generation.id })).toEqual(generation)
})

test('A folder that holds something is left alone', async () => {
  await using temporary = await temporaryFolder()
  await using library = await openTestLibrary()
  await writeFile(join(temporary.path, 'mine.txt'), 'x')
  expect(await library.operations.copyLibraryTo({ folder: temporary.path })).toEqual({
    ok: false,
    failure: { kind: 'bad-request', field: 'folder' },
  })
  expect(await readdir(temporary.path)).toEqual(['mine.txt'])
})
