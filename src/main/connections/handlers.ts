import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { WhenOpen } from '../library/when-open.ts'
import type { AskForModels } from './ask-for-models.ts'
import type { ConnectionStore } from './connection-store.ts'
import { modelsOfConnection } from './models-of-connection.ts'

export const createConnectionHandlers = (options: {
  readonly whenOpen: WhenOpen
  readonly connections: ConnectionStore
  readonly keys: KeyStore
  readonly askForModels: AskForModels
  readonly broadcast: Broadcast
  readonly nowMs: () => number
}) => {
  const { whenOpen, connections, keys, askForModels, broadcast, nowMs } = options
  const notFound = err({ kind: 'not-found', what: 'connection' } as const)
  const announce = (): void => broadcast('connections.changed', {})
  /** Without a library there are the built-in ones, so that Settings has something to show. */
  const whenLoaded = async (): Promise<void> => {
    await whenOpen(async () => ok({}))
  }
  const labelsOf = (id: string): string[] => {
    const connection = connections.find(id)
    return connection === null
      ? []
      : modelsOfConnection(connection, nowMs()).flatMap(({ status, label }) =>
          status.kind === 'retired' ? [] : [label],
        )
  }

  return {
    'connections.list': async () => {
      await whenLoaded()
      return ok({ connections: [...(await connections.list())] })
    },

    'connections.models': async ({ connectionId }) => {
      await whenLoaded()
      const connection = connections.find(connectionId)
      return connection === null ? notFound : ok({ models: [...modelsOfConnection(connection, nowMs())] })
    },

    'connections.add': (input) =>
      whenOpen(async (library) => {
        const added = await connections.add(library, input)
        if (added.ok) announce()
        return added
      }),

    'connections.update': (change) =>
      whenOpen(async (library) => {
        const updated = await connections.update(library, change)
        if (updated.ok) announce()
        return updated
      }),

    'connections.remove': ({ id }) =>
      whenOpen(async (library) => {
        const removed = await connections.remove(library, id)
        if (removed.ok) announce()
        return removed
      }),

    'connections.test': async ({ id }) => {
      await whenLoaded()
      const connection = connections.find(id)
      if (connection === null) return notFound
      if (connection.baseUrl === null) return ok({ modelCount: labelsOf(id).length, modelLabels: labelsOf(id) })
      const asked = await askForModels(connection)
      if (!asked.ok) return asked
      const listing = { models: asked.value, atMs: nowMs() }
      // A library that refuses was told of by `whenOpen`; what was found out is true all the same.
      await whenOpen(async (library) => ok(await connections.keepListing(library, id, listing)))
      announce()
      return ok({ modelCount: asked.value.length, modelLabels: labelsOf(id) })
    },

    'apiKeys.save': async ({ connectionId, key, keep }) => {
      await whenLoaded()
      const connection = connections.find(connectionId)
      if (connection === null) return notFound
      const saved = await keys.save(connection, key, keep)
      if (!saved.ok) return saved
      announce()
      return connections.describe(connectionId)
    },

    'apiKeys.remove': async ({ connectionId }) => {
      await whenLoaded()
      if (connections.find(connectionId) === null) return notFound
      await keys.remove(connectionId)
      announce()
      return connections.describe(connectionId)
    },
  } satisfies Partial<Handlers>
}
