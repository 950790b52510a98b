import { setTimeout as delay } from 'node:timers/promises'
import type { Failure } from '#shared/failure.ts'
import type { Draft, Generation } from '#shared/generation.ts'
import { ok } from '#shared/result.ts'
import type { Endpointed } from '../connections/connection-store.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { LibraryProblem } from '../library/library-problem.ts'
import type { FetchedImage } from '../providers/fetch-image.ts'
import type { Endpoint, Provider, ProviderRequest } from '../providers/provider.ts'
import { openHeldSpool } from './held-spool.ts'
import type { Previews } from './previews.ts'

export interface GenerationRunner {
  /** Commits the row, answers with it; the request leaves after. */
  readonly start: (
    library: LibraryClient,
    input: { readonly draft: Draft; readonly connection: Endpointed; readonly apiKey: string | null },
  ) => ReturnType<LibraryClient['beginGeneration']>
  /** `false` when nothing with this id is out. */
  readonly cancel: (id: number) => boolean
  /** Aborts what is out and resolves when each has its end in the library. */
  readonly stop: () => Promise<void>
}

/**
 * Carries generations through their life: row `sent` first, request after; every byte of the answer to the spool
 * before it means anything; images to blobs; then the row settles. Nothing is ever sent twice.
 */
export function createGenerationRunner(options: {
  readonly providers: Readonly<Record<Endpointed['provider'], Provider>>
  readonly previews: Previews
  readonly broadcast: Broadcast
  /** Fetches a picture that the provider left elsewhere. */
  readonly fetchImage: (url: string, endpoint: Endpoint, signal: AbortSignal) => Promise<FetchedImage>
  readonly isOnline: () => boolean
  readonly nowMs: () => number
  /** How long to wait before a disk that refused is asked again. */
  readonly retryAfterMs?: number
  readonly logDefect: (where: string, cause: unknown) => string
}): GenerationRunner {
  const { providers, previews, broadcast, fetchImage, isOnline, nowMs, retryAfterMs = 10_000, logDefect } = options
  const stopping = new AbortController()
  const outById = new Map<number, { readonly controller: AbortController; readonly ended: Promise<void> }>()

  async function run(
    library: LibraryClient,
    { id }: Generation,
    provider: Provider,
    request: ProviderRequest,
    signal: AbortSignal,
  ): Promise<Generation> {
    const startedAt = performance.now()
    const elapsedMs = (): number => Math.round(performance.now() - startedAt)
    /** By the person, or because the studio is closing. */
    const abortedFailure = (): Failure => ({ kind: stopping.signal.aborted ? 'interrupted' : 'cancelled' })
    const fail = (failure: Failure): Promise<Generation> =>
      library.failGeneration({
        id,
        failure,
        requestId: null,
        rawResponse: null,
        nowMs: nowMs(),
        durationMs: elapsedMs(),
      })

    try {
      const sent = await provider.send(request, signal)
      if (!sent.ok) return await fail(signal.aborted ? abortedFailure() : tellOffline(sent.failure, isOnline()))

      const spool = openHeldSpool({
        library,
        id,
        head: sent.value.head,
        onPartials: (partials) => {
          for (const { position, index, bytes } of partials) {
            const url = previews.put(id, position, index, bytes)
            broadcast('generation.previewed', { id, position, index, url })
          }
        },
        onRefused: tellRefused,
        retryAfterMs,
      })
      const broken = await spoolBody(sent.value.body, spool.take)
      await spool.finish(stopping.signal)
      // What is in the spool decides: a body that broke after its last picture was still paid for and is whole.
      const ifBroken: Failure = signal.aborted
        ? abortedFailure()
        : { kind: 'incomplete', ...(broken === null ? {} : { detail: broken }) }

      const durationMs = elapsedMs()
      const settled = await onceDiskAllows(() => library.settleGeneration({ id, nowMs: nowMs(), durationMs, ifBroken }))
      if (settled.kind === 'settled') return settled.generation
      const downloads = await Promise.all(
        settled.links.map(async (link) => ({
          position: link.position,
          image: await fetchImage(link.url, request.endpoint, signal),
        })),
      )
      return await onceDiskAllows(() =>
        library.settleWithDownloads({ id, nowMs: nowMs(), durationMs: elapsedMs(), downloads }),
      )
    } catch (cause) {
      // Left as `sent`, with its answer in the spool: the next start settles it.
      if (stopping.signal.aborted) throw cause
      if (cause instanceof LibraryProblemError) return await fail(cause.problem)
      return await fail({ kind: 'unexpected', logId: logDefect(`generation ${id}`, cause) })
    }
  }

  const tellRefused = (problem: LibraryProblem): void => broadcast('library.refused', { failure: problem })

  /** While the disk refuses, what was received waits in the spool: told at once, tried again until the studio ends. */
  async function onceDiskAllows<Value>(settle: () => Promise<Value>): Promise<Value> {
    for (;;) {
      try {
        return await settle()
      } catch (cause) {
        if (!(cause instanceof LibraryProblemError)) throw cause
        tellRefused(cause.problem)
        await delay(retryAfterMs, undefined, { signal: stopping.signal })
      }
    }
  }

  return {
    start: async (library, { draft, connection, apiKey }) => {
      const begun = await library.beginGeneration({
        draft,
        provider: connection.provider,
        connectionLabel: connection.label,
        // Verbatim: what was typed is what is sent.
        sentPrompt: draft.typedPrompt,
        createdAtMs: nowMs(),
      })
      if (!begun.ok) return begun

      const generation = begun.value
      const controller = new AbortController()
      const request: ProviderRequest = {
        endpoint: { baseUrl: connection.baseUrl, apiKey },
        model: generation.model,
        sentPrompt: generation.sentPrompt,
        params: generation.requestedParams,
      }
      const ended = run(library, generation, providers[connection.provider], request, controller.signal)
        .finally(() => {
          outById.delete(generation.id)
          previews.drop(generation.id)
        })
        .then((settled) => {
          broadcast('generation.changed', { generation: settled })
          broadcast('images.changed', {})
        })
        .catch((cause: unknown) => {
          // The library itself could not take the end of it. The row stays `sent` and the next start settles it.
          logDefect(`generation ${generation.id} could not be settled`, cause)
        })
      outById.set(generation.id, { controller, ended })
      broadcast('generation.changed', { generation })
      return ok(generation)
    },

    cancel: (id) => {
      const out = outById.get(id)
      out?.controller.abort()
      return out !== undefined
    },

    stop: async () => {
      stopping.abort()
      const out = [...outById.values()]
      for (const { controller } of out) controller.abort()
      await Promise.all(out.map(({ ended }) => ended))
    },
  }
}

/** Feeds the body to `take`, chunk by chunk. Returns why it broke, or `null` when it ended by itself. */
async function spoolBody(
  body: AsyncIterable<Uint8Array>,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<string | null> {
  const iterator = body[Symbol.asyncIterator]()
  for (;;) {
    const next = await iterator
      .next()
      .catch((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)))
    if (typeof next === 'string') return next
    if (next.done === true) return null
    await take(next.value)
  }
}

/** A host that cannot be reached from a computer without a network is no fault of the host. */
const tellOffline = (failure: Failure, isOnline: boolean): Failure =>
  failure.kind === 'unreachable' && !isOnline ? { kind: 'offline' } : failure
