import type { Failure } from '#shared/failure.ts'
import type { Draft, Generation } from '#shared/generation.ts'
import { isOut } from '#shared/generation-status.ts'
import type { ProviderId } from '#shared/provider-id.ts'
import type { QueueState } from '#shared/queue.ts'
import { ok } from '#shared/result.ts'
import type { KeyStore } from '../api-keys/key-store.ts'
import type { ConnectionStore, Endpointed } from '../connections/connection-store.ts'
import { needsNetwork } from '../connections/needs-network.ts'
import { atMostEvery } from '../ipc/at-most-every.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { Provider } from '../providers/provider.ts'
import type { TrialPlace } from './begin.ts'
import { createLane, type Lane, type Waiting } from './lane.ts'
import type { RunGeneration } from './run-generation.ts'
import { sentPromptOf } from './sent-prompt.ts'

export interface GenerationQueue {
  /** Commits the row, answers with it; the request leaves when its turn comes. */
  readonly add: (
    library: LibraryClient,
    input: {
      readonly draft: Draft
      readonly provider: ProviderId
      readonly connection: Endpointed
      /** Absent = what was typed, as far as the connection takes words. */
      readonly sentPrompt?: string
      readonly trial?: TrialPlace
    },
  ) => ReturnType<LibraryClient['beginGeneration']>
  /** `false` when nothing with this id is out. */
  readonly cancel: (id: number) => Promise<boolean>
  /** The same, but what has left or is about to goes on. */
  readonly cancelIfWaiting: (id: number) => Promise<boolean>
  /** Cancels what waits, of one connection or (`null`) of all; what is out goes on. Answers how many. */
  readonly cancelWaiting: (library: LibraryClient, connectionId: string | null) => Promise<number>
  /** Takes up what an earlier run left waiting. With `isHeld` it waits on until the person lets it go. */
  readonly takeUp: (library: LibraryClient, options: { readonly isHeld: boolean }) => Promise<void>
  /** Whether what waits may leave. What is out goes on either way. */
  readonly setHeld: (isHeld: boolean) => void
  /** Looks again at once: a connection was changed. */
  readonly lookAgain: () => void
  readonly state: () => QueueState
  /** Starts nothing any more, aborts what is out and resolves when each has its end in the library. */
  readonly stop: () => Promise<void>
}

/** How often a parked queue looks whether the network is back. */
const networkCheckMs = 2_000
/** How long nothing leaves when the library could not be read or written. */
const libraryRestMs = 10_000
/** How often the page is told, at most. */
const tellEveryMs = 100
/** Node fires at once what is further away than its timers count. */
const longestTimerMs = 60 * 60_000

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
  /** Told of each end, once it is out of the queue, and of what is left then. */
  readonly onEnd?: (generation: Generation, left: QueueState) => void
  /** Told as often as the page is. */
  readonly onChange?: (state: QueueState) => void
  readonly isOnline: () => boolean
  readonly nowMs: () => number
  readonly stopping: AbortController
  readonly logDefect: (where: string, cause: unknown) => string
}): GenerationQueue {
  const { run, providers, connections, keys, broadcast, onEnd, onChange, isOnline, nowMs, stopping, logDefect } =
    options
  const lanes = new Map<string, Lane>()
  const libraryOf = new Map<number, LibraryClient>()
  let isHeld = false
  let libraryRestsUntilMs = 0
  let timer: NodeJS.Timeout | undefined
  const tell = atMostEvery(tellEveryMs, () => {
    broadcast('queue.changed', { state: state() })
    onChange?.(state())
  })

  const laneOf = (connectionId: string): Lane => {
    const lane = lanes.get(connectionId) ?? createLane(connectionId)
    lanes.set(connectionId, lane)
    return lane
  }

  const maxConcurrentOf = (connection: Endpointed | null): number => connection?.settings.maxConcurrent ?? 1

  /** Lets out whatever may leave now, and looks again when the next thing may. */
  function pump(): void {
    if (stopping.signal.aborted) return
    clearTimeout(timer)
    const looksAgainMs: number[] = []
    for (const lane of lanes.values()) {
      const connection = connections.find(lane.connectionId)
      const room = { maxConcurrent: maxConcurrentOf(connection), isHeld }
      const isParked = needsNetwork(connection) && !isOnline()
      lane.setParked(isParked)
      if (isParked && lane.allWaiting().length > 0) looksAgainMs.push(networkCheckMs)
      const take = (): Waiting | null => (nowMs() < libraryRestsUntilMs ? null : lane.take({ ...room, nowMs: nowMs() }))
      for (let next = take(); next !== null; next = take()) start(lane, next)
      const nextAtMs = lane.nextAtMs(room)
      if (nextAtMs !== null) looksAgainMs.push(Math.max(0, nextAtMs - nowMs(), libraryRestsUntilMs - nowMs()))
      if (lane.isIdle(nowMs())) lanes.delete(lane.connectionId)
    }
    if (looksAgainMs.length > 0) timer = setTimeout(pump, Math.min(longestTimerMs, ...looksAgainMs))
    tell.call()
  }

  function start(lane: Lane, taken: Waiting): void {
    const { id } = taken
    const library = libraryOf.get(id)
    if (library === undefined) throw new Error(`Nobody knows where generation ${id} waits`)
    const controller = new AbortController()
    const ended = runOne(library, lane, taken, controller.signal)
      .then((generation) => {
        lane.leave(id)
        if (generation?.status === 'queued') lane.add({ id, notBeforeMs: generation.notBeforeMs ?? 0, hasLeft: false })
        else if (generation !== null && isOut(generation))
          lane.add({ id, notBeforeMs: nowMs() + keyCheckMs, hasLeft: true })
        else libraryOf.delete(id)
        if (generation !== null) announce(generation)
      })
      .catch((cause: unknown) => {
        lane.leave(id)
        if (cause instanceof LibraryProblemError) {
          libraryRestsUntilMs = nowMs() + libraryRestMs
          return lane.add(taken)
        }
        // The row stays as it is and the next start settles it.
        libraryOf.delete(id)
        logDefect(`generation ${id} could not be settled`, cause)
      })
      .finally(pump)
    lane.enter(id, { controller, ended })
  }

  /** Answers with where it ended; `null` when there is nothing to be done with it. */
  async function runOne(
    library: LibraryClient,
    lane: Lane,
    { id, hasLeft }: Waiting,
    signal: AbortSignal,
  ): Promise<Generation | null> {
    const generation = await library.getGeneration({ id })
    // Settled or deleted while it waited; or it left and its end could not be written, which the next start does.
    if (generation === null || !isOut(generation) || (generation.status !== 'queued' && !hasLeft)) return null
    const connection = connections.find(lane.connectionId)
    if (connection === null)
      return fail(library, id, hasLeft ? { kind: 'interrupted' } : { kind: 'not-found', what: 'connection' })
    const apiKey = await keys.read(connection)
    if (connection.needsKey && apiKey === null) {
      // It was paid for: it is fetched as soon as there is a key again.
      return hasLeft ? generation : fail(library, id, { kind: 'key-missing' })
    }
    const provider = Object.values(providers).find((one) => one.id === generation.provider)
    if (provider === undefined) return fail(library, id, { kind: 'bad-request', field: 'provider' })

    const ran = await run({ library, generation, connection, apiKey, provider }, signal)
    if (ran.restMs !== null) lane.rest(nowMs() + ran.restMs)
    // Cancelled just when it was turned away: it must not leave once more.
    return ran.generation.status === 'queued' && signal.aborted && !stopping.signal.aborted
      ? fail(library, id, { kind: 'cancelled' })
      : ran.generation
  }

  const fail = (library: LibraryClient, id: number, failure: Failure): Promise<Generation> =>
    library.failGeneration({ id, failure, requestId: null, rawResponse: null, nowMs: nowMs(), durationMs: null })

  function announce(generation: Generation): void {
    broadcast('generation.changed', { generation })
    if (generation.status === 'succeeded') broadcast('images.changed', {})
    if (!isOut(generation)) onEnd?.(generation, state())
  }

  const state = (): QueueState => ({
    isHeld,
    lanes: [...lanes.values()].map((lane) => {
      const connection = connections.find(lane.connectionId)
      return {
        ...lane.state(nowMs()),
        connectionLabel: connection?.label ?? lane.connectionId,
        maxConcurrent: maxConcurrentOf(connection),
      }
    }),
  })

  function wait(library: LibraryClient, connectionId: string, waiting: Waiting): void {
    // Begun while what an earlier run left was being read.
    if (libraryOf.has(waiting.id)) return
    libraryOf.set(waiting.id, library)
    laneOf(connectionId).add(waiting)
  }

  /** What was taken out of a lane leaves it for good once that is written; where it cannot be, it waits on. */
  async function withdraw(lane: Lane, taken: readonly Waiting[], write: () => Promise<unknown>): Promise<void> {
    try {
      await write()
      for (const { id } of taken) libraryOf.delete(id)
    } catch (cause) {
      for (const waiting of taken) lane.add(waiting)
      throw cause
    } finally {
      pump()
    }
  }

  async function cancelIfWaiting(id: number): Promise<boolean> {
    const library = libraryOf.get(id)
    for (const lane of lanes.values()) {
      const waiting = lane.remove(id)
      if (library === undefined || waiting === null) continue
      await withdraw(lane, [waiting], async () => announce(await fail(library, id, { kind: 'cancelled' })))
      return true
    }
    return false
  }

  return {
    state,

    add: async (library, { draft, provider, connection, sentPrompt, trial }) => {
      const begun = await library.beginGeneration({
        draft,
        provider,
        connectionLabel: connection.label,
        sentPrompt: sentPrompt ?? sentPromptOf(draft, connection.profile),
        createdAtMs: nowMs(),
        ...(trial && { trial }),
      })
      if (!begun.ok) return begun
      announce(begun.value)
      wait(library, connection.id, { id: begun.value.id, notBeforeMs: 0, hasLeft: false })
      pump()
      return ok(begun.value)
    },

    takeUp: async (library, { isHeld: isToBeHeld }) => {
      const { queued, resumable } = await library.leftToDo({})
      isHeld ||= isToBeHeld && queued.length > 0
      for (const { id, connectionId, notBeforeMs } of queued)
        wait(library, connectionId, { id, notBeforeMs: notBeforeMs ?? 0, hasLeft: false })
      for (const { id, connectionId } of resumable) wait(library, connectionId, { id, notBeforeMs: 0, hasLeft: true })
      pump()
    },

    setHeld: (held) => {
      isHeld = held
      pump()
    },

    lookAgain: pump,

    cancel: async (id) => {
      const out = [...lanes.values()].map((lane) => lane.running(id)).find((running) => running !== null)
      out?.controller.abort()
      return out !== undefined || cancelIfWaiting(id)
    },

    cancelIfWaiting,

    cancelWaiting: async (library, connectionId) => {
      let count = 0
      for (const lane of lanes.values()) {
        if (connectionId !== null && lane.connectionId !== connectionId) continue
        // What has left in an earlier run only waits to be fetched: it is paid for.
        const waiting = lane.allWaiting().filter(({ hasLeft }) => !hasLeft)
        for (const { id } of waiting) lane.remove(id)
        await withdraw(lane, waiting, async () => {
          const last = await library.cancelQueued({ ids: waiting.map(({ id }) => id), nowMs: nowMs() })
          // One word for all of them: the page reads again what it shows.
          if (last !== null) announce(last)
        })
        count += waiting.length
      }
      return count
    },

    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      tell.stop()
      const out = [...lanes.values()].flatMap((lane) => lane.allRunning())
      for (const { controller } of out) controller.abort()
      await Promise.all(out.map(({ ended }) => ended))
    },
  }
}
