import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'

const rate = ({ operations }: TestLibrary, rating: number): number =>
  operations.markImages({ ids: [1], change: { kind: 'rating', rating } }).undoId ?? 0

test('A change is taken back once; the last two hundred can be', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  const { undoChange, getImage } = library.operations
  const undoIds = Array.from({ length: 202 }, (_, index) => rate(library, (index % 5) + 1))
  const undone = { events: ['images.changed'], isIndexDue: false }
  expect(
    [undoIds[0], undoIds[1], undoIds[2], undoIds.at(-1)].map((undoId) => undoChange({ undoId: undoId ?? 0 })),
  ).toEqual([null, null, undone, undone])
  expect(getImage({ id: 1 })?.image.rating).toBe(1)
  expect([undoChange({ undoId: undoIds.at(-1) ?? 0 }), undoChange({ undoId: 9999 })]).toEqual([null, null])
})

test('What is gone for good does not come back with an undo, and stands in its way no more than that', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), image(makePng(), 1), done], '바다')
  const { markImages, trashImages, emptyTrash, undoChange, addToCollection, createCollection, removeCollection } =
    library.operations
  const collection = createCollection({ name: 'a', parentId: null })
  const id = collection.ok ? collection.value.id : 0
  addToCollection({ collectionId: id, ids: [1, 2] })
  const undoIds = [
    markImages({ ids: [1, 2], change: { kind: 'add-tags', tags: ['t'] } }).undoId,
    markImages({ ids: [1, 2], change: { kind: 'remove-tags', tags: ['t'] } }).undoId,
    markImages({ ids: [1, 2], change: { kind: 'note', note: '섬' } }).undoId,
    trashImages({ ids: [1], nowMs: 5 }).undoId,
  ]
  const removed = removeCollection({ id })
  if (removed.ok) undoIds.push(removed.value.undoId)
  await emptyTrash({ deletedBeforeMs: null })
  for (const undoId of undoIds.slice(1).toReversed()) expect(undoChange({ undoId: undoId ?? 0 })).not.toBe(null)
  const { db } = library.library
  expect({
    images: db.prepare('SELECT id, note, deleted_at_ms FROM images').all(),
    tags: db.prepare('SELECT image_id, name FROM image_tags JOIN tags ON tags.id = tag_id').all(),
    collections: db.prepare('SELECT collection_id, image_id FROM collection_images').all(),
    found: library.find('바다'),
  }).toEqual({
    images: [{ id: 2, note: null, deleted_at_ms: null }],
    tags: [{ image_id: 2, name: 't' }],
    collections: [{ collection_id: id, image_id: 2 }],
    found: ['바다'],
  })
})

test('A change that the database refuses is no change, and can be tried again', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done])
  const { db } = library.library
  const undoId = rate(library, 3)
  db.exec(`CREATE TEMP TRIGGER refuse BEFORE UPDATE ON main.images BEGIN SELECT raise(ABORT, 'refused'); END`)
  expect(() => rate(library, 4)).toThrow('refused')
  expect(() => library.operations.undoChange({ undoId })).toThrow('refused')
  db.exec('DROP TRIGGER refuse')
  expect(library.operations.getImage({ id: 1 })?.image.rating).toBe(3)
  expect(library.operations.undoChange({ undoId })).toMatchObject({ events: ['images.changed'] })
  expect(library.operations.getImage({ id: 1 })?.image.rating).toBe(null)
})
