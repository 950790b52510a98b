import type { Failure, FailureKind } from '#shared/failure.ts'
import type { UnmadeStatus } from '#shared/generation-status.ts'
import { hasMadeNothing } from './retry-policy.ts'

/** Providers inside this program: nothing leaves, nothing costs. */
const freeProviders: ReadonlySet<string> = new Set(['sketch'])

export const isFree = (provider: string): boolean => freeProviders.has(provider)

/** After these nobody here knows whether the provider made the picture and counted it. */
const outcomeUnknown: ReadonlySet<FailureKind> = new Set([
  'timed-out',
  'incomplete',
  'cancelled',
  'interrupted',
  // The answer came, but this computer could not take it.
  'disk-full',
  'library-read-only',
  'library-damaged',
  'unexpected',
])

/** Somebody said no, for a reason that stands until something is changed. */
const refusals: ReadonlySet<FailureKind> = new Set([
  'moderation-refused',
  'bad-request',
  'unsupported-by-model',
  'model-retired',
  'key-missing',
  'key-refused',
  'quota',
  'rate-limited',
  'text-instead-of-image',
  'budget-reached',
])

/** What a generation without an image is. The one place where this is decided. */
export function statusAfterLoss(
  lost: { readonly provider: string; readonly hasLeft: boolean },
  failure: Failure,
): UnmadeStatus {
  if (lost.hasLeft && !isFree(lost.provider) && mayBeBilled(failure)) return 'maybe-billed'
  if (failure.kind === 'cancelled') return 'cancelled'
  return refusals.has(failure.kind) ? 'refused' : 'failed'
}

const mayBeBilled = (failure: Failure): boolean =>
  failure.kind === 'provider-trouble' ? !hasMadeNothing(failure.httpStatus) : outcomeUnknown.has(failure.kind)
