import type { QueuedGeneration } from '#shared/generation.ts'
import type { QueueState } from '#shared/queue.ts'

export type WaitReason =
  | { readonly kind: 'held' }
  | { readonly kind: 'network' }
  /** The whole connection rests. */
  | { readonly kind: 'rests'; readonly untilMs: number }
  /** It was turned away and leaves again. */
  | { readonly kind: 'again'; readonly untilMs: number }
  | { readonly kind: 'turn' }

/** Why a generation has not left yet: what lasts longest first, because that is what a person would want to know. */
export function waitReason(
  { connectionId, notBeforeMs }: Pick<QueuedGeneration, 'connectionId' | 'notBeforeMs'>,
  queue: QueueState | undefined,
  nowMs: number,
): WaitReason {
  if (queue?.isHeld === true) return { kind: 'held' }
  const lane = queue?.lanes.find((one) => one.connectionId === connectionId)
  if (lane?.isParked === true) return { kind: 'network' }
  const restsUntilMs = lane?.restsUntilMs ?? 0
  if (restsUntilMs > nowMs) return { kind: 'rests', untilMs: restsUntilMs }
  if (notBeforeMs !== null && notBeforeMs > nowMs) return { kind: 'again', untilMs: notBeforeMs }
  return { kind: 'turn' }
}
