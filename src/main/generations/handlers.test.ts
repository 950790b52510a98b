import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EditSettings } from '#shared/edit-settings.ts'
import type { Draft } from '#shared/generation.ts'
import { ok } from '#shared/result.ts'
import { whenOpenOf } from '#test/support/client-of.ts'
import { editDraft, importPicture, saveMask } from '#test/support/edit-library.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openTestQueue, testConnection } from '#test/support/open-test-queue.ts'
import { noise } from '#test/support/pixel-pictures.ts'
import { scriptedHead } from '#test/support/scripted-answer.ts'
import { openKeyStore } from '../api-keys/key-store.ts'
import { createConnectionStore } from '../connections/connection-store.ts'
import type { Provider } from '../providers/provider.ts'
import { createGenerationHandlers } from './handlers.ts'

let profileFolder: string
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-handlers-'))
})
afterEach(() => rmSync(profileFolder, { recursive: true }))

const draft: Draft = {
  connectionId: 'openai',
  model: 'gpt-image-2',
  typedPrompt: '달밤의 여우',
  params: { size: '1024x1024', n: 1 },
}

function openHandlers(library: TestLibrary, nowMs = Date.UTC(2026, 10, 20)) {
  const kept = { profileFolder, nowMs: () => nowMs, onDamaged: () => undefined }
  const keys = openKeyStore({
    ...kept,
    environmentKey: null,
    encryption: {
      describe: async () => ({ canEncrypt: false, backend: 'basic_text' }),
      encrypt: async () => new Uint8Array(),
      decrypt: async () => null,
    },
  })
  const connections = createConnectionStore({ ...kept, keys, environment: { apiKey: null, baseUrl: null } })
  let sent = 0
  const provider: Provider = {
    id: 'openai-images',
    send: async () => {
      sent += 1
      return ok({ head: scriptedHead, body: (async function* () {})() })
    },
  }
  const queue = openTestQueue({ provider, connections: [{ ...testConnection, id: 'openai' }], nowMs: () => nowMs })
  const handlers = createGenerationHandlers({
    whenOpen: whenOpenOf(library),
    queue,
    queueTakenUp: Promise.resolve(),
    connections,
    keys,
    nowMs: () => nowMs,
  })
  return { handlers, keys, connections, sent: () => sent }
}

describe('starting a generation', () => {
  it.each([
    ['without a key', {}, { kind: 'key-missing' }],
    ['over a connection that is gone', { connectionId: 'gone' }, { kind: 'not-found', what: 'connection' }],
    ['with a model nobody knows', { model: 'dream-1' }, { kind: 'bad-request', field: 'model' }],
    ['with a model of another provider', { model: 'sketch' }, { kind: 'bad-request', field: 'model' }],
    ['with a model that is gone', { model: 'dall-e-3' }, { kind: 'model-retired', model: 'dall-e-3' }],
    ['with a size the API refuses', { params: { size: '1000x1000', n: 1 } }, { kind: 'bad-request', field: 'size' }],
    [
      'with a parameter the model lacks',
      { params: { size: 'auto', n: 1, complexity: 'high' } },
      { kind: 'unsupported-by-model', field: 'complexity' },
    ],
  ] as const)('%s is refused before a row is written or anything leaves', async (_name, changed, failure) => {
    await using library = await openTestLibrary()
    const { handlers, sent } = openHandlers(library)

    expect(await handlers['generations.start']({ ...draft, ...changed })).toMatchObject({ ok: false, failure })
    expect(library.operations.recentGenerations({ limit: 10 })).toEqual([])
    expect(sent()).toBe(0)
  })

  it('answers with the committed row', async () => {
    await using library = await openTestLibrary()
    const { handlers, keys, connections } = openHandlers(library)
    const connection = connections.find('openai')
    if (connection === null) throw new Error('OpenAI is built in')
    await keys.save(connection, 'sk-0123456789abcdef', 'session')

    const started = await handlers['generations.start'](draft)

    expect(started).toMatchObject({
      ok: true,
      value: { status: 'queued', typedPrompt: '달밤의 여우', sentPrompt: '달밤의 여우' },
    })
  })
})

describe('starting an edit', () => {
  async function openEdit(library: TestLibrary) {
    const opened = openHandlers(library)
    const connection = opened.connections.find('openai')
    if (connection === null) throw new Error('OpenAI is built in')
    await opened.keys.save(connection, 'sk-0123456789abcdef', 'session')
    const imageId = await importPicture(library, noise(8, 6, 'a').png)
    const start = (edit: Partial<EditSettings>, changed: Partial<Draft> = {}) =>
      opened.handlers['generations.start']({
        ...draft,
        ...editDraft(imageId, edit),
        connectionId: 'openai',
        ...changed,
      })
    return { ...opened, imageId, start }
  }

  it('is refused before a row is written or anything leaves, where it could not work', async () => {
    await using library = await openTestLibrary()
    const { start, sent, imageId } = await openEdit(library)
    const mask = saveMask(library, imageId, [8, 6])
    const markup = saveMask(library, imageId, [8, 6], { kind: 'markup' })
    const otherId = await importPicture(library, noise(9, 6, 'b').png)
    const elsewhere = saveMask(library, otherId, [9, 6])
    const unsupported = (field: string) => ({ ok: false, failure: { kind: 'unsupported-by-model', field } })
    expect(await start({ maskId: 99 })).toMatchObject({ failure: { kind: 'not-found', what: 'mask' } })
    expect(await start({ maskId: elsewhere.id })).toMatchObject({ failure: { kind: 'bad-request', field: 'mask' } })
    expect(await start({ maskId: markup.id })).toMatchObject(unsupported('markup'))
    const words = { model: 'gpt-6-luna', params: { size: 'auto', n: 1, imageModel: 'gpt-image-2' } } as const
    expect(await start({ maskId: markup.id }, words)).toMatchObject(unsupported('markup'))
    expect(await start({}, { sources: [{ imageId, role: 'reference' }] })).toMatchObject({
      failure: { kind: 'bad-request', field: 'sources' },
    })
    expect(await start({}, { sources: [] })).toMatchObject({ failure: { kind: 'bad-request', field: 'sources' } })
    expect(await start({}, { sources: [{ imageId: 99, role: 'edit' }] })).toMatchObject({
      failure: { kind: 'not-found', what: 'image' },
    })
    expect(await start({ maskId: mask.id }, { params: { size: 'auto', n: 1, outputFormat: 'svg' } })).toMatchObject({
      ok: false,
    })
    expect(library.operations.recentGenerations({ limit: 10 })).toEqual([])
    expect(sent()).toBe(0)
  })

  it('takes a mask of another picture of the same size, and writes down parent, mask and settings', async () => {
    await using library = await openTestLibrary()
    const { start, imageId } = await openEdit(library)
    const mask = saveMask(library, await importPicture(library, noise(8, 6, 'b').png), [8, 6])
    expect(await start({ maskId: mask.id, featherPx: 12 })).toMatchObject({ ok: true })
    expect(
      library.library.db.prepare('SELECT parent_image_id, mask_id, edit_settings FROM generations').raw().get(),
    ).toEqual([imageId, mask.id, '{"keepsEverythingElse":true,"featherPx":12}'])
    expect(library.library.db.prepare('SELECT kind, length(png) > 60 FROM generation_drawings').raw().all()).toEqual([
      ['mask', 1],
    ])
  })
})

describe('a generation that goes on from an earlier one', () => {
  const talk: Draft = {
    ...draft,
    model: 'gpt-6-luna',
    params: { size: '1024x1024', n: 1, imageModel: 'gpt-image-2' },
  }
  async function openTalk(library: TestLibrary) {
    const { handlers, keys, connections } = openHandlers(library)
    const connection = connections.find('openai')
    if (connection === null) throw new Error('OpenAI is built in')
    await keys.save(connection, 'sk-0123456789abcdef', 'session')
    const start = (changed: Partial<Draft>) => handlers['generations.start']({ ...talk, ...changed })
    /** An earlier generation, with or without a name for its answer. */
    const earlier = async (responseId: string | null, changed: Partial<Draft> = {}) => {
      const started = await start(changed)
      if (!started.ok) throw new Error(started.failure.kind)
      if (responseId !== null) library.operations.keepResponseId({ id: started.value.id, responseId })
      return started.value.id
    }
    return { start, earlier }
  }

  it('remembers it', async () => {
    await using library = await openTestLibrary()
    const { start, earlier } = await openTalk(library)
    const previousGenerationId = await earlier('resp_1')
    expect(await start({ previousGenerationId })).toMatchObject({ ok: true, value: { previousGenerationId } })
  })

  it('is refused where the provider would not know that one', async () => {
    await using library = await openTestLibrary()
    const { start, earlier } = await openTalk(library)
    const refused = { ok: false, failure: { kind: 'bad-request', field: 'previousGenerationId' } }
    expect(await start({ previousGenerationId: 99 })).toMatchObject({ ok: false, failure: { kind: 'not-found' } })
    expect(await start({ previousGenerationId: await earlier(null) })).toMatchObject(refused)
    const ofImages = await earlier('resp_1', { model: 'gpt-image-2', params: draft.params })
    expect(await start({ previousGenerationId: ofImages })).toMatchObject(refused)
    const elsewhere = await library.begin('a cat', 'openai-responses')
    library.operations.keepResponseId({ id: elsewhere.id, responseId: 'resp_2' })
    expect(await start({ previousGenerationId: elsewhere.id })).toMatchObject(refused)
  })
})

describe('the catalogue', () => {
  it('calls a model retired from the day after its last', async () => {
    await using library = await openTestLibrary()
    const statusAt = (nowMs: number) => {
      const answer = openHandlers(library, nowMs).handlers['catalogue.list']()
      return answer.value.models.find(({ id }) => id === 'gpt-image-1.5')?.status.kind
    }

    expect([statusAt(Date.UTC(2026, 10, 20)), statusAt(Date.UTC(2026, 11, 2))]).toEqual(['ending', 'retired'])
  })
})
