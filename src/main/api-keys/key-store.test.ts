import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Encryption, openKeyStore } from './key-store.ts'

const key = 'sk-test-0123456789abcdef-wxyz'
const connection = { id: 'openai', baseUrl: 'https://api.openai.com/v1', origin: 'built-in' } as const

/** A keyring that can be locked. What it writes is not the text. */
const createKeyring = (options: { canEncrypt: boolean }): Encryption & { isLocked: boolean } => {
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
  const keyring = {
    isLocked: false,
    describe: async () => ({
      canEncrypt: options.canEncrypt,
      backend: options.canEncrypt ? 'gnome_libsecret' : 'basic_text',
    }),
    encrypt: async (text: string) => flip(new TextEncoder().encode(text)),
    decrypt: async (cipher: Uint8Array) => (keyring.isLocked ? null : new TextDecoder().decode(flip(cipher))),
  }
  return keyring
}

let profileFolder: string
beforeEach(() => {
  profileFolder = mkdtempSync(join(tmpdir(), 'diptych-keys-'))
})
afterEach(() => rmSync(profileFolder, { recursive: true }))

const open = (encryption: Encryption, environmentKey: string | null = null) =>
  openKeyStore({ profileFolder, encryption, environmentKey, nowMs: () => 1, onDamaged: () => undefined })
const everythingWritten = (): string =>
  readdirSync(profileFolder)
    .map((name) => readFileSync(join(profileFolder, name), 'utf8'))
    .join('\n')

describe('the key store', () => {
  it('keeps an encrypted key over a restart and writes it nowhere in clear', async () => {
    const keyring = createKeyring({ canEncrypt: true })
    await open(keyring).save(connection, key, 'store')
    const reopened = open(keyring)

    expect(await reopened.read(connection)).toBe(key)
    expect(await reopened.describe(connection)).toEqual({ kind: 'present', lastFour: 'wxyz', storage: 'encrypted' })
    expect(everythingWritten()).not.toContain(key.slice(0, 12))
  })

  it('refuses to store where there is no keyring, and writes nothing', async () => {
    const keys = open(createKeyring({ canEncrypt: false }))

    expect(await keys.save(connection, key, 'store')).toEqual({
      ok: false,
      failure: { kind: 'no-secure-storage', backend: 'basic_text' },
    })
    expect(await keys.describe(connection)).toEqual({ kind: 'none' })
    expect(readdirSync(profileFolder)).toEqual([])
  })

  it('keeps a session key in memory alone', async () => {
    const keyring = createKeyring({ canEncrypt: false })
    const keys = open(keyring)
    await keys.save(connection, key, 'session')

    expect(await keys.describe(connection)).toEqual({ kind: 'present', lastFour: 'wxyz', storage: 'session' })
    expect(await open(keyring).describe(connection)).toEqual({ kind: 'none' })
    expect(readdirSync(profileFolder)).toEqual([])
  })

  it('stores plainly only when told to, in a file for this user alone', async () => {
    const keyring = createKeyring({ canEncrypt: false })
    await open(keyring).save(connection, key, 'store-plain')

    expect(await open(keyring).describe(connection)).toEqual({ kind: 'present', lastFour: 'wxyz', storage: 'plain' })
    expect(statSync(join(profileFolder, 'api-keys.json')).mode & 0o777).toBe(0o600)
  })

  it('never sends a key to another host than it was entered for', async () => {
    const keys = open(createKeyring({ canEncrypt: true }))
    await keys.save(connection, key, 'store')
    await keys.save({ ...connection, id: 'mine' }, key, 'session')
    const elsewhere = 'https://elsewhere.example/v1'

    expect([
      await keys.read({ ...connection, baseUrl: elsewhere }),
      await keys.read({ ...connection, id: 'mine', baseUrl: elsewhere }),
      await keys.read({ ...connection, baseUrl: 'https://api.openai.com:8443/v1' }),
    ]).toEqual([null, null, null])
  })

  it('keeps a key that another keyring wrote, and says so', async () => {
    const keyring = createKeyring({ canEncrypt: true })
    await open(keyring).save(connection, key, 'store')
    keyring.isLocked = true
    const locked = open(keyring)

    expect(await locked.describe(connection)).toEqual({ kind: 'unreadable', storedWith: 'gnome_libsecret' })
    expect(await locked.read(connection)).toBeNull()
    keyring.isLocked = false
    expect(await locked.read(connection)).toBe(key)
  })

  it('uses the key from the environment for the environment connection only, and never writes it', async () => {
    const keys = open(createKeyring({ canEncrypt: true }), key)

    expect(await keys.describe({ ...connection, origin: 'environment' })).toEqual({
      kind: 'present',
      lastFour: 'wxyz',
      storage: 'environment',
    })
    expect(await keys.describe(connection)).toEqual({ kind: 'none' })
    expect(readdirSync(profileFolder)).toEqual([])
  })

  it('refuses a key that could not travel in a header', async () => {
    expect(await open(createKeyring({ canEncrypt: true })).save(connection, 'sk-키\n', 'store')).toEqual({
      ok: false,
      failure: { kind: 'bad-request', field: 'key' },
    })
  })

  it('forgets a removed key', async () => {
    const keyring = createKeyring({ canEncrypt: true })
    const keys = open(keyring)
    await keys.save(connection, key, 'store')
    await keys.remove(connection.id)

    expect(await open(keyring).describe(connection)).toEqual({ kind: 'none' })
  })
})
