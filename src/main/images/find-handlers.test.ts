import { expect, test } from 'vitest'
import { whenOpenOf } from '#test/support/client-of.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary } from '#test/support/open-test-library.ts'
import { createFindHandlers } from './find-handlers.ts'

const everything = { text: '', place: 'library', collectionId: null } as const
const plain = { sort: 'newest', groupBy: 'none', isStacked: false } as const

test('What is found is listed, shown, counted and followed', async () => {
  await using library = await openTestLibrary()
  const handlers = createFindHandlers({ whenOpen: whenOpenOf(library), broadcast: () => undefined })
  await library.generate([image(makePng()), done], '겨울 바다')
  const begun = await library.operations.beginGeneration({
    draft: {
      connectionId: 'c1',
      model: 'gpt-image-1',
      typedPrompt: '여름 바다',
      params: { size: '1024x1024', n: 1 },
      sources: [
        { imageId: 1, role: 'edit' },
        { imageId: 99, role: 'edit' },
      ],
    },
    provider: 'openai-images',
    connectionLabel: 'OpenAI',
    sentPrompt: '여름 바다',
    createdAtMs: 1000,
  })
  if (!begun.ok) throw new Error('It did not begin')
  await library.operations.failGeneration({
    id: begun.value.id,
    nowMs: 1,
    durationMs: null,
    failure: { kind: 'offline' },
    requestId: null,
    rawResponse: null,
  })
  const failed = { ...everything, text: '"여름 바" is:failed is:edited' }
  expect(await handlers['images.list']({ query: failed, arrangement: plain })).toEqual({
    ok: true,
    value: { ids: Int32Array.of(-begun.value.id), stackSizes: null, groups: [] },
  })
  for (const query of [failed, { ...everything, text: '바다' }]) {
    const first = await handlers['images.first']({ query, arrangement: plain, limit: 5 })
    const id = query === failed ? -begun.value.id : 1
    expect(first).toMatchObject({ ok: true, value: { cards: [{ id }] } })
    expect(await handlers['images.cards']({ ids: [id, 7] })).toEqual(first)
  }
  expect(await handlers['images.countFacets']({ query: failed })).toMatchObject({
    ok: true,
    value: { facets: { model: [{ value: 'gpt-image-1', count: 1 }] } },
  })
  expect(await handlers['images.lineage']({ id: 1 })).toMatchObject({
    ok: true,
    value: { cards: [{ id: 1 }], edges: [] },
  })
  expect(await handlers['images.lineage']({ id: 9 })).toEqual({
    ok: false,
    failure: { kind: 'not-found', what: 'image' },
  })
})

test('A picture is told with its tags, its collections and what was found in its file', async () => {
  await using library = await openTestLibrary()
  const handlers = createFindHandlers({ whenOpen: whenOpenOf(library), broadcast: () => undefined })
  await library.generate([image(makePng()), done], '겨울 바다')
  const { db } = library.library
  const metadata = { tool: 'exif', prompt: null, negativePrompt: null, model: null, parameters: { camera: 'X' } }
  db.exec(`INSERT INTO tags VALUES (1, 'Sea', 'sea'), (2, '바다', '바다'); INSERT INTO image_tags VALUES (1, 2), (1, 1);
    INSERT INTO collections VALUES (4, NULL, '여행', 1); INSERT INTO collection_images VALUES (4, 1, 1)`)
  db.prepare('UPDATE images SET imported_metadata = ?').run(JSON.stringify(metadata))
  expect(await handlers['images.get']({ id: 1 })).toMatchObject({
    ok: true,
    value: {
      image: { id: 1 },
      generation: { typedPrompt: '겨울 바다' },
      tags: ['Sea', '바다'],
      collectionIds: [4],
      metadata,
    },
  })
  expect(await handlers['images.get']({ id: 2 })).toEqual({ ok: false, failure: { kind: 'not-found', what: 'image' } })
})

test('A search is saved, replaced under its name, listed and removed, each time announced', async () => {
  await using library = await openTestLibrary()
  const announced: string[] = []
  const handlers = createFindHandlers({ whenOpen: whenOpenOf(library), broadcast: (name) => announced.push(name) })
  const first = { id: 1, name: '바다 넷 이상', query: { ...everything, text: '바다 rating>=4' }, createdAtMs: 5000 }
  const second = { id: 2, name: 'Trash', query: { ...everything, place: 'trash' }, createdAtMs: 5000 } as const
  const save = ({ name, query }: typeof first | typeof second) => handlers['savedSearches.save']({ name, query })
  expect(await save(first)).toEqual({ ok: true, value: first })
  expect(await save(second)).toEqual({ ok: true, value: second })
  const changed = { ...first, query: { ...first.query, text: '바다 rating=5' } }
  expect(await save({ ...changed, name: changed.name.normalize('NFD') })).toEqual({ ok: true, value: changed })
  expect(await handlers['savedSearches.list']()).toEqual({ ok: true, value: { searches: [changed, second] } })
  expect(await handlers['savedSearches.remove']({ id: 1 })).toEqual({ ok: true, value: {} })
  expect(await handlers['savedSearches.remove']({ id: 1 })).toEqual({
    ok: false,
    failure: { kind: 'not-found', what: 'saved-search' },
  })
  expect(await handlers['savedSearches.list']()).toEqual({ ok: true, value: { searches: [second] } })
  expect(announced).toEqual(Array.from({ length: 4 }, () => 'organising.changed'))
})
