import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { Connection, ConnectionSettings } from '#shared/connection.ts'
import type { FailureOf } from '#shared/failure.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { ServerProfileId } from '#shared/server-profile.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import { openJsonFile } from '../settings/json-file.ts'
import { isUnencrypted, normalizeBaseUrl } from './base-url.ts'
import { serverProfiles } from './server-profiles.ts'

const ConnectionsFile = z.looseObject({
  connections: z.array(
    z.object({ id: z.string(), label: z.string(), baseUrl: z.string(), profile: ServerProfileId.optional() }),
  ),
})

/** Where the OpenAI API answers (documentation: platform.openai.com/docs/api-reference). */
const openAiBaseUrl = 'https://api.openai.com/v1'
const openAiHost = 'api.openai.com'

const usualSettings: ConnectionSettings = { maxConcurrent: 3, typedModels: [] }

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
}

export interface ConnectionStore {
  readonly list: () => Promise<readonly Connection[]>
  readonly describe: (id: string) => Promise<Result<Connection, FailureOf<'not-found'>>>
  readonly find: (id: string) => Endpointed | null
  readonly add: (input: {
    readonly label: string
    readonly baseUrl: string
  }) => Promise<Result<Connection, FailureOf<'bad-request'>>>
  readonly remove: (id: string) => Promise<Result<Record<string, never>, FailureOf<'not-found'>>>
}

/**
 * The ways to providers: the offline sketch, OpenAI, and what the person added. `OPENAI_API_KEY` and
 * `OPENAI_BASE_URL`, when set at start, define the OpenAI connection for this run and are never written.
 */
export function openConnectionStore(options: {
  readonly profileFolder: string
  readonly keys: KeyStore
  readonly environment: { readonly apiKey: string | null; readonly baseUrl: string | null }
  readonly nowMs: () => number
  readonly onDamaged: (movedTo: string) => void
}): ConnectionStore {
  const { keys, environment } = options
  const file = openJsonFile({
    path: join(options.profileFolder, 'connections.json'),
    read: (stored) => ConnectionsFile.safeParse(stored).data ?? null,
    initial: { connections: [] },
    nowMs: options.nowMs,
    onDamaged: options.onDamaged,
  })

  const isFromEnvironment = environment.apiKey !== null || environment.baseUrl !== null
  const builtIn: readonly Endpointed[] = [
    {
      id: 'sketch',
      profile: 'sketch',
      providers: serverProfiles.sketch.providers,
      label: 'Sketch',
      baseUrl: null,
      origin: 'built-in',
      needsKey: false,
      settings: usualSettings,
    },
    toOpenAi({
      id: 'openai',
      label: 'OpenAI',
      baseUrl: environment.baseUrl?.replace(/\/+$/, '') ?? openAiBaseUrl,
      origin: isFromEnvironment ? 'environment' : 'built-in',
    }),
    toEndpointed({
      id: 'karlo',
      label: 'Kakao Karlo',
      baseUrl: serverProfiles.karlo.usualBaseUrl ?? '',
      origin: 'built-in',
      profile: 'karlo',
    }),
  ]

  const all = (): readonly Endpointed[] => [
    ...builtIn,
    ...file.value().connections.map((saved) => toEndpointed({ ...saved, origin: 'saved' })),
  ]
  const find = (id: string): Endpointed | null => all().find((connection) => connection.id === id) ?? null
  const toConnection = async ({ needsKey: _, providers, ...connection }: Endpointed): Promise<Connection> => ({
    ...connection,
    providers: [...providers],
    key: connection.profile === 'sketch' ? { kind: 'not-needed' } : await keys.describe(connection),
    isUnencrypted: connection.baseUrl !== null && isUnencrypted(connection.baseUrl),
  })

  return {
    find,
    list: () => Promise.all(all().map(toConnection)),
    describe: async (id) => {
      const connection = find(id)
      return connection === null ? err({ kind: 'not-found', what: 'connection' }) : ok(await toConnection(connection))
    },
    add: async ({ label, baseUrl }) => {
      const normalized = normalizeBaseUrl(baseUrl)
      if (!normalized.ok) return normalized
      const saved = { id: randomUUID(), label, baseUrl: normalized.value }
      await file.update((value) => ({ ...value, connections: [...value.connections, saved] }))
      return ok(await toConnection(toOpenAi({ ...saved, origin: 'saved' })))
    },
    remove: async (id) => {
      if (!file.value().connections.some((saved) => saved.id === id))
        return err({ kind: 'not-found', what: 'connection' })
      await file.update((value) => ({ ...value, connections: value.connections.filter((saved) => saved.id !== id) }))
      await keys.remove(id)
      return ok({})
    },
  }
}

interface Known {
  readonly id: string
  readonly label: string
  readonly baseUrl: string
  readonly origin: Connection['origin']
}

/** What was saved before there were profiles is a server that speaks as OpenAI does. */
const toEndpointed = ({ profile, ...known }: Known & { readonly profile?: ServerProfileId | undefined }): Endpointed =>
  profile === undefined || profile === 'openai'
    ? toOpenAi(known)
    : {
        ...known,
        profile,
        providers: serverProfiles[profile].providers,
        settings: usualSettings,
        needsKey: serverProfiles[profile].needsKey,
      }

const toOpenAi = (connection: Known): Endpointed => ({
  ...connection,
  profile: 'openai',
  providers: serverProfiles.openai.providers,
  settings: usualSettings,
  needsKey: URL.parse(connection.baseUrl)?.hostname === openAiHost,
})
