import { setTimeout as delay } from 'node:timers/promises'
import type OpenAI from 'openai'
import { APIError } from 'openai'
import type { Failure } from '#shared/failure.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { maxAnswerBytes } from '../openai-images/answer-limits.ts'
import { maskKey } from '../openai-images/mask-key.ts'
import { readBody } from '../openai-images/read-body.ts'
import { redact } from '../openai-images/redact.ts'
import { readWhole } from './read-whole.ts'

export interface Polled {
  readonly response: Response
  readonly chunks: readonly Uint8Array[]
}

/**
 * Asks for a response until it has its end. Asking costs nothing, so a broken connection, a busy server and a rate limit
 * are waited out; throws when `signal` aborts. Whatever else keeps the answer from coming is `incomplete`: the request
 * was accepted, so it may have been billed.
 */
export async function pollResponse(options: {
  readonly client: OpenAI
  readonly responseId: string
  readonly apiKey: string | null
  readonly pollEveryMs: number
  readonly signal: AbortSignal
}): Promise<Result<Polled, Failure>> {
  const { client, responseId, apiKey, pollEveryMs, signal } = options
  for (let troubles = 0; ; ) {
    signal.throwIfAborted()
    try {
      const response = await client.responses.retrieve(responseId, {}, { signal }).asResponse()
      const { chunks, pendingId } = await readWhole(maskKey(readBody(response, maxAnswerBytes), apiKey))
      if (pendingId === null) return ok({ response, chunks })
      troubles = 0
    } catch (thrown) {
      if (signal.aborted || !(thrown instanceof APIError)) throw thrown
      if (!isPassing(thrown)) return err(lost(thrown, responseId, apiKey))
      troubles += 1
    }
    await delay(Math.min(pollEveryMs * 2 ** Math.min(troubles, 4), 30_000), undefined, { signal })
  }
}

/** No answer at all, or one that says to ask again. */
const isPassing = ({ status }: APIError): boolean =>
  status === undefined || status === 408 || status === 409 || status === 429 || status >= 500

const lost = (thrown: APIError, responseId: string, apiKey: string | null): Failure => ({
  kind: 'incomplete',
  detail: `The answer ${responseId} was accepted and cannot be fetched: ${redact(thrown.message, apiKey)}`,
})
