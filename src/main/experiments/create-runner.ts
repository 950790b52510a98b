import type { Model } from '#shared/catalogue.ts'
import type { Failure, FailureKind } from '#shared/failure.ts'
import type { Draft, Generation } from '#shared/generation.ts'
import { isUnmade } from '#shared/generation-status.ts'
import type { ImageParams } from '#shared/image-params.ts'
import { maxSeed } from '#shared/limits.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import { findModelOf } from '../connections/models-of-connection.ts'
import type { GenerationQueue } from '../generations/queue.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import type { LibraryClient } from '../library/library-client.ts'
import { armWords } from './arm-words.ts'
import type { NextTrial } from './trials.ts'

export interface ExperimentRunner {
  /** Asks for what is still wanted, as far as there is room. Resolves when what fits is in the queue. */
  readonly go: (library: LibraryClient, id: number) => Promise<void>
  /** Takes what waits out of the queue; what is out comes back. */
  readonly pause: (library: LibraryClient, id: number) => Promise<void>
  /** A generation ended; perhaps one of ours. */
  readonly onEnd: (generation: Generation) => void
  /** Goes on with what an earlier run left running. */
  readonly takeUp: (library: LibraryClient) => Promise<void>
  /** Why it stopped by itself; `null` = it did not. */
  readonly problemOf: (id: number) => Failure | null
}

/** As many trials as wait in the queue or are out at a time: enough for every connection, few enough to be paused. */
const mostOut = 12

/** What would fail again for every trial that follows: the person is asked instead of being billed or refused on. */
const stopsAll: ReadonlySet<FailureKind> = new Set([
  'key-missing',
  'key-refused',
  'quota',
  'budget-reached',
  'model-retired',
  'unsupported-by-model',
  'service-gone',
  'disk-full',
  'library-read-only',
])

/** Keeps the trials of running experiments in the queue, a few at a time and in their order. Each is asked for once. */
export function createExperimentRunner(options: {
  readonly queue: Pick<GenerationQueue, 'add' | 'cancelIfWaiting'>
  readonly connections: Pick<ConnectionStore, 'find'>
  readonly broadcast: Broadcast
  readonly nowMs: () => number
  readonly logDefect: (where: string, cause: unknown) => string
}): ExperimentRunner {
  const { queue, connections, broadcast, nowMs, logDefect } = options
  const problems = new Map<number, Failure>()
  /** Of generations that are out. */
  const experimentOf = new Map<number, { readonly library: LibraryClient; readonly id: number }>()
  /** By experiment, the end of what is being done: one thing after another, or two would both see the same trial free. */
  const busy = new Map<number, Promise<void>>()

  const changed = (id: number): void => broadcast('experiment.changed', { id })

  function inTurn(id: number, act: () => Promise<void>): Promise<void> {
    const acted = (busy.get(id) ?? Promise.resolve()).then(act)
    const ended = acted
      .catch(() => undefined)
      .then(() => {
        if (busy.get(id) === ended) busy.delete(id)
      })
    busy.set(id, ended)
    return acted
  }

  const go = (library: LibraryClient, id: number): Promise<void> => inTurn(id, () => fill(library, id))

  async function fill(library: LibraryClient, id: number): Promise<void> {
    const { status, seed, referenceIds, outCount, next } = await library.experimentWork({ id, limit: mostOut })
    if (status !== 'running') return
    for (const trial of next.slice(0, Math.max(0, mostOut - outCount))) {
      const failure = await ask(library, { id, seed }, trial, referenceIds)
      if (failure !== null) return stop(library, id, failure)
    }
  }

  async function ask(
    library: LibraryClient,
    { id, seed }: { readonly id: number; readonly seed: number },
    { trialId, armId, kind, settings, typedPrompt, rewritten, repeat }: NextTrial,
    referenceIds: readonly number[],
  ): Promise<Failure | null> {
    const connection = connections.find(settings.connectionId)
    if (connection === null) return { kind: 'not-found', what: 'connection' }
    const draft: Draft = {
      connectionId: connection.id,
      model: settings.model,
      provider: settings.provider,
      typedPrompt,
      params: withSeed(settings.params, findModelOf(connection, settings, nowMs()), seed + repeat),
      ...(referenceIds.length > 0 && {
        sources: referenceIds.map((imageId) => ({ imageId, role: 'reference' as const })),
      }),
    }
    const sentPrompt = armWords({ kind, settings, profile: connection.profile }, typedPrompt, rewritten)
    const trial = { trialId, armId, experimentId: id }
    const added = await queue.add(library, { draft, provider: settings.provider, connection, sentPrompt, trial })
    if (!added.ok) return added.failure
    experimentOf.set(added.value.id, { library, id })
    return null
  }

  async function stop(library: LibraryClient, id: number, failure: Failure): Promise<void> {
    problems.set(id, failure)
    await library.setExperimentStatus({ id, status: 'paused' })
    await withdraw(library, id)
    changed(id)
  }

  async function withdraw(library: LibraryClient, id: number): Promise<void> {
    for (const generationId of await library.waitingGenerationIds({ id })) await queue.cancelIfWaiting(generationId)
    await library.releaseUnsent({ id })
  }

  return {
    problemOf: (id) => problems.get(id) ?? null,

    go: async (library, id) => {
      problems.delete(id)
      await go(library, id)
    },

    pause: async (library, id) => {
      await library.setExperimentStatus({ id, status: 'paused' })
      // What is being added just now is withdrawn with the rest.
      await inTurn(id, () => withdraw(library, id))
      changed(id)
    },

    onEnd: (generation) => {
      const of = experimentOf.get(generation.id)
      if (of === undefined) return
      experimentOf.delete(generation.id)
      const { library, id } = of
      const stopsFor = isUnmade(generation) && stopsAll.has(generation.failure.kind) ? generation.failure : null
      const react = stopsFor === null ? go(library, id) : inTurn(id, () => stop(library, id, stopsFor))
      react.then(() => changed(id)).catch((cause: unknown) => logDefect(`experiment ${id}`, cause))
    },

    takeUp: async (library) => {
      for (const id of await library.runningExperimentIds({})) {
        const { trials } = (await library.getExperiment({ id })) ?? { trials: [] }
        for (const { generationId, status } of trials)
          if (generationId !== null && (status === 'queued' || status === 'sent' || status === 'streaming'))
            experimentOf.set(generationId, { library, id })
        await go(library, id)
      }
    },
  }
}

/**
 * Where a model takes a seed, each repeat has its own, the same in every arm: without one, some servers make the same
 * picture again and again, and with it chance is the same for both sides of a pair. A seed that the plan names stays.
 */
const withSeed = (params: ImageParams, model: Model | null, seed: number): ImageParams =>
  model?.extraParams.includes('seed') === true && params.seed === undefined
    ? { ...params, seed: seed % (maxSeed + 1) }
    : params
