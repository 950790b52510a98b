import OpenAI from 'openai'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { Endpoint, ListedModel, Provider, RawAnswer } from '../provider.ts'
import { maxAnswerBytes } from './answer-limits.ts'
import { generateBody } from './generate-body.ts'
import { maskKey } from './mask-key.ts'
import { readModelList } from './model-list.ts'
import { narrowFetch } from './narrow-fetch.ts'
import { type AttemptContext, toFailure } from './to-failure.ts'

const officialBaseUrl = 'https://api.openai.com/v1'
const maxModelListBytes = 4 * 1024 * 1024

interface Options {
  /**
   * Node's. Chromium's (`net.fetch`, `session.fetch`) sends a POST a second time, unasked, when a kept-alive connection
   * breaks or a 408 comes (seen on Electron 42): the picture would be paid for twice.
   */
  readonly fetch: typeof globalThis.fetch
  /** From sending to the last byte. Ten pictures of the highest quality take minutes. */
  readonly deadlineMs?: number
  readonly testDeadlineMs?: number
}

/** OpenAI's Images API, and servers that speak it. One request for each `send`, whatever happens: retrying costs money. */
export function createOpenAiImagesProvider(
  options: Options,
): Provider & Required<Pick<Provider, 'test' | 'listModels'>> {
  const { fetch, deadlineMs = 15 * 60_000, testDeadlineMs = 20_000 } = options

  async function listModels(
    endpoint: Endpoint,
    signal: AbortSignal,
  ): Promise<Result<{ readonly models: readonly ListedModel[] }, Failure>> {
    const attempt = startAttempt(endpoint, '', testDeadlineMs, signal)
    if (attempt.keyProblem !== null) return err(attempt.keyProblem)
    return attempt.run(fetch, async (client, both) => {
      const response = await client.models.list({ signal: both }).asResponse()
      const chunks: Uint8Array[] = []
      for await (const chunk of readBody(response, maxModelListBytes)) chunks.push(chunk)
      const models = readModelList(Buffer.concat(chunks).toString())
      return models === null
        ? err({ kind: 'unreadable-answer', detail: 'The list of models is not one.' })
        : ok({ models })
    })
  }

  return {
    id: 'openai-images',

    async send(request, signal) {
      const attempt = startAttempt(request.endpoint, request.model, deadlineMs, signal)
      if (attempt.keyProblem !== null) return err(attempt.keyProblem)
      return attempt.run(fetch, async (client, both) => {
        const response = await client.images.generate(generateBody(request), { signal: both }).asResponse()
        return ok<RawAnswer>({
          head: {
            provider: 'openai-images',
            model: request.model,
            requestId: response.headers.get('x-request-id'),
            contentType: response.headers.get('content-type') ?? '',
            requestedParams: request.params,
          },
          body: maskKey(readBody(response, maxAnswerBytes), request.endpoint.apiKey),
        })
      })
    },

    listModels,

    async test(endpoint, signal) {
      const listed = await listModels(endpoint, signal)
      return listed.ok ? ok({ modelCount: listed.value.models.length }) : listed
    },
  }
}

/** One request with its deadline and its client, made anew each time: keys and addresses change while the studio runs. */
export function startAttempt(endpoint: Endpoint, model: string, deadlineMs: number, cancelled: AbortSignal) {
  const baseUrl = endpoint.baseUrl ?? officialBaseUrl
  const { host } = new URL(baseUrl)
  const { apiKey } = endpoint
  const startedAtMs = performance.now()
  const deadline = AbortSignal.timeout(deadlineMs)

  const context = (): AttemptContext => ({
    host,
    apiKey,
    model,
    elapsedMs: Math.round(performance.now() - startedAtMs),
    nowMs: Date.now(),
    isCancelled: cancelled.aborted,
    isPastDeadline: deadline.aborted,
  })

  return {
    keyProblem: findKeyProblem(apiKey, baseUrl),

    async run<Value>(
      fetch: typeof globalThis.fetch,
      call: (client: OpenAI, signal: AbortSignal) => Promise<Result<Value, Failure>>,
    ): Promise<Result<Value, Failure>> {
      // Every option that the SDK would otherwise take from the environment is given, so that nothing else leaves.
      const client = new OpenAI({
        apiKey: apiKey ?? 'none',
        baseURL: baseUrl,
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        maxRetries: 0,
        timeout: deadlineMs,
        logLevel: 'off',
        fetch: narrowFetch(fetch, apiKey),
        // Another address would be sent the key and the prompt.
        fetchOptions: { redirect: 'error' },
      })
      try {
        return await call(client, AbortSignal.any([cancelled, deadline]))
      } catch (thrown) {
        return err(toFailure(thrown, context()))
      }
    },
  }
}

/** Servers on one's own network often want no key; OpenAI does. */
function findKeyProblem(apiKey: string | null, baseUrl: string): Failure | null {
  if (apiKey === null) return baseUrl === officialBaseUrl ? { kind: 'key-missing' } : null
  // Anything else cannot stand in a header: a letter of another script, a line break from pasting.
  return /^[\x21-\x7e]+$/.test(apiKey) ? null : { kind: 'key-refused', detail: 'The key holds characters no key has.' }
}

/**
 * The body until it ends or passes `maxBytes` (by then the reader has seen too much and says so). Throws where the
 * connection breaks, the deadline passes or the person cancels.
 */
export async function* readBody(response: Response, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  // A body yields bytes; only its declaration leaves that open.
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader()
  let bytes = 0
  try {
    while (reader !== undefined && bytes <= maxBytes) {
      const { done, value } = await reader.read()
      if (done) return
      bytes += value.byteLength
      yield value
    }
  } finally {
    // Not awaited, and its failure is not ours: a server that does not let go must not keep the answer from being read.
    reader?.cancel().catch(() => undefined)
  }
}
