import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientOf } from '#test/support/client-of.ts'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'
import { openKeyStore } from '../api-keys/key-store.ts'
import { createConnectionStore } from './connection-store.ts'
import type { ModelListing } from './table.ts'

let profileFolder: string
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-connections-'))
})
afterEach(() => rmSync(profileFolder, { recursive: true }))

const olderFile = () => join(profileFolder, 'connections.json')

const noEnvironment: Environment = { apiKey: null, baseUrl: null }
interface Environment {
  readonly apiKey: string | null
  readonly baseUrl: string | null
}

function create(library: TestLibrary, environment = noEnvironment) {
  const kept = { profileFolder, nowMs: () => 1000, onDamaged: () => undefined }
  const keys = openKeyStore({
    ...kept,
    environmentKey: environment.apiKey,
    encryption: {
      describe: async () => ({ canEncrypt: false, backend: 'basic_text' }),
      encrypt: async () => new Uint8Array(),
      decrypt: async () => null,
    },
  })
  return { keys, store: createConnectionStore({ ...kept, keys, environment }), client: clientOf(library) }
}

async function open(library: TestLibrary, environment = noEnvironment) {
  const { keys, store, client } = create(library, environment)
  await store.load(client)
  return {
    ...store,
    keys,
    add: (input: Parameters<typeof store.add>[1]) => store.add(client, input),
    update: (change: Parameters<typeof store.update>[1]) => store.update(client, change),
    remove: (id: string) => store.remove(client, id),
    keepListing: (...listed: [string, ModelListing]) => store.keepListing(client, ...listed),
    labels: () => store.all().map(({ label }) => label),
  }
}

const withImages: unknown = expect.arrayContaining(['openai-images'])
const usual = { settings: { maxConcurrent: 3, typedModels: [] }, listed: null, isUnencrypted: false }
const openAi = {
  ...usual,
  id: 'openai',
  profile: 'openai',
  providers: withImages,
  label: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  origin: 'built-in',
  key: { kind: 'none' },
  needsKey: true,
}
const olderConnections = [
  { id: 'one', label: '우리 서버', baseUrl: 'http://10.0.0.7:8080/v1' },
  { id: 'two', label: 'Relay', baseUrl: 'https://relay.example/v1' },
]

describe('the connections', () => {
  it('are the offline sketch and OpenAI at first, each with its row', async () => {
    await using library = await openTestLibrary()
    expect(await (await open(library)).list()).toEqual([
      {
        ...usual,
        id: 'sketch',
        profile: 'sketch',
        providers: ['sketch'],
        label: 'Sketch',
        baseUrl: null,
        origin: 'built-in',
        key: { kind: 'not-needed' },
        needsKey: false,
      },
      openAi,
      {
        ...usual,
        id: 'karlo',
        profile: 'karlo',
        providers: ['karlo'],
        label: 'Kakao Karlo',
        baseUrl: 'https://api.kakaobrain.com',
        origin: 'built-in',
        key: { kind: 'none' },
        needsKey: true,
      },
    ])
    expect(library.library.db.prepare('SELECT id, profile, base_url FROM connections ORDER BY id').all()).toEqual([
      { id: 'karlo', profile: 'karlo', base_url: 'https://api.kakaobrain.com' },
      { id: 'openai', profile: 'openai', base_url: 'https://api.openai.com/v1' },
      { id: 'sketch', profile: 'sketch', base_url: null },
    ])
  })

  it('take OpenAI’s address and key from the environment for this run, and write neither', async () => {
    await using library = await openTestLibrary()
    const store = await open(library, { apiKey: 'sk-from-environment-1234', baseUrl: 'http://127.0.0.1:9/v1/' })
    await store.update({ id: 'openai', settings: { maxConcurrent: 8, typedModels: [] } })
    await store.keepListing('openai', { atMs: 5, models: [{ id: 'gpt-image-9', shutdownOn: null }] })

    expect((await store.list())[1]).toEqual({
      ...openAi,
      baseUrl: 'http://127.0.0.1:9/v1',
      origin: 'environment',
      key: { kind: 'present', lastFour: '1234', storage: 'environment' },
      needsKey: false,
      settings: { maxConcurrent: 8, typedModels: [] },
      listed: { modelCount: 1, atMs: 5 },
    })
    expect(readdirSync(profileFolder)).toEqual([])
    expect((await (await open(library)).list())[1]).toEqual({
      ...openAi,
      settings: { maxConcurrent: 8, typedModels: [] },
    })
  })

  it('keep an added server over a restart, warn of plain http, and forget a removed one with its key', async () => {
    await using library = await openTestLibrary()
    const store = await open(library)
    const added = await store.add({ label: '우리 서버', baseUrl: 'http://10.0.0.7:8080', profile: 'localai' })
    if (!added.ok) throw new Error(added.failure.kind)
    const { id } = added.value
    const reopened = await open(library)

    expect(await reopened.describe(id)).toEqual({
      ok: true,
      value: {
        ...usual,
        id,
        profile: 'localai',
        providers: ['openai-images'],
        label: '우리 서버',
        baseUrl: 'http://10.0.0.7:8080/v1',
        origin: 'saved',
        key: { kind: 'none' },
        needsKey: false,
        isUnencrypted: true,
      },
    })
    await reopened.keys.save({ id, baseUrl: 'http://10.0.0.7:8080/v1', origin: 'saved' }, 'sk-plain-key', 'store-plain')
    expect(await reopened.remove(id)).toEqual({ ok: true, value: {} })
    expect((await open(library)).find(id)).toBeNull()
    expect(readFileSync(join(profileFolder, 'api-keys.json'), 'utf8')).not.toContain('sk-plain-key')
  })

  it('keep label, kind, settings and what was listed over a restart', async () => {
    await using library = await openTestLibrary()
    const store = await open(library)
    const added = await store.add({ label: 'own', baseUrl: 'http://127.0.0.1:8080' })
    if (!added.ok) throw new Error(added.failure.kind)
    const { id } = added.value
    const settings = { maxConcurrent: 16, typedModels: [{ id: 'flux', provider: 'openai-images' }] } as const
    const listing = { atMs: 77, models: [{ id: 'sd', shutdownOn: null }] }
    await store.update({ id, label: 'Lab', profile: 'stable-diffusion-cpp', settings })
    await store.keepListing(id, listing)

    expect((await open(library)).find(id)).toMatchObject({
      label: 'Lab',
      profile: 'stable-diffusion-cpp',
      settings,
      listing,
    })
    expect(await store.update({ id: 'openai', profile: 'other' })).toMatchObject({ failure: { field: 'profile' } })
    expect(await store.update({ id: 'gone', label: 'x' })).toMatchObject({ failure: { kind: 'not-found' } })
  })

  it('recognise a kind of server by its address where none is said, and need a key where nothing is answered without', async () => {
    await using library = await openTestLibrary()
    const store = await open(library)
    for (const baseUrl of ['https://my.openai.azure.com', 'http://127.0.0.1:8080', 'https://api.openai.com'])
      await store.add({ label: baseUrl, baseUrl })

    expect(store.all().map(({ profile, needsKey }) => [profile, needsKey])).toEqual([
      ['sketch', false],
      ['openai', true],
      ['karlo', true],
      ['azure-openai', true],
      ['other', false],
      ['openai', true],
    ])
  })

  it('cannot lose a built-in one', async () => {
    await using library = await openTestLibrary()
    expect(await (await open(library)).remove('openai')).toEqual({
      ok: false,
      failure: { kind: 'not-found', what: 'connection' },
    })
  })
})

describe('connections that an older version kept in the profile', () => {
  beforeEach(() => writeFileSync(olderFile(), JSON.stringify({ connections: olderConnections })))

  it('are taken over once: what is removed afterwards stays removed', async () => {
    await using library = await openTestLibrary()
    const store = await open(library)
    expect(store.all().slice(3)).toMatchObject(
      olderConnections.map((each) => ({ ...each, profile: 'openai', origin: 'saved' })),
    )
    await store.remove('one')

    expect((await open(library)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo', 'Relay'])
    expect(JSON.parse(readFileSync(olderFile(), 'utf8'))).toEqual({ connections: olderConnections, isTakenOver: true })
  })

  it('come into every library that is as old as they are, and into no newer one', async () => {
    await using first = await openTestLibrary()
    await using alsoOld = await openTestLibrary()
    await using newer = await openTestLibrary()
    await alsoOld.generate([{ kind: 'done', record: '{}' }])

    expect((await open(first)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo', '우리 서버', 'Relay'])
    expect((await open(alsoOld)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo', '우리 서버', 'Relay'])
    expect((await open(newer)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo'])
  })

  it('are there too where the library cannot keep them, and are taken over once it can', async () => {
    await using library = await openTestLibrary()
    const { store, client } = create(library)
    library.library.db.pragma('query_only = ON')
    await expect(store.load(client)).rejects.toThrow('readonly')
    expect(store.all().map(({ label }) => label)).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo', '우리 서버', 'Relay'])
    library.library.db.pragma('query_only = OFF')

    expect((await open(library)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo', '우리 서버', 'Relay'])
  })
})

it('two libraries of one profile have each their own connections', async () => {
  await using one = await openTestLibrary()
  await using other = await openTestLibrary()
  await (await open(one)).add({ label: 'only here', baseUrl: 'http://127.0.0.1:1' })

  expect((await open(one)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo', 'only here'])
  expect((await open(other)).labels()).toEqual(['Sketch', 'OpenAI', 'Kakao Karlo'])
})
