import { isLoopback } from '#shared/base-url.ts'
import type { Failure } from '#shared/failure.ts'
import type { Draft, Generation } from '#shared/generation.ts'
import { isOut } from '#shared/generation-status.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import type { QueueState } from '#shared/queue.ts'
import { ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore, Endpointed } from '../connections/connection-store.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import type { Provider } from '../providers/provider.ts'
import { createLane, type Lane } from './lane.ts'
import type { RunGeneration } from './run-generation.ts'
import { sentPromptOf } from './sent-prompt.ts'

export interface GenerationQueue {
  /** Commits the row, answers with it; the request leaves when its turn comes. */
  readonly add: (
    library: LibraryClient,
    input: { readonly draft: Draft; readonly provider: ProviderId; readonly connection: Endpointed },
  ) => ReturnType<LibraryClient['beginGeneration']>
  /** `false` when nothing with this id is out. */
  readonly cancel: (id: number) => Promise<boolean>
  /** Takes up what an earlier run left waiting. */
  readonly takeUp: (library: LibraryClient) => Promise<void>
  /** Whether what waits may leave. What is out goes on either way. */
  readonly setHeld: (isHeld: boolean) => void
  readonly state: () => QueueState
  /** Starts nothing any more, aborts what is out and resolves when each has its end in the library. */
  readonly stop: () => Promise<void>
}

/** How often a parked queue looks whether the network is back. */
const networkCheckMs = 2_000

/** How often a generation whose answer lies with the provider looks whether there is a key to fetch it with. */
const keyCheckMs = 5_000

/**
 * Generations wait in the database and leave when their connection has room: at most so many at once, none while the
 * provider asks for a pause, none without a network. In memory is nothing but their ids.
 */
export function createGenerationQueue(options: {
  readonly run: RunGeneration
  readonly providers: Readonly<Record<ProviderId, Provider>>
  readonly connections: Pick<ConnectionStore, 'find'>
  readonly keys: Pick<KeyStore, 'read'>
  readonly broadcast: Broadcast
  readonly isOnline: () => boolean
  readonly nowMs: () => number
  readonly stopping: AbortController
  readonly logDefect: (where: string, cause: unknown) => string
}): GenerationQueue {
  const { run, providers, connections, keys, broadcast, isOnline, nowMs, stopping, logDefect } = options
  const lanes = new Map<string, Lane>()
  const libraryOf = new Map<number, LibraryClient>()
  let isHeld = false
  let timer: NodeJS.Timeout | undefined

  const laneOf = (connectionId: string): Lane => {
    const lane = lanes.get(connectionId) ?? createLane(connectionId)
    lanes.set(connectionId, lane)
    return lane
  }

  /** Lets out whatever may leave now, and looks again when the next thing may. */
  function pump(): void {
    if (stopping.signal.aborted) return
    clearTimeout(timer)
    const looksAgainMs: number[] = []
    for (const lane of lanes.values()) {
      const connection = connections.find(lane.connectionId)
      const isParked = needsNetwork(connection) && !isOnline()
      if (lane.setParked(isParked) && !isHeld) looksAgainMs.push(networkCheckMs)
      if (isHeld || isParked) continue
      const limit = connection?.settings.maxConcurrent ?? 1
      for (let id = lane.take(limit, nowMs()); id !== null; id = lane.take(limit, nowMs())) start(lane, id)
      const next = lane.nextAtMs(limit)
      if (next !== null) looksAgainMs.push(Math.max(0, next - nowMs()))
      if (lane.isIdle(nowMs())) lanes.delete(lane.connectionId)
    }
    if (looksAgainMs.length > 0) timer = setTimeout(pump, Math.min(...looksAgainMs))
    broadcast('queue.changed', { state: state() })
  }

  function start(lane: Lane, id: number): void {
    const library = libraryOf.get(id)
    if (library === undefined) throw new Error(`Nobody knows where generation ${id} waits`)
    const controller = new AbortController()
    const ended = runOne(library, lane, id, controller.signal)
      .then((generation) => {
        lane.leave(id)
        if (generation?.status === 'queued') lane.add({ id, notBeforeMs: generation.notBeforeMs ?? 0 })
        else if (generation !== null && isOut(generation)) lane.add({ id, notBeforeMs: nowMs() + keyCheckMs })
        else libraryOf.delete(id)
        if (generation !== null) announce(generation)
      })
      .catch((cause: unknown) => {
        // The library itself could not take the end of it. The row stays as it is and the next start settles it.
        lane.leave(id)
        libraryOf.delete(id)
        logDefect(`generation ${id} could not be settled`, cause)
      })
      .finally(pump)
    lane.enter(id, { controller, ended })
  }

  /** Answers with where it ended; `null` when it had an end already. */
  async function runOne(
    library: LibraryClient,
    lane: Lane,
    id: number,
    signal: AbortSignal,
  ): Promise<Generation | null> {
    const generation = await library.getGeneration({ id })
    if (generation === null || !isOut(generation)) return null
    const connection = connections.find(lane.connectionId)
    const hasLeft = generation.status !== 'queued'
    if (connection === null)
      return fail(library, id, hasLeft ? { kind: 'interrupted' } : { kind: 'not-found', what: 'connection' })
    const apiKey = await keys.read(connection)
    if (connection.needsKey && apiKey === null) {
      // It was paid for: it is fetched as soon as there is a key again.
      return hasLeft ? generation : fail(library, id, { kind: 'key-missing' })
    }
    const provider = providerOf(generation)
    if (provider === null) return fail(library, id, { kind: 'bad-request', field: 'provider' })

    const ran = await run({ library, generation, connection, apiKey, provider }, signal)
    if (ran.restMs !== null) lane.rest(nowMs() + ran.restMs)
    return ran.generation
  }

  const providerOf = ({ provider: id }: Generation): Provider | null =>
    Object.values(providers).find((provider) => provider.id === id) ?? null

  const fail = (library: LibraryClient, id: number, failure: Failure): Promise<Generation> =>
    library.failGeneration({ id, failure, requestId: null, rawResponse: null, nowMs: nowMs(), durationMs: null })

  function announce(generation: Generation): void {
    broadcast('generation.changed', { generation })
    if (generation.status === 'succeeded') broadcast('images.changed', {})
  }

  const state = (): QueueState => ({
    isHeld,
    lanes: [...lanes.values()].map((lane) => ({
      ...lane.state(nowMs()),
      connectionLabel: connections.find(lane.connectionId)?.label ?? lane.connectionId,
    })),
  })

  function wait(library: LibraryClient, connectionId: string, id: number, notBeforeMs: number): void {
    libraryOf.set(id, library)
    laneOf(connectionId).add({ id, notBeforeMs })
  }

  return {
    state,

    add: async (library, { draft, provider, connection }) => {
      const begun = await library.beginGeneration({
        draft,
        provider,
        connectionLabel: connection.label,
        sentPrompt: sentPromptOf(draft, connection.profile),
        createdAtMs: nowMs(),
      })
      if (!begun.ok) return begun
      announce(begun.value)
      wait(library, connection.id, begun.value.id, 0)
      pump()
      return ok(begun.value)
    },

    takeUp: async (library) => {
      const { queued, resumable } = await library.leftToDo({})
      for (const { id, connectionId, notBeforeMs } of [...resumable, ...queued])
        wait(library, connectionId, id, notBeforeMs ?? 0)
      pump()
    },

    setHeld: (held) => {
      isHeld = held
      pump()
    },

    cancel: async (id) => {
      for (const lane of lanes.values()) {
        const out = lane.running(id)
        if (out !== null) {
          out.controller.abort()
          return true
        }
        const library = libraryOf.get(id)
        if (library !== undefined && lane.remove(id)) {
          libraryOf.delete(id)
          announce(await fail(library, id, { kind: 'cancelled' }))
          pump()
          return true
        }
      }
      return false
    },

    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      const out = [...lanes.values()].flatMap((lane) => lane.allRunning())
      for (const { controller } of out) controller.abort()
      await Promise.all(out.map(({ ended }) => ended))
    },
  }
}

/** The sketch is inside this program, and a server on this computer is reached without a network. */
function needsNetwork(connection: Endpointed | null): boolean {
  const url = URL.parse(connection?.baseUrl ?? '')
  return url !== null && !isLoopback(url.hostname)
}
