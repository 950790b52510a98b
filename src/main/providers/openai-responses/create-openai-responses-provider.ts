import { err, ok } from '#shared/result.ts'
import { serverProfiles } from '../../connections/server-profiles.ts'
import { maxAnswerBytes } from '../openai-images/answer-limits.ts'
import { startAttempt } from '../openai-images/attempt.ts'
import { maskKey } from '../openai-images/mask-key.ts'
import { prepareInputs, type Redraw } from '../openai-images/prepare-inputs.ts'
import { readBody } from '../openai-images/read-body.ts'
import type { KeepingProvider, ProviderRequest, RawAnswer } from '../provider.ts'
import { createBody } from './create-body.ts'
import { pollResponse } from './poll-response.ts'
import { readWhole } from './read-whole.ts'
import { toWholeStream } from './to-whole-stream.ts'

interface Options {
  /** Node's; see the Images provider. */
  readonly fetch: typeof globalThis.fetch
  readonly redraw: Redraw
  /** From sending to the last byte, however often it is asked in between. */
  readonly deadlineMs?: number
  readonly pollEveryMs?: number
}

/**
 * OpenAI's Responses API: a language model words the prompt and has an image model make the picture. One request for each
 * `send`; asking for the answer afterwards costs nothing and is repeated until it is there.
 */
export function createOpenAiResponsesProvider(options: Options): KeepingProvider {
  const { fetch, redraw, deadlineMs = 30 * 60_000, pollEveryMs = 2_000 } = options

  return {
    id: 'openai-responses',

    async send(request, signal) {
      const { apiKey } = request.endpoint
      const attempt = startAttempt({
        fetch,
        endpoint: request.endpoint,
        model: request.model,
        deadlineMs,
        cancelled: signal,
      })
      if (attempt.keyProblem !== null) return err(attempt.keyProblem)
      // The tool has a field for a mask and none for markup.
      if (request.inputs.markup !== null)
        return err({ kind: 'unsupported-by-model', field: 'markup', model: request.model })
      const inputs = await prepareInputs(request, serverProfiles[request.endpoint.profile], redraw)
      if (!inputs.ok) return inputs
      if (signal.aborted) return err({ kind: 'cancelled' })
      const body = createBody({ ...request, inputs: inputs.value })
      return attempt.run(async (client, both) => {
        const response = await client.responses.create(body, { signal: both }).asResponse()
        const answered = maskKey(readBody(response, maxAnswerBytes), apiKey)
        const poll = (responseId: string) => pollResponse({ client, responseId, apiKey, pollEveryMs, signal: both })
        if (isEventStream(response))
          return ok(rawAnswer(request, response, toWholeStream({ body: answered, request, poll, signal: both })))

        const { chunks, pendingId } = await readWhole(answered)
        if (pendingId === null) return ok(rawAnswer(request, response, inOrder(chunks)))
        await request.keepResponseId(pendingId)
        const polled = await poll(pendingId)
        // The request that was paid for is the first one: its id is what the provider's support asks for.
        return polled.ok ? ok(rawAnswer(request, response, inOrder(polled.value.chunks))) : polled
      })
    },

    async resume(request, responseId, signal) {
      const { apiKey } = request.endpoint
      const attempt = startAttempt({
        fetch,
        endpoint: request.endpoint,
        model: request.model,
        deadlineMs,
        cancelled: signal,
      })
      if (attempt.keyProblem !== null) return err(attempt.keyProblem)
      return attempt.run(async (client, both) => {
        const polled = await pollResponse({ client, responseId, apiKey, pollEveryMs, signal: both })
        return polled.ok ? ok(rawAnswer(request, polled.value.response, inOrder(polled.value.chunks))) : polled
      })
    },

    async abandon(endpoint, responseId, signal) {
      const attempt = startAttempt({ fetch, endpoint, model: '', deadlineMs, cancelled: signal })
      // What comes of it changes nothing: the row says that it may be billed.
      await attempt.run(async (client, both) => {
        await client.responses.cancel(responseId, { signal: both }).asResponse()
        return ok(null)
      })
    },
  }
}

const isEventStream = ({ headers }: Response): boolean =>
  /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')

const rawAnswer = (
  { model, params }: ProviderRequest,
  { headers }: Response,
  body: AsyncIterable<Uint8Array>,
): RawAnswer => ({
  head: {
    provider: 'openai-responses',
    model,
    requestId: headers.get('x-request-id'),
    contentType: headers.get('content-type') ?? '',
    requestedParams: params,
  },
  body,
})

async function* inOrder(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void> {
  yield* chunks
}
