import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { isUnencrypted, normalizeBaseUrl, profileOfAddress } from '#shared/base-url.ts'
import type { Connection, ConnectionSettings } from '#shared/connection.ts'
import type { FailureOf } from '#shared/failure.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ServerProfileId } from '#shared/server-profile.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { openJsonFile } from '../settings/json-file.ts'
import { serverProfiles } from './server-profiles.ts'
import type { ModelListing, StoredConnection } from './table.ts'

/** Where connections were kept before they had a table. Only read, but for the mark that they were taken over. */
const OlderFile = z.looseObject({
  connections: z.array(z.object({ id: z.string(), label: z.string(), baseUrl: z.string() })),
  isTakenOver: z.boolean().optional(),
})

/** Where the OpenAI API answers (documentation: platform.openai.com/docs/api-reference). */
const openAiBaseUrl = 'https://api.openai.com/v1'

const usualSettings: ConnectionSettings = { maxConcurrent: 3, typedModels: [] }
const atFirst = { settings: usualSettings, listing: null } as const
const builtIn: readonly StoredConnection[] = [
  { ...atFirst, id: 'sketch', profile: 'sketch', label: 'Sketch', baseUrl: null, createdAtMs: 0 },
  { ...atFirst, id: 'openai', profile: 'openai', label: 'OpenAI', baseUrl: openAiBaseUrl, createdAtMs: 1 },
  {
    ...atFirst,
    id: 'karlo',
    profile: 'karlo',
    label: 'Kakao Karlo',
    baseUrl: serverProfiles.karlo.usualBaseUrl,
    createdAtMs: 2,
  },
]

/** A connection with what main alone may know. */
export interface Endpointed {
  readonly id: string
  readonly profile: ServerProfileId
  readonly providers: readonly [ProviderId, ...ProviderId[]]
  readonly settings: ConnectionSettings
  readonly label: string
  readonly baseUrl: string | null
  readonly origin: Connection['origin']
  /** The OpenAI API answers nobody without a key; a server of one's own may. */
  readonly needsKey: boolean
  readonly listing: ModelListing | null
}

type ConnectionsOfLibrary = Pick<LibraryClient, 'openConnections' | 'saveConnection' | 'removeConnection'>

interface ConnectionChange {
  readonly id: string
  readonly label?: string | undefined
  readonly profile?: ServerProfileId | undefined
  readonly settings?: ConnectionSettings | undefined
}

/** What reads, reads what was loaded; what writes, writes into the library first. */
export interface ConnectionStore {
  /** Once, before anything asks for more than the built-in ones. */
  readonly load: (library: ConnectionsOfLibrary) => Promise<void>
  readonly list: () => Promise<readonly Connection[]>
  readonly describe: (id: string) => Promise<Result<Connection, FailureOf<'not-found'>>>
  readonly all: () => readonly Endpointed[]
  readonly find: (id: string) => Endpointed | null
  readonly add: (
    library: ConnectionsOfLibrary,
    input: { readonly label: string; readonly baseUrl: string; readonly profile?: ServerProfileId | undefined },
  ) => Promise<Result<Connection, FailureOf<'bad-request'>>>
  readonly update: (
    library: ConnectionsOfLibrary,
    change: ConnectionChange,
  ) => Promise<Result<Connection, FailureOf<'not-found' | 'bad-request'>>>
  /** Remembers what a server listed. */
  readonly keepListing: (library: ConnectionsOfLibrary, id: string, listing: ModelListing) => Promise<void>
  readonly remove: (
    library: ConnectionsOfLibrary,
    id: string,
  ) => Promise<Result<Record<string, never>, FailureOf<'not-found'>>>
}

/**
 * The ways to providers that a library uses: the offline sketch, OpenAI, and what the person added. `OPENAI_API_KEY` and
 * `OPENAI_BASE_URL`, when set at start, define the OpenAI connection for this run and are never written.
 */
export function createConnectionStore(options: {
  readonly profileFolder: string
  readonly keys: KeyStore
  readonly environment: { readonly apiKey: string | null; readonly baseUrl: string | null }
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}): ConnectionStore {
  const { keys, environment, nowMs } = options
  const isFromEnvironment = environment.apiKey !== null || environment.baseUrl !== null
  const environmentBaseUrl = environment.baseUrl?.replace(/\/+$/, '') ?? null
  let stored = byId(builtIn)
  /** Of an address that is this run's alone. */
  let listingOfThisRun: ModelListing | null = null

  const isBuiltIn = (id: string): boolean => builtIn.some((connection) => connection.id === id)
  const hasAddressOfThisRun = (id: string): boolean => id === 'openai' && environmentBaseUrl !== null

  function toEndpointed({ createdAtMs: _, ...connection }: StoredConnection): Endpointed {
    const isElsewhere = hasAddressOfThisRun(connection.id)
    const baseUrl = isElsewhere ? environmentBaseUrl : connection.baseUrl
    const { providers, needsKey } = serverProfiles[connection.profile]
    const isOfThisRun = isFromEnvironment && connection.id === 'openai'
    return {
      ...connection,
      providers,
      baseUrl,
      listing: isElsewhere ? listingOfThisRun : connection.listing,
      origin: isOfThisRun ? 'environment' : isBuiltIn(connection.id) ? 'built-in' : 'saved',
      // Who speaks as OpenAI does under another address may ask for none.
      needsKey: needsKey && (connection.profile !== 'openai' || profileOfAddress(baseUrl ?? '') === 'openai'),
    }
  }

  const all = (): readonly Endpointed[] => [...stored.values()].map(toEndpointed)
  const find = (id: string): Endpointed | null => {
    const connection = stored.get(id)
    return connection === undefined ? null : toEndpointed(connection)
  }
  const toConnection = async ({ listing, providers, ...connection }: Endpointed): Promise<Connection> => ({
    ...connection,
    providers: [...providers],
    key: connection.profile === 'sketch' ? { kind: 'not-needed' } : await keys.describe(connection),
    listed: listing === null ? null : { modelCount: listing.models.length, atMs: listing.atMs },
    isUnencrypted: connection.baseUrl !== null && isUnencrypted(connection.baseUrl),
  })

  async function save(library: ConnectionsOfLibrary, connection: StoredConnection): Promise<Connection> {
    await library.saveConnection({ connection })
    stored.set(connection.id, connection)
    return toConnection(toEndpointed(connection))
  }

  return {
    load: async (library) => {
      const file = openJsonFile({
        path: join(options.profileFolder, 'connections.json'),
        read: (text) => OlderFile.safeParse(text).data ?? null,
        initial: { connections: [] },
        nowMs,
        onDamaged: options.onDamaged,
      })
      const { connections, isTakenOver = false } = file.value()
      // As what they were asked until now.
      const older = connections.map(
        (given): StoredConnection => ({ ...atFirst, ...given, profile: 'openai', createdAtMs: nowMs() }),
      )
      // Where nothing can be written they are there all the same.
      if (!isTakenOver) stored = byId([...builtIn, ...older])
      stored = byId(await library.openConnections({ builtIn, older, isFirst: !isTakenOver }))
      if (older.length > 0 && !isTakenOver) await file.update((value) => ({ ...value, isTakenOver: true }))
    },

    all,
    find,
    list: () => Promise.all(all().map(toConnection)),
    describe: async (id) => {
      const connection = find(id)
      return connection === null ? err({ kind: 'not-found', what: 'connection' }) : ok(await toConnection(connection))
    },

    add: async (library, { label, baseUrl, profile = profileOfAddress(baseUrl) }) => {
      const normalized = normalizeBaseUrl(baseUrl, profile)
      if (!normalized.ok) return normalized
      return ok(
        await save(library, {
          id: randomUUID(),
          profile,
          label: label.toWellFormed(),
          baseUrl: normalized.value,
          settings: usualSettings,
          listing: null,
          createdAtMs: nowMs(),
        }),
      )
    },

    update: async (library, { id, label, profile, settings }) => {
      const before = stored.get(id)
      if (before === undefined) return err({ kind: 'not-found', what: 'connection' })
      if (profile !== undefined && profile !== before.profile && isBuiltIn(id))
        return err({ kind: 'bad-request', field: 'profile' })
      return ok(
        await save(library, {
          ...before,
          label: label?.toWellFormed() ?? before.label,
          profile: profile ?? before.profile,
          settings: settings ?? before.settings,
        }),
      )
    },

    keepListing: async (library, id, listing) => {
      const before = stored.get(id)
      // Removed while its server was asked.
      if (before === undefined) return
      if (hasAddressOfThisRun(id)) listingOfThisRun = listing
      else await save(library, { ...before, listing })
    },

    remove: async (library, id) => {
      if (isBuiltIn(id) || !stored.has(id)) return err({ kind: 'not-found', what: 'connection' })
      await library.removeConnection({ id })
      stored.delete(id)
      await keys.remove(id)
      return ok({})
    },
  }
}

const byId = (connections: readonly StoredConnection[]): Map<string, StoredConnection> =>
  new Map(connections.map((connection) => [connection.id, connection]))
