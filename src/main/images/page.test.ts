import { expect, test } from 'vitest'
import type { ImageFilter } from '#shared/image.ts'
import { noFilter } from '#shared/no-filter.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { insertImage } from './table.ts'

const idsOf = (library: TestLibrary, filter: Partial<ImageFilter>): readonly number[] =>
  library.operations
    .imagePage({ filter: { ...noFilter, ...filter }, beforeId: null, limit: 100 })
    .images.map(({ id }) => id)

/** Rows without bytes: enough for everything that only reads the table. */
function addRows(library: TestLibrary, count: number): void {
  const { db } = library.library
  db.transaction(() => {
    for (let index = 0; index < count; index += 1)
      insertImage(db, {
        generationId: null,
        position: 0,
        sha256: index.toString(16).padStart(64, '0'),
        format: 'png',
        width: 1,
        height: 1,
        bytes: 1,
        revisedPrompt: null,
        importedFileName: `${index}.png`,
        createdAtMs: index,
      })
  })()
}

test('A page holds what the grid shows, newest first', async () => {
  await using library = await openTestLibrary()
  const generation = await library.generate([image(makePng()), done], 'x'.repeat(300))
  const bytes = makePng({ width: 20, height: 10 })
  const imported = await library.operations.importImage({ bytes, fileName: '바다.png', nowMs: 3000 })
  if (!imported.ok || generation.status !== 'succeeded') throw new Error('not saved')
  expect(library.operations.imagePage({ filter: noFilter, beforeId: null, limit: 10 })).toEqual({
    images: [
      {
        id: 2,
        generationId: null,
        sha256: imported.value.sha256,
        format: 'png',
        width: 20,
        height: 10,
        isFavorite: false,
        rating: null,
        createdAtMs: 3000,
        caption: '바다.png',
      },
      {
        id: 1,
        generationId: 1,
        sha256: generation.images[0]?.sha256,
        format: 'png',
        width: 640,
        height: 480,
        isFavorite: false,
        rating: null,
        createdAtMs: 2000,
        caption: 'x'.repeat(200),
      },
    ],
    nextBeforeId: null,
  })
})

test('Pages follow each other without a gap or a repetition, also when images arrive between', async () => {
  await using library = await openTestLibrary()
  addRows(library, 25)
  const seen: number[] = []
  for (let beforeId: number | null = null; ; ) {
    const page = library.operations.imagePage({ filter: noFilter, beforeId, limit: 10 })
    seen.push(...page.images.map(({ id }) => id))
    addRows(library, 1)
    if (page.nextBeforeId === null) break
    beforeId = page.nextBeforeId
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index))
})

test('A page that ends exactly with the last image has none after it', async () => {
  await using library = await openTestLibrary()
  addRows(library, 10)
  expect(library.operations.imagePage({ filter: noFilter, beforeId: null, limit: 10 }).nextBeforeId).toBe(null)
})

test('Each filter narrows, alone and together', async () => {
  await using library = await openTestLibrary()
  await library.generate([image(makePng()), done], 'a 고양이 by the sea')
  const sketched = await library.spooled([image(makePng()), image(makePng(), 1), done], 'a dog', 'sketch')
  await library.operations.settleGeneration({ id: sketched.id, nowMs: 3000, durationMs: 1 })
  await library.operations.importImage({ bytes: makePng(), fileName: 'cat.png', nowMs: 4000 })
  library.operations.setFavorite({ id: 3, isFavorite: true })
  library.operations.trashImages({ ids: [1], nowMs: 9 })

  expect(idsOf(library, {})).toEqual([4, 3, 2])
  expect(idsOf(library, { isTrash: true })).toEqual([1])
  expect(idsOf(library, { query: '양이' })).toEqual([])
  expect(idsOf(library, { query: '양이', isTrash: true })).toEqual([1])
  expect(idsOf(library, { query: 'cat' })).toEqual([4])
  expect(idsOf(library, { query: 'dog', isFavoriteOnly: true })).toEqual([3])
  expect(idsOf(library, { query: '!!' })).toEqual([])
  expect(idsOf(library, { isFavoriteOnly: true })).toEqual([3])
  expect(idsOf(library, { provider: 'sketch' })).toEqual([3, 2])
  expect(idsOf(library, { model: 'gpt-image-1', provider: 'openai-images', isTrash: true })).toEqual([1])
  expect(idsOf(library, { model: 'another' })).toEqual([])
  expect(idsOf(library, { fromMs: 3000, beforeMs: 4000 })).toEqual([3, 2])
  expect(library.operations.imageCount({ filter: { ...noFilter, query: 'dog' } })).toBe(2)
  expect(library.operations.imageFacets({})).toEqual({
    providers: ['openai-images', 'sketch'],
    models: ['gpt-image-1'],
  })
})

test('A search pages like everything else', async () => {
  await using library = await openTestLibrary()
  for (let index = 0; index < 5; index += 1) await library.generate([image(makePng()), done], '바다')
  const first = library.operations.imagePage({ filter: { ...noFilter, query: '바' }, beforeId: null, limit: 3 })
  const second = library.operations.imagePage({
    filter: { ...noFilter, query: '바' },
    beforeId: first.nextBeforeId,
    limit: 3,
  })
  expect([first, second].map(({ images }) => images.map(({ id }) => id))).toEqual([
    [5, 4, 3],
    [2, 1],
  ])
})

test('Counting stops at 1001', async () => {
  await using library = await openTestLibrary()
  addRows(library, 1200)
  expect(library.operations.imageCount({ filter: noFilter })).toBe(1001)
})

test('Pages of the library, of favourites and of the Trash are read from their covering index', async () => {
  await using library = await openTestLibrary()
  const { db } = library.library
  const plans = ['trashed_at_ms IS NULL', 'trashed_at_ms IS NULL AND is_favorite = 1', 'trashed_at_ms IS NOT NULL'].map(
    (where) =>
      db
        .prepare<[], { readonly detail: string }>(
          `EXPLAIN QUERY PLAN SELECT i.id, i.generation_id, i.sha256, i.format, i.width, i.height, i.is_favorite,
             i.rating, i.created_at_ms, substr(coalesce(g.typed_prompt, i.imported_file_name, ''), 1, 200) AS caption
           FROM images i LEFT JOIN generations g ON g.id = i.generation_id
           WHERE ${where} AND i.id < 50 ORDER BY i.id DESC LIMIT 60`,
        )
        .all()
        .map(({ detail }) => detail),
  )
  const lookUp = 'SEARCH g USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN'
  expect(plans).toEqual([
    ['SEARCH i USING COVERING INDEX images_live (id<?)', lookUp],
    ['SEARCH i USING COVERING INDEX images_favorite (id<?)', lookUp],
    ['SEARCH i USING COVERING INDEX images_in_trash (id<?)', lookUp],
  ])
})
