import { describe, expect, it } from 'vitest'
import type { Failure, FailureKind } from '#shared/failure.ts'
import { plausibleWaitMs, restAfterMs, retryDelayMs } from './retry-policy.ts'

const limited = (retryAfterMs: number | null): Failure => ({ kind: 'rate-limited', retryAfterMs })
const trouble = (httpStatus: number | null): Failure => ({ kind: 'provider-trouble', httpStatus })

describe('a request that was turned away', () => {
  it.each([500, 502, 503])('with %i leaves again twice, after longer each time, and then no more', (httpStatus) => {
    expect([1, 2, 3].map((attempts) => retryDelayMs(trouble(httpStatus), attempts))).toEqual([5_000, 20_000, null])
  })

  it('by a rate limit leaves again twice, when the provider says', () => {
    expect([1, 2, 3].map((attempts) => retryDelayMs(limited(7_000), attempts))).toEqual([7_000, 7_000, null])
    expect([1, 2, 3].map((attempts) => retryDelayMs(limited(null), attempts))).toEqual([5_000, 20_000, null])
  })

  it.each([400, 401, 403, 404, 408, 409, 413, 422, 501, 504, 520, 524, null])(
    'with %s, or with no status at all, does not leave again by itself',
    (httpStatus) => {
      expect(retryDelayMs(trouble(httpStatus), 1)).toBeNull()
    },
  )

  const never: readonly Failure[] = [
    { kind: 'timed-out', afterMs: 900_000 },
    { kind: 'incomplete' },
    { kind: 'cancelled' },
    { kind: 'interrupted' },
    { kind: 'quota' },
    { kind: 'key-missing' },
    { kind: 'key-refused' },
    { kind: 'moderation-refused', stage: 'input', categories: [] },
    { kind: 'moderation-refused', stage: 'output', categories: [] },
    { kind: 'text-instead-of-image', text: 'no' },
    { kind: 'empty-answer' },
    { kind: 'unreadable-answer' },
    { kind: 'bad-request', field: null },
    { kind: 'unsupported-by-model', field: 'size', model: 'm' },
    { kind: 'model-retired', model: 'm', replacedBy: null },
    { kind: 'offline' },
    { kind: 'unreachable', host: 'h' },
    { kind: 'disk-full' },
    { kind: 'unexpected', logId: 'x' },
  ]
  it.each(never.map((failure): [FailureKind, Failure] => [failure.kind, failure]))(
    'by %s does not leave again by itself, nor is the connection held up',
    (_kind, failure) => {
      expect([retryDelayMs(failure, 1), restAfterMs(failure)]).toEqual([null, null])
    },
  )
})

describe('how long to wait', () => {
  it.each([
    // Seconds, a day, a month, a date far off, and things that are no number.
    [20_000, { retry: 20_000, rest: 20_000 }],
    [0, { retry: 500, rest: 500 }],
    [-3_600_000, { retry: 500, rest: 500 }],
    [900_000, { retry: 900_000, rest: 900_000 }],
    [86_400_000, { retry: null, rest: 900_000 }],
    [Number.MAX_SAFE_INTEGER, { retry: null, rest: 900_000 }],
    [Number.POSITIVE_INFINITY, { retry: null, rest: 5_000 }],
    [Number.NaN, { retry: 5_000, rest: 5_000 }],
    [null, { retry: 5_000, rest: 5_000 }],
  ])('after Retry-After %s ms', (retryAfterMs, expected) => {
    const failure = limited(retryAfterMs)
    expect({ retry: retryDelayMs(failure, 1), rest: restAfterMs(failure) }).toEqual(expected)
  })

  it('of a limit that resets is bounded too', () => {
    expect([plausibleWaitMs(1), plausibleWaitMs(60_000), plausibleWaitMs(1e12), plausibleWaitMs(null)]).toEqual([
      500,
      60_000,
      900_000,
      null,
    ])
  })
})
