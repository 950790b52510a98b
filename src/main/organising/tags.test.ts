import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { searchIds } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'

async function openTagged(): Promise<TestLibrary> {
  const library = await openTestLibrary()
  await library.generate([image(makePng()), image(makePng(), 1), image(makePng(), 2), done], '바다')
  const tag = (ids: number[], ...tags: string[]) =>
    library.operations.markImages({ ids, change: { kind: 'add-tags', tags } })
  tag([1, 2], 'Cat')
  tag([2, 3], 'Dog')
  tag([3], '\u1112\u1161\u11ab')
  return library
}
const tagsOf = ({ library: { db } }: TestLibrary): unknown =>
  db
    .prepare('SELECT image_id, name FROM image_tags JOIN tags ON tags.id = tag_id ORDER BY image_id, name_key')
    .raw()
    .all()
const start = [
  [1, 'Cat'],
  [2, 'Cat'],
  [2, 'Dog'],
  [3, 'Dog'],
  [3, '한'],
]
const undo = (library: TestLibrary, changed: ReturnType<TestLibrary['operations']['renameTag']>): unknown =>
  library.operations.undoChange({ undoId: changed.ok ? (changed.value.undoId ?? 0) : 0 })
const ofTags = { events: ['images.changed', 'organising.changed'], isIndexDue: false }

test('Tags are listed by use; pictures in the Trash do not count', async () => {
  await using library = await openTagged()
  library.operations.trashImages({ ids: [3], nowMs: 1 })
  expect(library.readOperations.listTags({})).toEqual([
    { name: 'Cat', imageCount: 2 },
    { name: 'Dog', imageCount: 1 },
    { name: '한', imageCount: 0 },
  ])
})

test('A new name is found instead of the old one, and taken back', async () => {
  await using library = await openTagged()
  const found = () => [searchIds(library.library, 'latin : cat'), searchIds(library.library, 'latin : tiger')]
  const renamed = library.operations.renameTag({ name: 'cAT', newName: ' Tiger ' })
  expect([tagsOf(library), found()]).toEqual([
    [
      [1, 'Tiger'],
      [2, 'Dog'],
      [2, 'Tiger'],
      [3, 'Dog'],
      [3, '한'],
    ],
    [[], [1, 2]],
  ])
  expect(undo(library, renamed)).toEqual(ofTags)
  expect([tagsOf(library), found()]).toEqual([start, [[1, 2], []]])
})

test('Renamed to the name of another, two tags become one; the undo parts them again', async () => {
  await using library = await openTagged()
  const merged = library.operations.renameTag({ name: 'Cat', newName: 'DOG' })
  expect(tagsOf(library)).toEqual([
    [1, 'Dog'],
    [2, 'Dog'],
    [3, 'Dog'],
    [3, '한'],
  ])
  expect(undo(library, merged)).toEqual(ofTags)
  expect(tagsOf(library)).toEqual(start)
})

test('The same name in other letters changes how it is written, nothing else', async () => {
  await using library = await openTagged()
  const renamed = library.operations.renameTag({ name: 'cat', newName: 'CAT' })
  expect(library.readOperations.listTags({}).map(({ name }) => name)).toEqual(['CAT', 'Dog', '한'])
  undo(library, renamed)
  expect(tagsOf(library)).toEqual(start)
  expect(library.operations.renameTag({ name: 'cat', newName: 'Cat' })).toEqual({
    ok: true,
    value: { undoId: null, events: [], isIndexDue: false },
  })
})

test('A tag that is removed leaves every picture, and comes back as it was written', async () => {
  await using library = await openTagged()
  const removed = library.operations.removeTag({ name: 'dog' })
  expect(tagsOf(library)).toEqual([
    [1, 'Cat'],
    [2, 'Cat'],
    [3, '한'],
  ])
  undo(library, removed)
  expect(tagsOf(library)).toEqual(start)
})

test('A tag that is not there is not found', async () => {
  await using library = await openTagged()
  const notFound = { ok: false, failure: { kind: 'not-found', what: 'tag' } }
  const { renameTag, removeTag } = library.operations
  expect([renameTag({ name: 'x', newName: 'y' }), removeTag({ name: 'x' })]).toEqual([notFound, notFound])
  expect(tagsOf(library)).toEqual(start)
})

test.each(['<b>"\'; DROP TABLE tags;--', 'a\u0000b', '\u202Eabc', '💩'.repeat(50), '%_[]', 'tag:"x"', '가\n나'])(
  'A tag called %j is kept as it is',
  async (name) => {
    await using library = await openTagged()
    library.operations.markImages({ ids: [1], change: { kind: 'add-tags', tags: [name] } })
    expect(library.readOperations.listTags({})).toContainEqual({ name, imageCount: 1 })
    expect(library.operations.removeTag({ name })).toMatchObject({ ok: true })
    expect(tagsOf(library)).toEqual(start)
  },
)
