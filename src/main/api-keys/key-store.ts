import { join } from 'node:path'
import { z } from 'zod'
import type { KeyState } from '#shared/connection.ts'
import type { FailureOf } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Settings } from '#shared/settings.ts'
import { openJsonFile } from '../settings/json-file.ts'

/** What the system offers for keeping secrets. `vault.ts` is the real one. */
export interface Encryption {
  readonly describe: () => Promise<Settings['keyStorage']>
  readonly encrypt: (text: string) => Promise<Uint8Array>
  /** `null` when this system cannot decrypt it now: another keyring, another user. */
  readonly decrypt: (cipher: Uint8Array) => Promise<string | null>
}

const StoredKey = z.discriminatedUnion('storage', [
  /** `backend` is named so that an unreadable key can say what changed. */
  z.object({
    storage: z.literal('encrypted'),
    host: z.string(),
    lastFour: z.string(),
    backend: z.string(),
    cipherBase64: z.string(),
  }),
  z.object({ storage: z.literal('plain'), host: z.string(), key: z.string() }),
])
type StoredKey = z.infer<typeof StoredKey>
const KeysFile = z.looseObject({ keysByConnection: z.record(z.string(), StoredKey) })

interface KeyedConnection {
  readonly id: string
  readonly baseUrl: string | null
  readonly origin: 'built-in' | 'saved' | 'environment'
}

export interface KeyStore {
  /** For the renderer: that a key exists and its last four characters, nothing more. */
  readonly describe: (connection: KeyedConnection) => Promise<KeyState>
  /** For a request about to leave. `null` = none that may be used with this address. */
  readonly read: (connection: KeyedConnection) => Promise<string | null>
  readonly save: (
    connection: KeyedConnection,
    key: string,
    keep: 'store' | 'store-plain' | 'session',
  ) => Promise<Result<Record<string, never>, FailureOf<'no-secure-storage' | 'bad-request'>>>
  readonly remove: (connectionId: string) => Promise<void>
}

/**
 * API keys, in main only. A key belongs to the host it was entered for: when the connection's address moves to
 * another host the key is not sent there, it must be entered again.
 */
export function openKeyStore(options: {
  readonly profileFolder: string
  readonly encryption: Encryption
  readonly environmentKey: string | null
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}): KeyStore {
  const { encryption, environmentKey } = options
  const file = openJsonFile({
    path: join(options.profileFolder, 'api-keys.json'),
    read: (stored) => KeysFile.safeParse(stored).data ?? null,
    initial: { keysByConnection: {} },
    nowMs: options.nowMs,
    onDamaged: options.onDamaged,
  })
  const sessionKeys = new Map<string, { readonly host: string; readonly key: string }>()

  const storedFor = (connection: KeyedConnection): StoredKey | null => {
    const stored = file.value().keysByConnection[connection.id]
    return stored !== undefined && stored.host === hostOf(connection) ? stored : null
  }
  const sessionKeyFor = (connection: KeyedConnection): string | null => {
    const held = sessionKeys.get(connection.id)
    return held !== undefined && held.host === hostOf(connection) ? held.key : null
  }
  const environmentKeyFor = (connection: KeyedConnection): string | null =>
    connection.origin === 'environment' ? environmentKey : null
  const decrypt = (stored: Extract<StoredKey, { storage: 'encrypted' }>): Promise<string | null> =>
    encryption.decrypt(Buffer.from(stored.cipherBase64, 'base64'))

  return {
    describe: async (connection) => {
      const fromEnvironment = environmentKeyFor(connection)
      if (fromEnvironment !== null) return present(fromEnvironment, 'environment')
      const held = sessionKeyFor(connection)
      if (held !== null) return present(held, 'session')
      const stored = storedFor(connection)
      if (stored === null) return { kind: 'none' }
      if (stored.storage === 'plain') return present(stored.key, 'plain')
      return (await decrypt(stored)) === null
        ? { kind: 'unreadable', storedWith: stored.backend }
        : { kind: 'present', lastFour: stored.lastFour, storage: 'encrypted' }
    },

    read: async (connection) => {
      const atHand = environmentKeyFor(connection) ?? sessionKeyFor(connection)
      if (atHand !== null) return atHand
      const stored = storedFor(connection)
      if (stored === null) return null
      return stored.storage === 'plain' ? stored.key : decrypt(stored)
    },

    save: async (connection, key, keep) => {
      // A header value: anything else would throw in the middle of a request, with the key in the message.
      if (!/^[\x21-\x7e]+$/.test(key)) return err({ kind: 'bad-request', field: 'key' })
      const host = hostOf(connection)
      if (keep === 'session') {
        sessionKeys.set(connection.id, { host, key })
        return ok({})
      }

      const { canEncrypt, backend } = await encryption.describe()
      if (keep === 'store' && !canEncrypt) return err({ kind: 'no-secure-storage', backend })
      const stored: StoredKey =
        keep === 'store'
          ? {
              storage: 'encrypted',
              host,
              lastFour: lastFour(key),
              backend,
              cipherBase64: Buffer.from(await encryption.encrypt(key)).toString('base64'),
            }
          : { storage: 'plain', host, key }
      await file.update((value) => ({
        ...value,
        keysByConnection: { ...value.keysByConnection, [connection.id]: stored },
      }))
      sessionKeys.delete(connection.id)
      return ok({})
    },

    remove: async (connectionId) => {
      sessionKeys.delete(connectionId)
      await file.update((value) => {
        const { [connectionId]: _, ...rest } = value.keysByConnection
        return { ...value, keysByConnection: rest }
      })
    },
  }
}

const present = (key: string, storage: 'plain' | 'session' | 'environment'): KeyState => ({
  kind: 'present',
  lastFour: lastFour(key),
  storage,
})

/** Of a key too short to hide the rest, nothing. */
const lastFour = (key: string): string => (key.length >= 12 ? key.slice(-4) : '')

const hostOf = (connection: KeyedConnection): string =>
  connection.baseUrl === null ? '' : (URL.parse(connection.baseUrl)?.host ?? '')
