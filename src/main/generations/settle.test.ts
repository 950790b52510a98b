import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ProviderEvent } from '#main/providers/provider.ts'
import type { Failure } from '#shared/failure.ts'
import { err, ok } from '#shared/result.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { scriptAnswer, scriptedHead } from '#test/support/scripted-answer.ts'
import { sha256Of } from '../library/blob-store.ts'
import { blobPath, sidecarPath } from '../library/library-paths.ts'
import { noMarks } from '../library/sidecar.ts'

const usage = {
  inputTokens: 12,
  inputTextTokens: 12,
  inputImageTokens: null,
  outputTokens: 1000,
  outputImageTokens: null,
  outputTextTokens: null,
  totalTokens: 1012,
}
const refusal = (failure: Failure): ProviderEvent => ({ kind: 'refusal', failure })
const settling = { nowMs: 2000, durationMs: 900 }
const quarantined = (library: TestLibrary) => readdir(library.library.paths.quarantine)
const spools = (library: TestLibrary) => readdir(library.library.paths.spool)

test('A whole answer becomes images, rows, search and a record; the spool is dropped', async () => {
  await using library = await openTestLibrary()
  const [first, second] = [makePng({ width: 1024, height: 1536 }), makePng()]
  const generation = await library.generate(
    [
      { kind: 'partial', position: 0, index: 0, bytes: makePng() },
      image(second, 1, 'a tabby cat'),
      image(first, 0),
      { kind: 'usage', usage },
      { kind: 'actual-params', params: { model: 'gpt-image-1-2026', quality: 'high' } },
      done,
    ],
    '바다의 고양이',
  )
  const common = {
    generationId: 1,
    format: 'png',
    importedFileName: null,
    compositeOfId: null,
    isFavorite: false,
    rating: null,
    note: null,
    costMicroUsd: 20_000,
    pixelsDroppedAtMs: null,
    hasContentCredentials: false,
    deletedAtMs: null,
    createdAtMs: 2000,
  }
  expect(generation).toEqual({
    status: 'succeeded',
    id: 1,
    provider: 'openai-images',
    connectionId: 'c1',
    connectionLabel: 'OpenAI',
    model: 'gpt-image-1',
    typedPrompt: '바다의 고양이',
    sentPrompt: '바다의 고양이',
    requestedParams: { size: '1024x1024', n: 1 },
    createdAtMs: 1000,
    previousGenerationId: null,
    requestId: 'req_1',
    responseId: null,
    durationMs: 900,
    usage,
    cost: { microUsd: 40_000, priceSource: 'price list', priceAsOf: '2026-11' },
    hasRawResponse: true,
    actualParams: { model: 'gpt-image-1-2026', quality: 'high' },
    images: [
      {
        ...common,
        id: 2,
        position: 0,
        sha256: sha256Of(first),
        width: 1024,
        height: 1536,
        bytes: first.byteLength,
        revisedPrompt: null,
      },
      {
        ...common,
        id: 1,
        position: 1,
        sha256: sha256Of(second),
        width: 640,
        height: 480,
        bytes: second.byteLength,
        revisedPrompt: 'a tabby cat',
      },
    ],
  })
  expect(library.operations.rawResponse({ id: 1 })).toBe('{"data":[]}')
  expect([library.find('양이'), library.find('tabby')]).toEqual([['바다의 고양이', '바다의 고양이'], ['바다의 고양이']])
  expect(await readFile(blobPath(library.library.paths, sha256Of(first), 'png'))).toEqual(Buffer.from(first))
  expect([await spools(library), await quarantined(library)]).toEqual([[], []])
})

test('The sidecar beside each picture holds all that its rows do', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  const { id } = await library.spooled([image(bytes, 0, 'a tabby cat'), { kind: 'usage', usage }, done], 'a cat')
  library.operations.keepResponseId({ id, responseId: 'resp_1' })
  await library.operations.settleGeneration({ id, nowMs: 2000, durationMs: 900 })
  expect(JSON.parse(await readFile(sidecarPath(library.library.paths, sha256Of(bytes)), 'utf8'))).toEqual({
    formatVersion: 2,
    libraryId: library.library.id,
    sha256: sha256Of(bytes),
    format: 'png',
    width: 640,
    height: 480,
    bytes: bytes.byteLength,
    images: [
      {
        kind: 'generated',
        position: 0,
        revisedPrompt: 'a tabby cat',
        createdAtMs: 2000,
        costMicroUsd: 40_000,
        importedMetadata: null,
        hasContentCredentials: false,
        marks: noMarks,
        generation: {
          id: 1,
          provider: 'openai-images',
          connectionId: 'c1',
          connectionLabel: 'OpenAI',
          model: 'gpt-image-1',
          typedPrompt: 'a cat',
          sentPrompt: 'a cat',
          requestedParams: { size: '1024x1024', n: 1 },
          actualParams: {},
          usage,
          requestId: 'req_1',
          responseId: 'resp_1',
          createdAtMs: 1000,
          durationMs: 900,
          rawResponse: '{"data":[]}',
          settledAtMs: 2000,
          cost: { microUsd: 40_000, priceSource: 'price list', priceAsOf: '2026-11' },
          experimentId: null,
          previousTurn: null,
          edit: null,
          origin: null,
          sources: [],
        },
      },
    ],
  })
})

test('Previews come back while the answer arrives, however it is cut', async () => {
  await using library = await openTestLibrary()
  const { id } = await library.begin()
  const preview = makePng()
  const body = scriptAnswer([{ kind: 'partial', position: 2, index: 1, bytes: preview }, image(makePng()), done])
  library.operations.openSpool({ id, head: scriptedHead })
  const partials = Array.from({ length: Math.ceil(body.length / 7) }, (_, index) =>
    library.operations.appendSpool({ id, bytes: body.subarray(index * 7, index * 7 + 7) }),
  ).flatMap((answer) => answer.partials)
  expect(partials.map((partial) => ({ ...partial, bytes: sha256Of(partial.bytes) }))).toEqual([
    { position: 2, index: 1, bytes: sha256Of(preview) },
  ])
  const settled = await library.operations.settleGeneration({ id, ...settling })
  expect(settled.kind === 'settled' && settled.generation.status).toBe('succeeded')
})

test('The same picture twice in one answer is two images over one file', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  const generation = await library.generate([image(bytes, 0), image(bytes, 1), done])
  expect(generation.status === 'succeeded' && generation.images.map(({ sha256 }) => sha256)).toEqual([
    sha256Of(bytes),
    sha256Of(bytes),
  ])
  expect(library.operations.status({})).toMatchObject({ imageCount: 2, bytes: bytes.byteLength })
})

test('What is no picture goes to quarantine; the good ones beside it are kept', async () => {
  await using library = await openTestLibrary()
  const generation = await library.generate([image(Buffer.from('<svg/>'), 0), image(makePng(), 1), done])
  expect(generation.status === 'succeeded' && generation.images.map(({ position }) => position)).toEqual([1])
  const [kept] = await quarantined(library)
  expect(kept).toMatch(/^generation-1-image-0-/)
  expect(await readFile(join(library.library.paths.quarantine, kept ?? ''), 'utf8')).toBe('<svg/>')
})

test.each<[string, readonly ProviderEvent[], object]>([
  ['without any picture', [done], { status: 'failed', failure: { kind: 'empty-answer' }, hasRawResponse: true }],
  [
    'with nothing that is a picture',
    [image(Buffer.from('hello')), { kind: 'usage', usage }, done],
    { status: 'failed', failure: { kind: 'unreadable-answer' }, cost: { microUsd: 40_000 } },
  ],
  [
    'that refuses',
    [refusal({ kind: 'moderation-refused', stage: 'input', categories: ['violence'] })],
    { status: 'refused', failure: { kind: 'moderation-refused', categories: ['violence'] }, hasRawResponse: true },
  ],
  ['that broke', [], { status: 'maybe-billed', failure: { kind: 'incomplete' }, hasRawResponse: false }],
])('An answer %s is an end with its reason', async (_, events, expected) => {
  await using library = await openTestLibrary()
  const generation = await library.generate(events)
  expect(generation).toMatchObject(expected)
  expect([library.find(''), await spools(library)]).toEqual([[], []])
})

test('The same loss on the offline provider is never billed', async () => {
  await using library = await openTestLibrary()
  const { id } = await library.spooled([], 'a cat', 'sketch')
  expect(await library.operations.settleGeneration({ id, ...settling })).toMatchObject({
    kind: 'settled',
    generation: { status: 'failed', failure: { kind: 'incomplete' } },
  })
})

test('What broke the answer is recorded instead of the bare fact; a whole answer does not care', async () => {
  await using library = await openTestLibrary()
  const ifBroken: Failure = { kind: 'cancelled' }
  const broken = await library.spooled([])
  const whole = await library.spooled([image(makePng()), done])
  const ends = await Promise.all(
    [broken, whole].map(({ id }) => library.operations.settleGeneration({ id, ...settling, ifBroken })),
  )
  expect(ends).toMatchObject([
    { generation: { status: 'maybe-billed', failure: { kind: 'cancelled' } } },
    { generation: { status: 'succeeded' } },
  ])
})

test('Whole pictures in an answer that broke after them stay on the disk', async () => {
  await using library = await openTestLibrary()
  const bytes = makePng()
  const generation = await library.generate([image(bytes)])
  expect(generation).toMatchObject({ status: 'maybe-billed', failure: { kind: 'incomplete' } })
  const [kept] = await quarantined(library)
  expect(await readFile(join(library.library.paths.quarantine, kept ?? ''), 'utf8')).toContain(
    Buffer.from(bytes).toString('base64'),
  )
})

test('A failure before any answer has its reason; a provider with a page to say is cut short', async () => {
  await using library = await openTestLibrary()
  const { id } = await library.begin()
  const failed = await library.operations.failGeneration({
    id,
    failure: { kind: 'text-instead-of-image', text: `${'x'.repeat(3999)}😀`, detail: 'y'.repeat(9000) },
    requestId: 'req_2',
    rawResponse: 'raw',
    ...settling,
  })
  expect(failed).toMatchObject({
    status: 'refused',
    failure: { text: `${'x'.repeat(3999)}\ufffd`, detail: 'y'.repeat(4000) },
    requestId: 'req_2',
    durationMs: 900,
    hasRawResponse: true,
  })
  expect(library.operations.getGeneration({ id })).toEqual(failed)
})

test('Linked pictures are asked for first, then settled with what came of fetching them', async () => {
  await using library = await openTestLibrary()
  const link = (position: number) =>
    ({ kind: 'link', position, url: `https://a/${position}`, revisedPrompt: 'r' }) as const
  const { id } = await library.spooled([link(0), link(1), done])
  expect(await library.operations.settleGeneration({ id, ...settling })).toEqual({
    kind: 'needs-images',
    links: [link(0), link(1)],
  })
  expect(library.operations.getGeneration({ id })?.status).toBe('streaming')
  const generation = await library.operations.settleWithDownloads({
    id,
    ...settling,
    downloads: [
      { position: 0, image: err({ kind: 'timed-out', afterMs: 5 }) },
      { position: 1, image: ok(makePng()) },
    ],
  })
  expect(generation).toMatchObject({ status: 'succeeded', images: [{ position: 1, revisedPrompt: 'r' }] })
})

test('When no linked picture could be fetched, the reason is why', async () => {
  await using library = await openTestLibrary()
  const { id } = await library.spooled([{ kind: 'link', position: 0, url: 'https://a', revisedPrompt: null }, done])
  const downloads = [{ position: 0, image: err({ kind: 'timed-out', afterMs: 5 } as const) }]
  expect(await library.operations.settleWithDownloads({ id, ...settling, downloads })).toMatchObject({
    status: 'maybe-billed',
    failure: { kind: 'timed-out', afterMs: 5 },
  })
})

test('A settled generation cannot be settled again', async () => {
  await using library = await openTestLibrary()
  const { id } = await library.generate([image(makePng()), done])
  const failure: Failure = { kind: 'interrupted' }
  await expect(
    library.operations.failGeneration({ id, failure, requestId: null, rawResponse: null, ...settling }),
  ).rejects.toThrow('succeeded already')
})

test('A commit that is refused leaves the answer in its spool, and settling can be tried again', async () => {
  const failing = await openTestLibrary()
  const { id } = await failing.spooled([image(makePng()), done])
  const { db } = failing.library
  db.exec(`CREATE TEMP TRIGGER refuse BEFORE INSERT ON images BEGIN SELECT raise(ABORT, 'no room'); END`)
  await expect(failing.operations.settleGeneration({ id, ...settling })).rejects.toThrow('no room')
  expect([failing.operations.getGeneration({ id })?.status, await spools(failing)]).toEqual([
    'streaming',
    [`${id}.spool`],
  ])
  db.exec('DROP TRIGGER refuse')
  const settled = await failing.operations.settleGeneration({ id, ...settling })
  expect(settled.kind === 'settled' && settled.generation.status).toBe('succeeded')
  await failing[Symbol.asyncDispose]()
})

test('A paid request is not begun on a disk without room for its answer; the offline one is', async () => {
  await using library = await openTestLibrary({ world: { freeBytes: async () => 150_000_000 } })
  await expect(library.begin('a cat', 'openai-images')).rejects.toThrow('disk-full')
  expect((await library.begin('a cat', 'sketch')).status).toBe('sent')
})

test('Half a character in a prompt is replaced before it is kept, so that it reads back as it is shown', async () => {
  await using library = await openTestLibrary()
  const begun = await library.begin('cat \ud83d!')
  expect(begun.typedPrompt).toBe('cat \ufffd!')
  expect(library.operations.getGeneration({ id: begun.id })).toEqual(begun)
})

test('What a server did not know, so that it was not sent, is not in the record', async () => {
  await using library = await openTestLibrary()
  const begun = await library.operations.beginGeneration({
    draft: {
      connectionId: 'c1',
      model: 'my-alias',
      typedPrompt: '여우',
      params: { size: 'auto', n: 1, moderation: 'low', quality: 'high' },
    },
    provider: 'openai-images',
    connectionLabel: 'LiteLLM',
    sentPrompt: '여우',
    createdAtMs: 1000,
  })
  const id = begun.ok ? begun.value.id : 0
  const { operations } = library
  operations.markSent({ id, nowMs: 1000 })
  operations.openSpool({ id, head: { ...scriptedHead, unsentParams: ['moderation', 'response_format'] } })
  const png = makePng()
  operations.appendSpool({ id, bytes: scriptAnswer([image(png), done]) })
  const settled = await operations.settleGeneration({ id, ...settling })
  const sent = { size: 'auto', n: 1, quality: 'high' }
  expect(settled).toMatchObject({ generation: { status: 'succeeded', requestedParams: sent } })
  expect(settled.kind === 'settled' ? settled.generation.requestedParams : null).toEqual(sent)
  const sidecar: unknown = JSON.parse(await readFile(sidecarPath(library.library.paths, sha256Of(png)), 'utf8'))
  expect(sidecar).toMatchObject({ images: [{ generation: { requestedParams: sent } }] })
})
