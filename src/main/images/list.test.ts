import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arrangement, ImageList, ImageQuery } from '#shared/image-query.ts'
import { addFailed, addGenerated, addImported, openRows } from '#test/support/picture-rows.ts'
import type { Db } from '../library/database.ts'
import { imageCards } from './cards.ts'
import { findSource } from './find-source.ts'
import { firstImages, isQuick } from './first-images.ts'
import { listImages, orderOf } from './list.ts'

const everything: ImageQuery = { text: '', place: 'library', collectionId: null }
const plain: Arrangement = { sort: 'newest', groupBy: 'none', isStacked: false }
const nowMs = 0

const list = (db: Db, arrangement: Partial<Arrangement>, query: Partial<ImageQuery> = {}): ImageList =>
  listImages(db, { query: { ...everything, ...query }, arrangement: { ...plain, ...arrangement } }, nowMs)
const idsOf = (db: Db, arrangement: Partial<Arrangement>, query: Partial<ImageQuery> = {}): readonly number[] => [
  ...list(db, arrangement, query).ids,
]

const day = (date: number, hour = 12): number => new Date(2026, 10, date, hour).getTime()

test('Pictures are sorted by age, by stars and by cost, what has none last, in the library as in the Trash', () => {
  const db = openRows()
  for (const deletedAtMs of [undefined, 5]) {
    const thrown = deletedAtMs === undefined ? {} : { deletedAtMs }
    addGenerated(db, { typedPrompt: 'a', rating: 3, costMicroUsd: 10, ...thrown })
    addGenerated(db, { typedPrompt: 'b', ...thrown })
    addGenerated(db, { typedPrompt: 'c', rating: 5, costMicroUsd: 0, ...thrown })
    addGenerated(db, { typedPrompt: 'd', rating: 3, costMicroUsd: 10, ...thrown })
    addGenerated(db, { typedPrompt: 'e', ...thrown })
  }
  const sorts = ['newest', 'oldest', 'rating', 'cost'] as const
  const expected = [
    [5, 4, 3, 2, 1],
    [1, 2, 3, 4, 5],
    [3, 4, 1, 5, 2],
    [4, 1, 3, 5, 2],
  ]
  expect(sorts.map((sort) => idsOf(db, { sort }))).toEqual(expected)
  expect(sorts.map((sort) => idsOf(db, { sort }, { place: 'trash' }))).toEqual(
    expected.map((ids) => ids.map((id) => id + 5)),
  )
})

test('A day is a day of this computer; its pictures stand together also when an old one came late', () => {
  const db = openRows()
  addGenerated(db, { typedPrompt: 'a', createdAtMs: day(18, 0) })
  addGenerated(db, { typedPrompt: 'b', createdAtMs: day(18, 23) })
  addGenerated(db, { typedPrompt: 'c', createdAtMs: day(19, 0), rating: 1 })
  addGenerated(db, { typedPrompt: 'd', createdAtMs: day(18), rating: 2 })
  addGenerated(db, { typedPrompt: 'e', createdAtMs: day(19) })
  expect(list(db, { groupBy: 'day' })).toEqual({
    ids: Int32Array.of(5, 3, 4, 2, 1),
    stackSizes: null,
    groups: [
      { kind: 'day', start: 0, day: '2026-11-19' },
      { kind: 'day', start: 2, day: '2026-11-18' },
    ],
  })
  expect(list(db, { groupBy: 'day', sort: 'oldest' })).toEqual({
    ids: Int32Array.of(1, 2, 4, 3, 5),
    stackSizes: null,
    groups: [
      { kind: 'day', start: 0, day: '2026-11-18' },
      { kind: 'day', start: 3, day: '2026-11-19' },
    ],
  })
  expect(idsOf(db, { groupBy: 'day', sort: 'rating' })).toEqual([3, 5, 4, 2, 1])
})

test('Pictures of one prompt stand together where the newest of them is', () => {
  const db = openRows()
  const metadata = { tool: 'a1111', negativePrompt: null, model: null, parameters: {} } as const
  addGenerated(db, { typedPrompt: 'sea', count: 2 })
  addGenerated(db, { typedPrompt: `sky${'가'.repeat(300)}` })
  addImported(db, { fileName: 'x.png' })
  addImported(db, { metadata: { ...metadata, prompt: 'sea' } })
  addImported(db, { metadata: { ...metadata, prompt: null } })
  addGenerated(db, { typedPrompt: 'fog' })
  expect(list(db, { groupBy: 'prompt' })).toEqual({
    ids: Int32Array.of(7, 6, 4, 5, 2, 1, 3),
    stackSizes: null,
    groups: [
      { kind: 'prompt', start: 0, prompt: 'fog' },
      { kind: 'prompt', start: 1, prompt: null },
      { kind: 'prompt', start: 3, prompt: 'sea' },
      { kind: 'prompt', start: 6, prompt: `sky${'가'.repeat(197)}` },
    ],
  })
  expect(idsOf(db, { groupBy: 'prompt', sort: 'oldest' })).toEqual([1, 2, 5, 3, 4, 6, 7])
  db.prepare('UPDATE images SET rating = 5 WHERE id = 4').run()
  expect(idsOf(db, { groupBy: 'prompt', sort: 'rating' })).toEqual([7, 4, 6, 5, 2, 1, 3])
})

test('Experiments stand where their newest picture is, pictures of none at the end', () => {
  const db = openRows()
  addGenerated(db, { typedPrompt: 'a', experimentId: 7, count: 2 })
  addGenerated(db, { typedPrompt: 'b', experimentId: 9 })
  addImported(db, {})
  addGenerated(db, { typedPrompt: 'c', experimentId: 7 })
  addGenerated(db, { typedPrompt: 'd' })
  expect(list(db, { groupBy: 'experiment' })).toEqual({
    ids: Int32Array.of(5, 2, 1, 3, 6, 4),
    stackSizes: null,
    groups: [
      { kind: 'experiment', start: 0, id: 7 },
      { kind: 'experiment', start: 3, id: 9 },
      { kind: 'experiment', start: 4, id: null },
    ],
  })
})

test('Stacked, the pictures of a generation that were found take one place; imports stand alone', () => {
  const db = openRows()
  addGenerated(db, { typedPrompt: 'a', count: 3, createdAtMs: day(18) })
  addImported(db, { createdAtMs: day(19) })
  addImported(db, { createdAtMs: day(19) })
  addGenerated(db, { typedPrompt: 'a', count: 2, createdAtMs: day(19) })
  db.prepare('UPDATE images SET is_favorite = 1 WHERE id IN (1, 2, 6)').run()
  expect(list(db, { isStacked: true })).toEqual({
    ids: Int32Array.of(7, 5, 4, 3),
    stackSizes: Int32Array.of(2, 1, 1, 3),
    groups: [],
  })
  expect(list(db, { isStacked: true, groupBy: 'day' })).toEqual({
    ids: Int32Array.of(7, 5, 4, 3),
    stackSizes: Int32Array.of(2, 1, 1, 3),
    groups: [
      { kind: 'day', start: 0, day: '2026-11-19' },
      { kind: 'day', start: 3, day: '2026-11-18' },
    ],
  })
  expect(list(db, { isStacked: true, groupBy: 'prompt' }).ids).toEqual(Int32Array.of(7, 3, 5, 4))
  expect(list(db, { isStacked: true }, { text: 'is:favorite' })).toEqual({
    ids: Int32Array.of(6, 2),
    stackSizes: Int32Array.of(1, 2),
    groups: [],
  })
})

test('Generations without a picture are listed by their negative ids, in the same orders', () => {
  const db = openRows()
  const first = addFailed(db, { typedPrompt: 'b', createdAtMs: day(18) })
  const second = addFailed(db, { typedPrompt: 'a', createdAtMs: day(19) })
  const third = addFailed(db, { typedPrompt: 'b', createdAtMs: day(19) })
  const failed = { text: 'is:failed' }
  expect(idsOf(db, {}, failed)).toEqual([third, second, first])
  expect(idsOf(db, { sort: 'oldest' }, failed)).toEqual([first, second, third])
  expect(idsOf(db, { sort: 'rating' }, failed)).toEqual([third, second, first])
  expect(idsOf(db, { sort: 'cost' }, { text: 'is:failed b' })).toEqual([third, first])
  expect(idsOf(db, { sort: 'oldest' }, { text: 'is:failed b' })).toEqual([first, third])
  expect(list(db, { groupBy: 'prompt', isStacked: true }, failed)).toEqual({
    ids: Int32Array.of(third, first, second),
    stackSizes: Int32Array.of(1, 1, 1),
    groups: [
      { kind: 'prompt', start: 0, prompt: 'b' },
      { kind: 'prompt', start: 2, prompt: 'a' },
    ],
  })
  expect(idsOf(db, { groupBy: 'day' }, failed)).toEqual([third, second, first])
})

test('A card holds what the grid shows, in the order asked for; what is gone is left out', () => {
  const db = openRows()
  const [made = 0] = addGenerated(db, {
    typedPrompt: 'x'.repeat(300),
    size: [20, 10],
    rating: 4,
    isFavorite: true,
    createdAtMs: 5,
  })
  const named = addImported(db, { fileName: '바다.png', createdAtMs: 6 })
  const metadata = { tool: 'a1111', prompt: '유채꽃', negativePrompt: null, model: null, parameters: {} } as const
  const described = addImported(db, { fileName: '1.png', metadata, createdAtMs: 7 })
  db.prepare('UPDATE images SET pixels_dropped_at_ms = 9 WHERE id = ?').run(named)
  const failed = addFailed(db, { typedPrompt: '실패', createdAtMs: 8 })
  const generationId = db.prepare('SELECT generation_id FROM images WHERE id = ?').pluck().get(made)
  const shared = { kind: 'image', sha256: '0'.repeat(64), format: 'png' } as const
  expect(imageCards(db, [failed, described, 999, named, made, -999, described])).toEqual([
    { kind: 'no-picture', id: failed, status: 'failed', failureKind: 'offline', createdAtMs: 8, caption: '실패' },
    {
      ...shared,
      ...{ id: described, generationId: null, width: 640, height: 480, isFavorite: false, rating: null },
      ...{ hasPixels: true, createdAtMs: 7, caption: '유채꽃' },
    },
    {
      ...shared,
      ...{ id: named, generationId: null, width: 640, height: 480, isFavorite: false, rating: null },
      ...{ hasPixels: false, createdAtMs: 6, caption: '바다.png' },
    },
    {
      ...shared,
      ...{ id: made, generationId, width: 20, height: 10, isFavorite: true, rating: 4 },
      ...{ hasPixels: true, createdAtMs: 5, caption: 'x'.repeat(200) },
    },
    expect.objectContaining({ id: described }),
  ])
})

test('The first page is the beginning of the list, however it is arranged', () => {
  const picture = fc.record({
    prompt: fc.constantFrom('sea', 'sky', '바다', '안개 바다'),
    count: fc.integer({ min: 1, max: 3 }),
    date: fc.integer({ min: 1, max: 4 }),
    rating: fc.option(fc.integer({ min: 1, max: 5 })),
    cost: fc.option(fc.integer({ min: 0, max: 3 })),
    kind: fc.constantFrom('generated', 'generated', 'imported', 'failed'),
    isGone: fc.boolean(),
  })
  const arrangement = fc.record({
    sort: fc.constantFrom('newest' as const, 'oldest' as const, 'rating' as const, 'cost' as const),
    groupBy: fc.constantFrom('none' as const, 'day' as const, 'prompt' as const, 'experiment' as const),
    isStacked: fc.boolean(),
  })
  const query = fc.record({
    text: fc.constantFrom('', '', '바다', 'is:failed', 'rating>=2', '"안개 바"', '-sea'),
    place: fc.constantFrom('library' as const, 'library' as const, 'trash' as const),
    collectionId: fc.constant(null),
  })
  const asked = fc.array(fc.tuple(query, arrangement), { minLength: 5, maxLength: 20 })
  fc.assert(
    fc.property(
      fc.array(picture, { maxLength: 12 }),
      asked,
      fc.integer({ min: 1, max: 12 }),
      (pictures, all, limit) => {
        const db = openRows()
        for (const { kind, prompt, count, date, rating, cost, isGone } of pictures) {
          const common = {
            createdAtMs: day(date),
            ...(rating === null ? {} : { rating }),
            ...(isGone ? { deletedAtMs: 1 } : {}),
          }
          const price = cost === null ? {} : { costMicroUsd: cost }
          if (kind === 'failed') addFailed(db, { typedPrompt: prompt, createdAtMs: day(date) })
          else if (kind === 'imported') addImported(db, { fileName: prompt, ...common })
          else addGenerated(db, { typedPrompt: prompt, count, experimentId: date, ...common, ...price })
        }
        for (const [query, arrangement] of all) {
          const { ids } = listImages(db, { query, arrangement }, nowMs)
          const first = firstImages(db, { query, arrangement, limit }, nowMs)
          expect(first.map(({ id }) => id)).toEqual([...ids.subarray(0, limit)])
        }
        db.close()
      },
    ),
    { numRuns: 60 },
  )
})

test('A first page that needs no list is asked of the writer', () => {
  const quick = (text: string, arrangement: Partial<Arrangement> = {}) =>
    isQuick({ query: { ...everything, text }, arrangement: { ...plain, ...arrangement } })
  expect([
    quick(''),
    quick('', { sort: 'rating' }),
    quick('', { groupBy: 'day' }),
    quick('바다 cat tag:x', { isStacked: true }),
    quick('바다', { sort: 'rating' }),
    quick('바다', { groupBy: 'day' }),
    quick('', { groupBy: 'prompt' }),
    quick('"바다 cat"'),
    quick('cat을'),
  ]).toEqual([true, true, true, true, false, false, false, false, false])
})

test('Lists are walks down an index that holds all they need; words are found before rows are looked at', () => {
  const db = openRows()
  const planOf = (query: Partial<ImageQuery>, sort: Arrangement['sort'], columns: string): readonly string[] => {
    const source = findSource(db, { ...everything, ...query }, nowMs)
    return db
      .prepare<[typeof source.bound], { readonly detail: string }>(
        `EXPLAIN QUERY PLAN SELECT ${columns} ${source.sql} ORDER BY ${orderOf(source, sort)}`,
      )
      .all(source.bound)
      .map(({ detail }) => detail)
  }
  const listed = 'i.id, i.generation_id, i.created_at_ms'
  const counted = `${listed}, i.width, i.height, i.is_favorite, i.is_judged_blind, i.rating`
  expect([
    planOf({}, 'newest', 'i.id'),
    planOf({}, 'newest', counted),
    planOf({}, 'oldest', listed),
    planOf({}, 'rating', listed),
    planOf({}, 'cost', listed),
    planOf({ text: 'is:favorite' }, 'newest', listed),
    planOf({ place: 'trash' }, 'newest', listed),
    planOf({ text: '바다' }, 'newest', listed),
  ]).toEqual([
    ['SCAN i USING COVERING INDEX images_live'],
    ['SCAN i USING COVERING INDEX images_live'],
    ['SCAN i USING COVERING INDEX images_live'],
    ['SCAN i USING COVERING INDEX images_by_rating'],
    ['SCAN i USING COVERING INDEX images_by_cost'],
    ['SCAN i USING COVERING INDEX images_favorite'],
    ['SCAN i USING COVERING INDEX images_in_trash'],
    [
      expect.stringMatching(/^SCAN image_search VIRTUAL TABLE INDEX \d+:.*M/),
      'SEARCH i USING INTEGER PRIMARY KEY (rowid=?)',
    ],
  ])
})
