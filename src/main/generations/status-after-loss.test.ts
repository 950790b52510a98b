import { expect, test } from 'vitest'
import type { Failure } from '#shared/failure.ts'
import type { UnmadeStatus } from '#shared/generation-status.ts'
import { statusAfterLoss } from './status-after-loss.ts'

/** A paid request that had left, the same on the sketch, and one that was still waiting. */
test.each<[Failure, UnmadeStatus, UnmadeStatus]>([
  [{ kind: 'offline' }, 'failed', 'failed'],
  [{ kind: 'unreachable', host: 'a' }, 'failed', 'failed'],
  [{ kind: 'key-refused' }, 'refused', 'refused'],
  [{ kind: 'quota' }, 'refused', 'refused'],
  [{ kind: 'rate-limited', retryAfterMs: null }, 'refused', 'refused'],
  [{ kind: 'moderation-refused', stage: 'output', categories: [] }, 'refused', 'refused'],
  [{ kind: 'text-instead-of-image', text: 'No.' }, 'refused', 'refused'],
  [{ kind: 'unreadable-answer' }, 'failed', 'failed'],
  [{ kind: 'provider-trouble', httpStatus: 500 }, 'failed', 'failed'],
  [{ kind: 'provider-trouble', httpStatus: 503 }, 'failed', 'failed'],
  [{ kind: 'provider-trouble', httpStatus: 504 }, 'maybe-billed', 'failed'],
  [{ kind: 'provider-trouble', httpStatus: null }, 'maybe-billed', 'failed'],
  [{ kind: 'timed-out', afterMs: 1 }, 'maybe-billed', 'failed'],
  [{ kind: 'incomplete' }, 'maybe-billed', 'failed'],
  [{ kind: 'cancelled' }, 'maybe-billed', 'cancelled'],
  [{ kind: 'interrupted' }, 'maybe-billed', 'failed'],
  [{ kind: 'disk-full' }, 'maybe-billed', 'failed'],
  [{ kind: 'unexpected', logId: 'x' }, 'maybe-billed', 'failed'],
])('%j', (failure, paid, other) => {
  expect(statusAfterLoss({ provider: 'openai-images', hasLeft: true }, failure)).toBe(paid)
  expect(statusAfterLoss({ provider: 'sketch', hasLeft: true }, failure)).toBe(other)
  expect(statusAfterLoss({ provider: 'openai-images', hasLeft: false }, failure)).toBe(other)
})
