import { calls, type DeclaredFailure, type Handlers } from '#shared/contract.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import { err, ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { Provider } from '../providers/provider.ts'
import type { ConnectionStore } from './connection-store.ts'

const testTimeoutMs = 20_000

type TestFailure = DeclaredFailure<'connections.test'>

export const createConnectionHandlers = (options: {
  readonly connections: ConnectionStore
  readonly keys: KeyStore
  readonly providers: Readonly<Record<ProviderId, Provider>>
  readonly isOnline: () => boolean
  readonly broadcast: Broadcast
}) => {
  const { connections, keys, providers, isOnline, broadcast } = options
  const notFound = err({ kind: 'not-found', what: 'connection' } as const)
  const announce = (): void => broadcast('connections.changed', {})

  return {
    'connections.list': async () => ok({ connections: [...(await connections.list())] }),

    'connections.add': async (input) => {
      const added = await connections.add(input)
      if (added.ok) announce()
      return added
    },

    'connections.remove': async ({ id }) => {
      const removed = await connections.remove(id)
      if (removed.ok) announce()
      return removed
    },

    'connections.test': async ({ id }) => {
      const connection = connections.find(id)
      if (connection === null) return notFound
      const { test } = providers[connection.providers[0]]
      if (test === undefined) return ok({ modelCount: 1 })
      const apiKey = await keys.read(connection)
      if (connection.needsKey && apiKey === null) return err({ kind: 'key-missing' })
      const tested = await test(
        { baseUrl: connection.baseUrl, apiKey, profile: connection.profile },
        AbortSignal.timeout(testTimeoutMs),
      )
      if (tested.ok) return tested
      if ((tested.failure.kind === 'unreachable' || tested.failure.kind === 'service-gone') && !isOnline())
        return err({ kind: 'offline' })
      if (tested.failure.kind === 'cancelled') return err({ kind: 'timed-out', afterMs: testTimeoutMs })
      return err(isTestFailure(tested.failure) ? tested.failure : { kind: 'unreadable-answer' })
    },

    'apiKeys.save': async ({ connectionId, key, keep }) => {
      const connection = connections.find(connectionId)
      if (connection === null) return notFound
      const saved = await keys.save(connection, key, keep)
      if (!saved.ok) return saved
      announce()
      return connections.describe(connectionId)
    },

    'apiKeys.remove': async ({ connectionId }) => {
      if (connections.find(connectionId) === null) return notFound
      await keys.remove(connectionId)
      announce()
      return connections.describe(connectionId)
    },
  } satisfies Partial<Handlers>
}

const testFailures: ReadonlySet<string> = new Set(calls['connections.test'].failures)
const isTestFailure = (failure: { readonly kind: string }): failure is TestFailure => testFailures.has(failure.kind)
