import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'

/** 여행 ⟩ 제주 ⟩ 밤, and 일; pictures 1 to 4. */
async function openCollected(): Promise<TestLibrary> {
  const library = await openTestLibrary()
  await library.generate([0, 1, 2, 3].map((position) => image(makePng(), position)).concat(done), '바다')
  const create = (name: string, parentId: number | null) => library.operations.createCollection({ name, parentId })
  create(' 여행 ', null)
  create('\u110c\u1166\u110c\u116e', 1)
  create('밤', 2)
  create('일', null)
  const put = (collectionId: number, ids: number[]) => library.operations.addToCollection({ collectionId, ids })
  put(1, [1])
  put(2, [1, 2])
  put(3, [2, 3])
  put(4, [4])
  return library
}
const listed = ({ readOperations }: TestLibrary): unknown =>
  readOperations.listCollections({}).map(({ id, parentId, name, imageCount }) => [id, parentId, name, imageCount])
const memberships = ({ library: { db } }: TestLibrary): unknown =>
  db.prepare('SELECT collection_id, image_id, added_at_ms FROM collection_images ORDER BY 1, 2').raw().all()
const start = [
  [1, null, '여행', 3],
  [2, 1, '제주', 3],
  [3, 2, '밤', 2],
  [4, null, '일', 1],
]
const undo = (
  { operations }: TestLibrary,
  changed: { readonly ok: boolean; readonly value?: { readonly undoId: number | null } },
): unknown => operations.undoChange({ undoId: changed.value?.undoId ?? 0 })
const ofNames = { events: ['organising.changed'], isIndexDue: false }
const ofMemberships = { events: ['images.changed', 'organising.changed'], isIndexDue: false }
const notFound = { ok: false, failure: { kind: 'not-found', what: 'collection' } }
const unchanged = { ok: true, value: { undoId: null, events: [], isIndexDue: false } }

test('A collection counts each live picture in it and below it once', async () => {
  await using library = await openCollected()
  expect(listed(library)).toEqual(start)
  library.operations.trashImages({ ids: [2, 4], nowMs: 1 })
  expect(listed(library)).toEqual([
    [1, null, '여행', 2],
    [2, 1, '제주', 2],
    [3, 2, '밤', 1],
    [4, null, '일', 0],
  ])
})

test('A collection is made where it belongs, or not at all', async () => {
  await using library = await openCollected()
  const { createCollection } = library.operations
  expect(createCollection({ name: ' 새것\udc00 ', parentId: 3 })).toEqual({
    ok: true,
    value: { id: 5, parentId: 3, name: '새것\ufffd', imageCount: 0 },
  })
  expect(createCollection({ name: 'x', parentId: 99 })).toEqual(notFound)
})

test('It is renamed and moved, and both are taken back', async () => {
  await using library = await openCollected()
  const { renameCollection, moveCollection } = library.operations
  const renamed = renameCollection({ id: 2, name: '제주도' })
  const moved = moveCollection({ id: 2, parentId: 4 })
  expect(listed(library)).toEqual([
    [1, null, '여행', 1],
    [2, 4, '제주도', 3],
    [3, 2, '밤', 2],
    [4, null, '일', 4],
  ])
  expect([undo(library, moved), undo(library, renamed)]).toEqual([ofNames, ofNames])
  expect(listed(library)).toEqual(start)
  const toTheTop = moveCollection({ id: 3, parentId: null })
  expect(listed(library)).toContainEqual([3, null, '밤', 2])
  undo(library, toTheTop)
  expect(listed(library)).toEqual(start)
  expect([
    renameCollection({ id: 2, name: ' 제주 ' }),
    moveCollection({ id: 2, parentId: 1 }),
    renameCollection({ id: 9, name: 'x' }),
    moveCollection({ id: 9, parentId: 1 }),
    moveCollection({ id: 1, parentId: 9 }),
  ]).toEqual([unchanged, unchanged, notFound, notFound, notFound])
})

test('It is never moved into itself or into what is inside it, not even by an undo', async () => {
  await using library = await openCollected()
  const { moveCollection } = library.operations
  const refused = { ok: false, failure: { kind: 'bad-request', field: 'parentId' } }
  expect([1, 2, 3].map((parentId) => moveCollection({ id: 1, parentId }))).toEqual([refused, refused, refused])
  expect(listed(library)).toEqual(start)

  const inner = moveCollection({ id: 2, parentId: null })
  const outer = moveCollection({ id: 1, parentId: 2 })
  undo(library, inner)
  expect(listed(library)).toEqual([
    [1, 2, '여행', 1],
    [2, null, '제주', 3],
    [3, 2, '밤', 2],
    [4, null, '일', 1],
  ])
  expect(undo(library, outer)).toEqual(ofNames)
})

test('Removed with what is inside it, it comes back with every picture', async () => {
  await using library = await openCollected()
  const before = memberships(library)
  const removed = library.operations.removeCollection({ id: 1 })
  expect(removed).toEqual({ ok: true, value: { undoId: 5, ...ofMemberships } })
  expect([listed(library), memberships(library)]).toEqual([[[4, null, '일', 1]], [[4, 4, 5000]]])
  expect(undo(library, removed)).toEqual(ofMemberships)
  expect([listed(library), memberships(library)]).toEqual([start, before])
  expect(library.operations.removeCollection({ id: 99 })).toEqual(notFound)
})

test('A collection whose outer one is gone for good comes back at the top', async () => {
  await using library = await openCollected()
  const inner = library.operations.removeCollection({ id: 2 })
  library.operations.removeCollection({ id: 1 })
  undo(library, inner)
  expect(listed(library)).toEqual([
    [2, null, '제주', 3],
    [3, 2, '밤', 2],
    [4, null, '일', 1],
  ])
})

test('Pictures are put in and taken out; the undo touches only those that were', async () => {
  await using library = await openCollected()
  const { addToCollection, removeFromCollection } = library.operations
  const before = memberships(library)
  const added = addToCollection({ collectionId: 3, ids: [1, 2, 77] })
  expect(listed(library)).toContainEqual([3, 2, '밤', 3])
  expect(undo(library, added)).toEqual(ofMemberships)
  expect(memberships(library)).toEqual(before)

  const removed = removeFromCollection({ collectionId: 3, ids: [1, 2, 3] })
  expect(listed(library)).toContainEqual([3, 2, '밤', 0])
  expect(undo(library, removed)).toEqual(ofMemberships)
  expect(memberships(library)).toEqual(before)

  expect([
    addToCollection({ collectionId: 3, ids: [2] }),
    removeFromCollection({ collectionId: 3, ids: [4] }),
    addToCollection({ collectionId: 9, ids: [2] }),
    removeFromCollection({ collectionId: 9, ids: [4] }),
  ]).toEqual([unchanged, unchanged, notFound, notFound])
})
