import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'

test('Many pictures are summed up: space once for each original, cost, and which tags how many have', async () => {
  await using library = await openTestLibrary()
  const [small, large] = [makePng(), makePng({ dataBytes: 900 })]
  await library.generate([image(small), image(large, 1), image(large, 2), done], 'sea')
  const { markImages, dropPixels } = library.operations
  library.library.db.exec('UPDATE images SET cost_micro_usd = 500 WHERE id < 3')
  markImages({ ids: [1, 2], change: { kind: 'add-tags', tags: ['winter'] } })
  markImages({ ids: [2], change: { kind: 'add-tags', tags: ['red'] } })

  const { summariseImages } = library.readOperations
  expect(summariseImages({ ids: [1, 2, 3, 99] })).toEqual({
    count: 3,
    bytes: small.byteLength + large.byteLength,
    costMicroUsd: 1000,
    tags: [
      { name: 'winter', imageCount: 2 },
      { name: 'red', imageCount: 1 },
    ],
  })
  await dropPixels({ ids: [1], nowMs: 60 })
  expect(summariseImages({ ids: [1] })).toEqual({
    count: 1,
    bytes: 0,
    costMicroUsd: 500,
    tags: [{ name: 'winter', imageCount: 1 }],
  })
})

test('What emptying the Trash would free is what it then frees', async () => {
  await using library = await openTestLibrary()
  const [first, second] = [makePng(), makePng({ dataBytes: 900 })]
  // The second original is shown by two images, of which one stays at first.
  await library.generate([image(first), image(second, 1), image(second, 2), done], 'sea')
  const { trashImages, emptyTrash } = library.operations
  const { measureTrash } = library.readOperations
  trashImages({ ids: [1], nowMs: 10 })
  trashImages({ ids: [2], nowMs: 20 })

  expect([measureTrash({ deletedBeforeMs: null }), measureTrash({ deletedBeforeMs: 15 })]).toEqual([
    { count: 2, bytes: first.byteLength },
    { count: 1, bytes: first.byteLength },
  ])
  trashImages({ ids: [3], nowMs: 30 })
  const measured = measureTrash({ deletedBeforeMs: null })
  expect(measured).toEqual({ count: 3, bytes: first.byteLength + second.byteLength })
  expect(await emptyTrash({ deletedBeforeMs: null })).toEqual({ count: measured.count, freedBytes: measured.bytes })
  expect(measureTrash({ deletedBeforeMs: null })).toEqual({ count: 0, bytes: 0 })
})

test('Chosen pictures are deleted for good only where they are in the Trash', async () => {
  await using library = await openTestLibrary()
  const [kept, gone] = [makePng(), makePng({ dataBytes: 900 })]
  await library.generate([image(kept), image(gone, 1), done], 'sea')
  library.operations.trashImages({ ids: [2], nowMs: 10 })
  expect(await library.operations.deleteForGood({ ids: [1, 2] })).toEqual({ count: 1, freedBytes: gone.byteLength })
  expect(library.find('sea')).toEqual(['sea'])
})
