import { profileOfAddress } from '#shared/base-url.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { AskForModels } from './ask-for-models.ts'
import type { ConnectionStore, Endpointed } from './connection-store.ts'

const dayMs = 24 * 60 * 60 * 1000
const lookEveryMs = 60 * 60 * 1000

export interface ListingRefresh {
  /** Asks whom it is time to ask. */
  readonly run: () => Promise<void>
  readonly stop: () => void
}

/**
 * Learns once a day which of OpenAI's models end and when, where there is a network and a key that may be used. Nobody
 * else is asked unbidden: other servers say nothing of an end, and a person tests them when there is news.
 */
export function startListingRefresh(options: {
  readonly library: Pick<LibraryClient, 'openConnections' | 'saveConnection' | 'removeConnection'>
  readonly connections: ConnectionStore
  readonly askForModels: AskForModels
  readonly isOnline: () => boolean
  readonly broadcast: Broadcast
  readonly nowMs: () => number
  /** Told what came in the way; it is tried again within the hour. */
  readonly warn: (text: string) => void
  readonly logDefect: (where: string, cause: unknown) => string
}): ListingRefresh {
  const { library, connections, askForModels, isOnline, broadcast, nowMs, warn, logDefect } = options

  async function refresh(connection: Endpointed): Promise<void> {
    const asked = await askForModels(connection)
    if (!asked.ok) {
      if (asked.failure.kind !== 'offline')
        warn(`the models of ${connection.label} could not be listed: ${asked.failure.kind}`)
      return
    }
    await connections.keepListing(library, connection.id, { models: asked.value, atMs: nowMs() })
    broadcast('connections.changed', {})
  }

  async function run(): Promise<void> {
    if (!isOnline()) return
    const keyed = await connections.list()
    for (const connection of connections.all()) {
      const { id, baseUrl, listing } = connection
      const hasKey = keyed.some((known) => known.id === id && known.key.kind === 'present')
      const isDue = listing === null || nowMs() - listing.atMs >= dayMs || listing.atMs > nowMs()
      if (hasKey && isDue && profileOfAddress(baseUrl ?? '') === 'openai') await refresh(connection)
    }
  }

  const runSafely = (): void => {
    run().catch((cause: unknown) => logDefect('listing models', cause))
  }
  const timer = setInterval(runSafely, lookEveryMs)
  timer.unref()
  return { run, stop: () => clearInterval(timer) }
}
