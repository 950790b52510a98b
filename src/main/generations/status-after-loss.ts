import type { Failure, FailureKind } from '#shared/failure.ts'

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

/** What a generation without an image is: over, or perhaps billed. The one place where this is decided. */
export function statusAfterLoss(provider: string, failure: Failure): 'failed' | 'maybe-billed' {
  if (isFree(provider)) return 'failed'
  // 503 turns a request away at the door; after any other trouble on the provider's side the outcome is unknown.
  if (failure.kind === 'provider-trouble') return failure.httpStatus === 503 ? 'failed' : 'maybe-billed'
  return outcomeUnknown.has(failure.kind) ? 'maybe-billed' : 'failed'
}
