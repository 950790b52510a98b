import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyStore } from '../api-keys/key-store.ts'
import { type ConnectionStore, openConnectionStore } from './connection-store.ts'

let profileFolder: string
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-connections-'))
})
afterEach(() => rmSync(profileFolder, { recursive: true }))

function open(
  environment: { apiKey: string | null; baseUrl: string | null } = { apiKey: null, baseUrl: null },
): ConnectionStore {
  const kept = { profileFolder, nowMs: () => 1, onDamaged: () => undefined }
  const keys = openKeyStore({
    ...kept,
    environmentKey: environment.apiKey,
    encryption: {
      describe: async () => ({ canEncrypt: false, backend: 'basic_text' }),
      encrypt: async () => new Uint8Array(),
      decrypt: async () => null,
    },
  })
  return openConnectionStore({ ...kept, keys, environment })
}

const sketch = {
  id: 'sketch',
  provider: 'sketch',
  label: 'Sketch',
  baseUrl: null,
  origin: 'built-in',
  key: { kind: 'not-needed' },
  isUnencrypted: false,
}

describe('the connections', () => {
  it('are the offline sketch and OpenAI at first', async () => {
    expect(await open().list()).toEqual([
      sketch,
      {
        id: 'openai',
        provider: 'openai-images',
        label: 'OpenAI',
        baseUrl: 'https://api.openai.com/v1',
        origin: 'built-in',
        key: { kind: 'none' },
        isUnencrypted: false,
      },
    ])
  })

  it('take OpenAI’s address and key from the environment for this run, and write neither', async () => {
    const [, openAi] = await open({ apiKey: 'sk-from-environment-1234', baseUrl: 'http://127.0.0.1:9/v1/' }).list()

    expect(openAi).toEqual({
      id: 'openai',
      provider: 'openai-images',
      label: 'OpenAI',
      baseUrl: 'http://127.0.0.1:9/v1',
      origin: 'environment',
      key: { kind: 'present', lastFour: '1234', storage: 'environment' },
      isUnencrypted: false,
    })
    expect(readdirSync(profileFolder)).toEqual([])
  })

  it('keep an added server over a restart, warn of plain http, and forget a removed one', async () => {
    const added = await open().add({ label: '우리 서버', baseUrl: 'http://10.0.0.7:8080' })
    if (!added.ok) throw new Error(added.failure.kind)
    const reopened = open()

    expect(await reopened.describe(added.value.id)).toEqual({
      ok: true,
      value: {
        id: added.value.id,
        provider: 'openai-images',
        label: '우리 서버',
        baseUrl: 'http://10.0.0.7:8080/v1',
        origin: 'saved',
        key: { kind: 'none' },
        isUnencrypted: true,
      },
    })
    expect(await reopened.remove(added.value.id)).toEqual({ ok: true, value: {} })
    expect(open().find(added.value.id)).toBeNull()
    expect(JSON.parse(readFileSync(join(profileFolder, 'connections.json'), 'utf8'))).toEqual({ connections: [] })
  })

  it('ask for a key at OpenAI, not at a server of one’s own', async () => {
    const own = await open().add({ label: 'own', baseUrl: 'http://127.0.0.1:8080' })
    if (!own.ok) throw new Error(own.failure.kind)
    const store = open()

    expect([
      store.find('openai')?.needsKey,
      store.find(own.value.id)?.needsKey,
      store.find('sketch')?.needsKey,
    ]).toEqual([true, false, false])
  })

  it('cannot lose a built-in one', async () => {
    expect(await open().remove('openai')).toEqual({ ok: false, failure: { kind: 'not-found', what: 'connection' } })
  })
})
