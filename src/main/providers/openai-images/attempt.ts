import { randomUUID } from 'node:crypto'
import OpenAI from 'openai'
import type { Failure } from '#shared/failure.ts'
import { serverProfiles } from '../../connections/server-profiles.ts'
import type { Endpoint } from '../provider.ts'
import { narrowFetch } from './narrow-fetch.ts'
import { isOfficial, type ServerAddress, serverAddresses } from './server-addresses.ts'
import { type AttemptContext, requestIdIn, toFailure } from './to-failure.ts'

export type Attempted<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure; readonly requestId?: string | undefined }

export interface Attempt {
  /** Why nothing may leave; `null` = nothing speaks against it. */
  readonly keyProblem: Failure | null
  /** One request; where no address is named, to the likeliest. */
  readonly run: <Value>(
    call: (client: OpenAI, signal: AbortSignal) => Promise<Attempted<Value>>,
    address?: ServerAddress,
  ) => Promise<Attempted<Value>>
}

/** One deadline for all that a single order takes. Keys and addresses change while the studio runs: all is made anew. */
export function startAttempt(options: {
  readonly fetch: typeof globalThis.fetch
  readonly endpoint: Endpoint
  readonly model: string
  readonly deadlineMs: number
  readonly cancelled: AbortSignal
}): Attempt {
  const { fetch, endpoint, model, deadlineMs, cancelled } = options
  const { apiKey } = endpoint
  const startedAtMs = performance.now()
  const deadline = AbortSignal.timeout(deadlineMs)

  const contextAt = (address: ServerAddress): AttemptContext => ({
    host: new URL(address.baseUrl).host,
    apiKey,
    model,
    elapsedMs: Math.round(performance.now() - startedAtMs),
    nowMs: Date.now(),
    isCancelled: cancelled.aborted,
    isPastDeadline: deadline.aborted,
  })

  return {
    keyProblem: findKeyProblem(endpoint),

    async run(call, address = serverAddresses(endpoint)[0]) {
      const ownId = endpoint.profile === 'openai' ? randomUUID() : null
      // Every option that the SDK would otherwise take from the environment is given, so that nothing else leaves.
      const client = new OpenAI({
        apiKey: apiKey ?? 'none',
        baseURL: address.baseUrl,
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        maxRetries: 0,
        timeout: deadlineMs,
        logLevel: 'off',
        defaultQuery: address.query,
        fetch: narrowFetch(fetch, { ...keyHeader(endpoint), ...(ownId !== null && { 'x-client-request-id': ownId }) }),
        // Another address would be sent the key and the prompt.
        fetchOptions: { redirect: 'error' },
      })
      try {
        return await call(client, AbortSignal.any([cancelled, deadline]))
      } catch (thrown) {
        const failure = toFailure(thrown, contextAt(address))
        // Nothing answered: OpenAI finds the request by the name that it was given here (API reference, “Debugging”).
        return { ok: false, failure, requestId: requestIdIn(thrown) ?? ownId ?? undefined }
      }
    },
  }
}

function keyHeader({ apiKey, profile }: Endpoint): Readonly<Record<string, string>> {
  if (apiKey === null) return {}
  return serverProfiles[profile].auth === 'api-key' ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` }
}

/** Servers on one's own network often want no key; OpenAI does. */
function findKeyProblem(endpoint: Endpoint): Failure | null {
  const { apiKey } = endpoint
  if (apiKey === null) return isOfficial(endpoint) ? { kind: 'key-missing' } : null
  // Anything else cannot stand in a header: a letter of another script, a line break from pasting.
  return /^[\x21-\x7e]+$/.test(apiKey) ? null : { kind: 'key-refused', detail: 'The key holds characters no key has.' }
}
