import type { Failure } from '#shared/failure.ts'

/** A generation is sent again at most so often without being asked. */
const maxRetries = 2
/** Whoever asks for a longer wait is believed: then the person decides when to try again. */
const longestWaitMs = 15 * 60_000
const shortestWaitMs = 500
const usualWaitsMs = [5_000, 20_000] as const

/** Answered by a server that made nothing. A gateway's timeout (504, 408, 524) is none of them: behind it work may go on. */
const nothingMade: ReadonlySet<number> = new Set([500, 502, 503])

/**
 * How long to wait before a request leaves again by itself; `null` = it does not. Only what was turned away before
 * anything was made is tried again: rate limits and trouble on the server, never quota, billing or moderation, and never
 * after a timeout or a cut connection, because what was made then would be bought twice.
 */
export function retryDelayMs(failure: Failure, attempts: number): number | null {
  if (attempts > maxRetries) return null
  const usual = usualWaitsMs[attempts - 1] ?? usualWaitsMs[1]
  if (failure.kind === 'rate-limited') {
    const askedMs = failure.retryAfterMs ?? usual
    return askedMs > longestWaitMs ? null : (plausibleWaitMs(askedMs) ?? usual)
  }
  if (failure.kind !== 'provider-trouble' || failure.httpStatus === null) return null
  return nothingMade.has(failure.httpStatus) ? usual : null
}

/** How long a whole connection rests after this; `null` = not at all. */
export const restAfterMs = (failure: Failure): number | null =>
  failure.kind === 'rate-limited' ? (plausibleWaitMs(failure.retryAfterMs) ?? usualWaitsMs[0]) : null

/** A wait within reason: clocks are wrong and headers absurd. `null` = none that means anything was named. */
export const plausibleWaitMs = (waitMs: number | null): number | null =>
  waitMs === null || !Number.isFinite(waitMs) ? null : Math.min(Math.max(waitMs, shortestWaitMs), longestWaitMs)

/** Whether a server that gave this answer has made nothing, so that nothing can have been billed. */
export const hasMadeNothing = (httpStatus: number | null): boolean => httpStatus !== null && nothingMade.has(httpStatus)
