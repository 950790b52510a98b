import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { makePng } from '#test/support/make-picture.ts'
import { searchIds } from '#test/support/marked-library.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { sidecarPath } from '../library/library-paths.ts'
import { parseSidecar } from '../library/sidecar.ts'

const threePictures = async (library: TestLibrary): Promise<void> => {
  await library.generate([image(makePng()), image(makePng(), 1), image(makePng(), 2), done], '바다')
}

/** All marks of all images, in one object each. */
const marksOf = ({ library: { db } }: TestLibrary): readonly unknown[] =>
  db
    .prepare(
      `SELECT id, is_favorite AS favorite, rating, note, deleted_at_ms AS deleted,
         (SELECT group_concat(name, ',') FROM (
           SELECT name FROM image_tags JOIN tags ON tags.id = tag_id WHERE image_id = images.id ORDER BY name_key
         )) AS tags
       FROM images ORDER BY id`,
    )
    .all()
const unmarked = { favorite: 0, rating: null, note: null, deleted: null, tags: null }

test('Every mark is set on many at once, and one undo brings back what each of them had', async () => {
  await using library = await openTestLibrary()
  await threePictures(library)
  const { markImages, undoChange, trashImages, restoreImages } = library.operations
  const before = {
    favorite: markImages({ ids: [2], change: { kind: 'favorite', isFavorite: true } }),
    rating: markImages({ ids: [1], change: { kind: 'rating', rating: 2 } }),
    note: markImages({ ids: [3], change: { kind: 'note', note: 'old' } }),
    tags: markImages({ ids: [1, 2], change: { kind: 'add-tags', tags: ['Sea'] } }),
    trash: trashImages({ ids: [3], nowMs: 50 }),
  }
  expect(Object.values(before).map(({ undoId }) => undoId)).toEqual([1, 2, 3, 4, 5])
  const start = [
    { ...unmarked, id: 1, rating: 2, tags: 'Sea' },
    { ...unmarked, id: 2, favorite: 1, tags: 'Sea' },
    { ...unmarked, id: 3, note: 'old', deleted: 50 },
  ]
  expect(marksOf(library)).toEqual(start)

  const ids = [1, 2, 3, 99]
  const changed = [
    markImages({ ids, change: { kind: 'favorite', isFavorite: true } }),
    markImages({ ids, change: { kind: 'rating', rating: 5 } }),
    markImages({ ids, change: { kind: 'note', note: ' 새벽 \ud800' } }),
    markImages({ ids, change: { kind: 'add-tags', tags: ['  sea ', '바다', 'SEA'] } }),
    trashImages({ ids, nowMs: 70 }),
  ]
  const all = { favorite: 1, rating: 5, note: ' 새벽 \ufffd', tags: 'Sea,바다' }
  expect(marksOf(library)).toEqual([
    { ...all, id: 1, deleted: 70 },
    { ...all, id: 2, deleted: 70 },
    { ...all, id: 3, deleted: 50 },
  ])
  expect(changed.map(({ events }) => events)).toEqual([
    ['images.changed'],
    ['images.changed'],
    ['images.changed'],
    ['images.changed', 'organising.changed'],
    ['images.changed', 'organising.changed'],
  ])

  for (const { undoId, events } of changed.toReversed())
    expect(undoChange({ undoId: undoId ?? 0 })).toEqual({ events, isIndexDue: false })
  expect(marksOf(library)).toEqual(start)
  const restored = restoreImages({ ids })
  const untagged = markImages({ ids, change: { kind: 'remove-tags', tags: ['sea', 'nothing'] } })
  expect(marksOf(library)).toEqual([
    { ...unmarked, id: 1, rating: 2 },
    { ...unmarked, id: 2, favorite: 1 },
    { ...unmarked, id: 3, note: 'old' },
  ])
  expect(library.library.db.prepare('SELECT name FROM tags').all()).toEqual([])
  for (const { undoId } of [untagged, restored]) undoChange({ undoId: undoId ?? 0 })
  expect(marksOf(library)).toEqual(start)
})

test('What changes nothing has no undo', async () => {
  await using library = await openTestLibrary()
  await threePictures(library)
  const { markImages, trashImages, restoreImages } = library.operations
  const nothing = { undoId: null, events: [], isIndexDue: false }
  expect([
    markImages({ ids: [1, 2], change: { kind: 'favorite', isFavorite: false } }),
    markImages({ ids: [1, 2], change: { kind: 'rating', rating: null } }),
    markImages({ ids: [1], change: { kind: 'note', note: '  \n ' } }),
    markImages({ ids: [77], change: { kind: 'add-tags', tags: ['new'] } }),
    markImages({ ids: [1], change: { kind: 'remove-tags', tags: ['new'] } }),
    trashImages({ ids: [77], nowMs: 1 }),
    restoreImages({ ids: [1, 2] }),
  ]).toEqual(Array.from({ length: 7 }, () => nothing))
  expect(library.library.db.prepare('SELECT name FROM tags').all()).toEqual([])
})

test('Notes and tags are found by search as long as they are there', async () => {
  await using library = await openTestLibrary()
  await threePictures(library)
  const { markImages, undoChange } = library.operations
  const found = () => [searchIds(library.library, 'latin : harbour'), searchIds(library.library, 'latin : "dawn"')]
  const note = markImages({ ids: [2], change: { kind: 'note', note: 'Harbour at dawn' } })
  const tag = markImages({ ids: [1, 3], change: { kind: 'add-tags', tags: ['Dawn'] } })
  expect(found()).toEqual([[2], [1, 2, 3]])
  undoChange({ undoId: note.undoId ?? 0 })
  expect(found()).toEqual([[], [1, 3]])
  undoChange({ undoId: tag.undoId ?? 0 })
  expect(found()).toEqual([[], []])
})

test('The sidecar says what the rows say', async () => {
  await using library = await openTestLibrary()
  await threePictures(library)
  library.operations.markImages({ ids: [2], change: { kind: 'add-tags', tags: ['Dawn'] } })
  const rated = library.operations.markImages({ ids: [2], change: { kind: 'rating', rating: 4 } })
  const marksInFile = async () => {
    await library.library.sidecars.flush()
    const sha256 = library.operations.getImage({ id: 2 })?.image.sha256 ?? ''
    const sidecar = parseSidecar(await readFile(sidecarPath(library.library.paths, sha256), 'utf8'))
    return sidecar?.images.map(({ marks: { rating, tags } }) => ({ rating, tags }))
  }
  expect(await marksInFile()).toEqual([{ rating: 4, tags: ['Dawn'] }])
  library.operations.undoChange({ undoId: rated.undoId ?? 0 })
  expect(await marksInFile()).toEqual([{ rating: null, tags: ['Dawn'] }])
})
