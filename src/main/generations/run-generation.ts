import { setTimeout as delay } from 'node:timers/promises'
import type { Failure } from '#shared/failure.ts'
import type { Generation, QueuedGeneration, RunningGeneration } from '#shared/generation.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Endpointed } from '../connections/connection-store.ts'
import { needsNetwork } from '../connections/needs-network.ts'
import type { Broadcast } from '../ipc/broadcast.ts'
import { type LibraryClient, LibraryProblemError } from '../library/library-client.ts'
import type { LibraryProblem } from '../library/library-problem.ts'
import type { FetchedImage } from '../providers/fetch-image.ts'
import type { Endpoint, Provider, ProviderRequest, RateLimits, SendResult } from '../providers/provider.ts'
import { openHeldSpool } from './held-spool.ts'
import type { Previews } from './previews.ts'
import { plausibleWaitMs, restAfterMs, retryDelayMs } from './retry-policy.ts'

/** One generation that is due, and the way it takes. */
export interface Job {
  readonly library: LibraryClient
  readonly generation: QueuedGeneration | RunningGeneration
  readonly connection: Endpointed
  readonly apiKey: string | null
  readonly provider: Provider
}

/** Where a run ended: with the generation's end, or back in the queue. */
export interface Ran {
  readonly generation: Generation
  /** How long the connection had better rest; `null` = it need not. */
  readonly restMs: number | null
}

const abandonTimeoutMs = 5_000

export type RunGeneration = (job: Job, signal: AbortSignal) => Promise<Ran>

/**
 * Carries a generation from its row to its end: row `sent` first, request after; every byte of the answer to the spool
 * before it means anything; images to blobs; then the row settles. Nothing is ever sent twice.
 */
export function createRunGeneration(options: {
  readonly previews: Previews
  readonly broadcast: Broadcast
  /** Fetches a picture that the provider left elsewhere. */
  readonly fetchImage: (url: string, endpoint: Endpoint, signal: AbortSignal) => Promise<FetchedImage>
  readonly isOnline: () => boolean
  readonly nowMs: () => number
  /** The studio is closing. */
  readonly stopping: AbortSignal
  /** How long to wait before a disk that refused is asked again. */
  readonly retryAfterMs?: number
  readonly logDefect: (where: string, cause: unknown) => string
}): RunGeneration {
  const { previews, broadcast, fetchImage, isOnline, nowMs, stopping, retryAfterMs = 10_000, logDefect } = options

  async function run({ library, generation, connection, apiKey, provider }: Job, signal: AbortSignal): Promise<Ran> {
    const { id } = generation
    const startedAt = performance.now()
    const elapsedMs = (): number => Math.round(performance.now() - startedAt)
    /** By the person, or because the studio is closing. */
    const abortedFailure = (): Failure => ({ kind: stopping.aborted ? 'interrupted' : 'cancelled' })
    /** What the provider keeps is fetched on the next start, so nothing is lost when the studio closes. */
    const isKeptThere = async (): Promise<boolean> =>
      stopping.aborted && provider.resume !== undefined && (await library.responseIdOf({ id })) !== null
    const asItIs = async (): Promise<Ran> => ({ generation: await present(library, id), restMs: null })
    const fail = async (failure: Failure, requestId: string | null = null): Promise<Ran> => ({
      generation: await library.failGeneration({
        id,
        failure,
        requestId,
        rawResponse: null,
        nowMs: nowMs(),
        durationMs: elapsedMs(),
      }),
      restMs: restAfterMs(failure),
    })
    const queueAgain = async (waitMs: number, hasLeft: boolean, restMs: number | null): Promise<Ran> => {
      await library.markQueuedAgain({ id, notBeforeMs: nowMs() + waitMs, hasLeft })
      return { generation: await present(library, id), restMs }
    }

    /** Stopped before it left: what the person did not stop waits for the next start. */
    const endUnsent = async (): Promise<Ran> =>
      stopping.aborted && generation.status === 'queued'
        ? { generation: await present(library, id), restMs: null }
        : fail(abortedFailure())

    try {
      const { previousGenerationId } = generation
      const request: ProviderRequest = {
        endpoint: { baseUrl: connection.baseUrl, apiKey, profile: connection.profile },
        settings: connection.settings,
        model: generation.model,
        sentPrompt: generation.sentPrompt,
        params: generation.requestedParams,
        inputs: await library.generationInputs({ id }),
        previousResponseId:
          previousGenerationId === null ? null : await library.responseIdOf({ id: previousGenerationId }),
        // A disk that refuses must not keep an answer from coming that is being paid for.
        keepResponseId: (responseId) => library.keepResponseId({ id, responseId }).catch(tellIfRefused),
      }
      if (signal.aborted) return await endUnsent()
      const out = generation.status === 'queued' ? await markOut(library, id) : ok(generation)
      if (!out.ok) return await fail(out.failure)
      if (signal.aborted && generation.status === 'queued') {
        await queueAgain(0, false, null)
        return await endUnsent()
      }
      const sent = await (generation.status === 'queued'
        ? provider.send(request, signal)
        : resume(library, generation, provider, request, signal))
      if (!sent.ok) {
        const { failure, requestId } = sent
        if (signal.aborted && (await isKeptThere())) return await asItIs()
        if (signal.aborted) {
          await abandon(library, id, provider, request)
          return await fail(abortedFailure(), requestId)
        }
        if (generation.status === 'queued') {
          const isGone = failure.kind === 'unreachable' || failure.kind === 'service-gone'
          if (isGone && needsNetwork(connection) && !isOnline()) return await queueAgain(0, false, null)
          const waitMs = retryDelayMs(failure, generation.attempts + 1)
          if (waitMs !== null) return await queueAgain(waitMs, true, restAfterMs(failure))
        }
        return await fail(failure, requestId)
      }
      const restMs = restOf(sent.value.limits)

      const spool = openHeldSpool({
        library,
        id,
        head: sent.value.head,
        onOpened: () => broadcast('generation.changed', { generation: { ...out.value, status: 'streaming' } }),
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
      await spool.finish(stopping)
      if (signal.aborted && broken !== null && (await isKeptThere())) return await asItIs()
      if (signal.aborted && broken !== null) await abandon(library, id, provider, request)
      // What is in the spool decides: a body that broke after its last picture was still paid for and is whole.
      const ifBroken: Failure = signal.aborted
        ? abortedFailure()
        : { kind: 'incomplete', ...(broken === null ? {} : { detail: broken }) }

      const durationMs = elapsedMs()
      const settled = await onceDiskAllows(() => library.settleGeneration({ id, nowMs: nowMs(), durationMs, ifBroken }))
      if (settled.kind === 'settled') return { generation: settled.generation, restMs }
      const downloads = await Promise.all(
        settled.links.map(async (link) => ({
          position: link.position,
          image: await fetchImage(link.url, request.endpoint, signal),
        })),
      )
      const generationNow = await onceDiskAllows(() =>
        library.settleWithDownloads({ id, nowMs: nowMs(), durationMs: elapsedMs(), downloads }),
      )
      return { generation: generationNow, restMs }
    } catch (cause) {
      // Left as it is, with its answer in the spool: the next start settles it.
      if (stopping.aborted && isAbort(cause)) return await asItIs()
      if (stopping.aborted) throw cause
      if (cause instanceof LibraryProblemError) return await fail(cause.problem)
      return await fail({ kind: 'unexpected', logId: logDefect(`generation ${id}`, cause) })
    }
  }

  /** The row says `sent` before anything leaves; a budget may say no. */
  async function markOut(library: LibraryClient, id: number): Promise<Result<RunningGeneration, Failure>> {
    const problem = await library.markSent({ id, nowMs: nowMs() })
    if (problem !== null) return err(problem)
    const generation = await present(library, id)
    if (generation.status !== 'sent') throw new Error(`Generation ${id} is ${generation.status} just when it leaves`)
    broadcast('generation.changed', { generation })
    return ok(generation)
  }

  /** Nobody waits for it any more, so no more of it need be made. The provider may take a moment, or never answer. */
  async function abandon(
    library: LibraryClient,
    id: number,
    provider: Provider,
    request: ProviderRequest,
  ): Promise<void> {
    const responseId = await library.responseIdOf({ id })
    if (provider.abandon === undefined || responseId === null) return
    await provider.abandon(request.endpoint, responseId, AbortSignal.timeout(abandonTimeoutMs))
  }

  function tellIfRefused(cause: unknown): void {
    if (!(cause instanceof LibraryProblemError)) throw cause
    tellRefused(cause.problem)
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
        await delay(retryAfterMs, undefined, { signal: stopping })
      }
    }
  }

  return (job, signal) => run(job, signal).finally(() => previews.drop(job.generation.id))
}

/** What has left in an earlier run is fetched by its response id, never sent again. */
async function resume(
  library: LibraryClient,
  { id }: RunningGeneration,
  provider: Provider,
  request: ProviderRequest,
  signal: AbortSignal,
): Promise<SendResult> {
  const responseId = await library.responseIdOf({ id })
  if (provider.resume === undefined || responseId === null) return err({ kind: 'interrupted' })
  return provider.resume(request, responseId, signal)
}

async function present(library: LibraryClient, id: number): Promise<Generation> {
  const generation = await library.getGeneration({ id })
  if (generation === null) throw new Error(`There is no generation ${id}`)
  return generation
}

const isAbort = (cause: unknown): boolean => cause instanceof Error && cause.name === 'AbortError'

/** As many requests as are still allowed may leave; without any left, the connection rests until there are. */
const restOf = (limits: RateLimits | undefined): number | null =>
  limits === undefined || limits.remaining > 0 ? null : plausibleWaitMs(limits.resetsInMs)

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
