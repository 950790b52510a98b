import { expect, test } from 'vitest'
import type { Failure } from '#shared/failure.ts'
import { statusAfterLoss } from './status-after-loss.ts'

test.each<[Failure, 'failed' | 'maybe-billed']>([
  [{ kind: 'offline' }, 'failed'],
  [{ kind: 'unreachable', host: 'a' }, 'failed'],
  [{ kind: 'key-refused' }, 'failed'],
  [{ kind: 'rate-limited', retryAfterMs: null }, 'failed'],
  [{ kind: 'moderation-refused', stage: 'output', categories: [] }, 'failed'],
  [{ kind: 'unreadable-answer' }, 'failed'],
  [{ kind: 'provider-trouble', httpStatus: 503 }, 'failed'],
  [{ kind: 'provider-trouble', httpStatus: 500 }, 'maybe-billed'],
  [{ kind: 'provider-trouble', httpStatus: null }, 'maybe-billed'],
  [{ kind: 'timed-out', afterMs: 1 }, 'maybe-billed'],
  [{ kind: 'incomplete' }, 'maybe-billed'],
  [{ kind: 'cancelled' }, 'maybe-billed'],
  [{ kind: 'interrupted' }, 'maybe-billed'],
  [{ kind: 'disk-full' }, 'maybe-billed'],
  [{ kind: 'unexpected', logId: 'x' }, 'maybe-billed'],
])('After %o a paid generation is %s, an offline one never billed', (failure, status) => {
  expect([statusAfterLoss('openai-images', failure), statusAfterLoss('sketch', failure)]).toEqual([status, 'failed'])
})
