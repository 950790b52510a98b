import { APIConnectionTimeoutError, APIError } from 'openai'
import type { Failure } from '#shared/failure.ts'
import { explainRefusal } from './explain-refusal.ts'
import { redact } from './redact.ts'

export interface AttemptContext {
  readonly host: string
  readonly apiKey: string | null
  readonly model: string
  readonly elapsedMs: number
  readonly nowMs: number
  /** The person's own doing, told apart from the deadline. */
  readonly isCancelled: boolean
  readonly isPastDeadline: boolean
}

/** The system's codes for a connection that never came about: nothing was sent, nothing can have been billed. */
const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** What was thrown during an attempt, as a plain failure. Anything that neither the SDK nor a signal threw is a defect. */
export function toFailure(thrown: unknown, context: AttemptContext): Failure {
  if (context.isCancelled) return { kind: 'cancelled' }
  if (isAnswered(thrown)) {
    const refusal = explainRefusal({
      httpStatus: thrown.status,
      error: thrown.error,
      message: thrown.message,
      retryAfterMs: retryAfter(thrown.headers, context.nowMs),
      model: context.model,
      apiKey: context.apiKey,
      wasKeySent: context.apiKey !== null,
    })
    // What the provider's own support asks for first.
    const requestId = requestIdIn(thrown)
    return requestId !== null
      ? { ...refusal, detail: `${refusal.detail ?? ''} (request ${requestId})`.trim() }
      : refusal
  }
  if (context.isPastDeadline) return { kind: 'timed-out', afterMs: context.elapsedMs }
  if (thrown instanceof APIError) return explainBrokenConnection(thrown, context)
  throw thrown
}

/** By what the provider's support finds the request, where it answered. */
export const requestIdIn = (thrown: unknown): string | null =>
  thrown instanceof APIError && typeof thrown.requestID === 'string' && thrown.requestID !== ''
    ? thrown.requestID
    : null

/** The SDK gives an error a status and headers where the server answered, and neither where it did not. */
const isAnswered = (thrown: unknown): thrown is APIError<number, Headers> =>
  thrown instanceof APIError && thrown.status !== undefined

function explainBrokenConnection(error: APIError, context: AttemptContext): Failure {
  const causes = causesOf(error)
  const codes = causes.map(codeOf)
  const detail = redact(causes.map((cause) => cause.message).join(' ← '), context.apiKey)

  if (codes.some((code) => code !== null && neverConnected.has(code)))
    return { kind: 'unreachable', host: context.host, detail }
  if (causes.some((cause) => /redirect/i.test(cause.message)))
    return { kind: 'provider-trouble', httpStatus: null, detail: `A redirect was refused. ${detail}` }
  if (error instanceof APIConnectionTimeoutError) return { kind: 'timed-out', afterMs: context.elapsedMs, detail }
  // The request may have left before the connection broke, so it may have been billed.
  return { kind: 'incomplete', detail }
}

/** The error and what caused it. At most five deep: a chain may be circular. */
function causesOf(error: Error): readonly Error[] {
  const causes: Error[] = []
  for (let cause: unknown = error; cause instanceof Error && causes.length < 5; cause = cause.cause) causes.push(cause)
  return causes
}

const codeOf = (error: Error): string | null => ('code' in error && typeof error.code === 'string' ? error.code : null)

/** `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110 §10.2.3). */
function retryAfter(headers: Headers, nowMs: number): number | null {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (Number.isFinite(exact) && exact >= 0) return exact
  const header = headers.get('retry-after') ?? ''
  const seconds = Number.parseFloat(header)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000
  // A date begins with its day; `Date.parse` finds one in almost any figure.
  const dateMs = /^[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : Number.NaN
  // By the server's own clock where it tells it: this computer's may be wrong by hours.
  const serverNowMs = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(dateMs) ? null : Math.max(0, dateMs - (Number.isNaN(serverNowMs) ? nowMs : serverNowMs))
}
