import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientOf, whenOpenOf } from '#test/support/client-of.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openKeyStore } from '../api-keys/key-store.ts'
import { createOpenAiImagesProvider } from '../providers/openai-images/create-openai-images-provider.ts'
import type { Provider } from '../providers/provider.ts'
import { createAskForModels } from './ask-for-models.ts'
import { createConnectionStore } from './connection-store.ts'
import { createConnectionHandlers } from './handlers.ts'
import { startListingRefresh } from './refresh-listings.ts'

let profileFolder: string
const closing: (() => Promise<unknown>)[] = []
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-connection-handlers-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(profileFolder, { recursive: true })
})

async function open(library: TestLibrary, openAi: Partial<Provider> = {}, environmentKey: string | null = null) {
  let nowMs = Date.UTC(2026, 10, 20)
  let isOnline = true
  const kept = { profileFolder, nowMs: () => nowMs, onDamaged: () => undefined }
  const keys = openKeyStore({
    ...kept,
    environmentKey,
    encryption: {
      describe: async () => ({ canEncrypt: false, backend: 'basic_text' }),
      encrypt: async () => new Uint8Array(),
      decrypt: async () => null,
    },
  })
  const connections = createConnectionStore({ ...kept, keys, environment: { apiKey: environmentKey, baseUrl: null } })
  await connections.load(clientOf(library))
  const provider = {
    ...createOpenAiImagesProvider({ fetch, redraw: () => Promise.reject(new Error('Nothing is drawn')) }),
    ...openAi,
  }
  const askForModels = createAskForModels({
    providers: {
      sketch: { ...provider, id: 'sketch' },
      'openai-images': provider,
      'openai-responses': { ...provider, id: 'openai-responses' },
      'chat-images': { ...provider, id: 'chat-images' },
      karlo: { ...provider, id: 'karlo' },
    },
    keys,
    isOnline: () => isOnline,
  })
  const events: string[] = []
  const warnings: string[] = []
  const broadcast = (name: string): void => {
    events.push(name)
  }
  const handlers = createConnectionHandlers({
    whenOpen: whenOpenOf(library),
    connections,
    keys,
    askForModels,
    broadcast,
    nowMs: () => nowMs,
  })
  const refresh = startListingRefresh({
    library: clientOf(library),
    connections,
    askForModels,
    isOnline: () => isOnline,
    broadcast,
    nowMs: () => nowMs,
    warn: (text) => warnings.push(text),
    logDefect: (where, cause) => {
      throw new Error(where, { cause })
    },
  })
  closing.push(async () => refresh.stop())
  return {
    handlers,
    connections,
    refresh,
    events,
    warnings,
    goOffline: () => {
      isOnline = false
    },
    passHours: (hours: number) => {
      nowMs += hours * 60 * 60 * 1000
    },
    add: async (baseUrl: string) => {
      const added = await handlers['connections.add']({ label: 'Lab', baseUrl, profile: 'localai' })
      if (!added.ok) throw new Error(added.failure.kind)
      return added.value.id
    },
  }
}

/** A server of one's own, by path. */
async function serve(answers: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const answer: RequestListener = (request, response) => {
    const { url = '' } = request
    asked.push(`${url} ${request.headers.authorization ?? '-'}`)
    const body = answers[url]
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body ?? '{}')
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { origin: `http://127.0.0.1:${address.port}`, asked }
}

describe('testing a connection', () => {
  it('remembers the models it lists, so that they can be chosen, also after a restart', async () => {
    await using library = await openTestLibrary()
    const server = await serve({ '/v1/models': '{"data":[{"id":"flux"},{"id":"sd-xl"}]}' })
    const { handlers, add, events } = await open(library)
    const id = await add(server.origin)
    events.length = 0

    expect(await handlers['connections.test']({ id })).toEqual({
      ok: true,
      value: { modelCount: 2, modelLabels: ['flux', 'sd-xl'] },
    })
    expect(events).toEqual(['connections.changed'])
    const again = await open(library)
    expect(await again.handlers['connections.models']({ connectionId: id })).toMatchObject({
      value: { models: [{ id: 'flux', isKnown: false }, { id: 'sd-xl' }] },
    })
    // A server that wants no key is sent none.
    expect(server.asked).toEqual(['/v1/models -'])
  })

  it('says what is wrong, and remembers nothing of it', async () => {
    await using library = await openTestLibrary()
    const { handlers, add, connections, goOffline } = await open(library)
    const server = await serve({})
    for (const close of closing.splice(-1)) await close()
    const id = await add(server.origin)

    expect(await handlers['connections.test']({ id })).toMatchObject({ failure: { kind: 'unreachable' } })
    goOffline()
    expect(await handlers['connections.test']({ id })).toEqual({ ok: false, failure: { kind: 'offline' } })
    expect(await handlers['connections.test']({ id: 'openai' })).toEqual({
      ok: false,
      failure: { kind: 'key-missing' },
    })
    expect(await handlers['connections.test']({ id: 'gone' })).toMatchObject({ failure: { kind: 'not-found' } })
    expect(connections.find(id)?.listing).toBeNull()
  })
})

describe('the daily look at what ends', () => {
  const listsOnce = (asked: string[]): Partial<Provider> => ({
    listModels: async ({ baseUrl }) => {
      asked.push(baseUrl ?? '')
      return { ok: true, value: { models: [{ id: 'gpt-image-2', shutdownOn: '2026-12-10' }] } }
    },
  })

  it('asks OpenAI once a day, where there is a network and a key, and nobody else', async () => {
    await using library = await openTestLibrary()
    const asked: string[] = []
    const { refresh, handlers, passHours, add } = await open(library, listsOnce(asked), 'sk-0123456789abcdef')
    const own = await add('http://127.0.0.1:9')
    await handlers['apiKeys.save']({ connectionId: own, key: 'sk-own-0123456789', keep: 'session' })
    await refresh.run()
    await refresh.run()
    passHours(23)
    await refresh.run()
    expect(asked).toEqual(['https://api.openai.com/v1'])
    passHours(2)
    await refresh.run()
    expect(asked).toHaveLength(2)

    const models = await handlers['connections.models']({ connectionId: 'openai' })
    expect(models.ok && models.value.models.find(({ id }) => id === 'gpt-image-2')?.status).toEqual({
      kind: 'ending',
      on: '2026-12-10',
      replacedBy: null,
    })
    // What was learned under the usual address holds for the next run too.
    expect((await open(library)).connections.find('openai')?.listing?.models).toHaveLength(1)
  })

  it('asks nobody without a key or without a network', async () => {
    await using library = await openTestLibrary()
    const asked: string[] = []
    await (await open(library, listsOnce(asked))).refresh.run()
    const offline = await open(library, listsOnce(asked), 'sk-0123456789abcdef')
    offline.goOffline()
    await offline.refresh.run()
    expect(asked).toEqual([])
  })

  it('leaves a line in the log where it was refused, and asks again', async () => {
    await using library = await openTestLibrary()
    let count = 0
    const refuses: Partial<Provider> = {
      listModels: async () => {
        count += 1
        return { ok: false, failure: { kind: 'key-refused' } }
      },
    }
    const { refresh, warnings } = await open(library, refuses, 'sk-0123456789abcdef')
    await refresh.run()
    await refresh.run()
    expect(count).toBe(2)
    expect(warnings[0]).toBe('the models of OpenAI could not be listed: key-refused')
  })
})
