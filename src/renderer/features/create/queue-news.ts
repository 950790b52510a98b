import type { QueueState } from '#shared/queue.ts'

export type QueueNews =
  | { readonly kind: 'paused' | 'continued' | 'network' | 'done' }
  | { readonly kind: 'rests'; readonly lane: QueueState['lanes'][number] }

/** From here on each single one would drown out everything else that is said. */
const manyFrom = 4

const countOf = (queue: QueueState): number =>
  queue.lanes.reduce((sum, { waitingCount, runningCount }) => sum + waitingCount + runningCount, 0)

/** So many are under way that only what goes wrong, and the end, is worth saying. */
export const isBusy = (queue: QueueState | null): boolean => queue !== null && countOf(queue) >= manyFrom

/** What is worth saying about a change of the queue as a whole; `wasBusy`: since it was last empty. */
export function queueNews(before: QueueState | null, now: QueueState, wasBusy: boolean): QueueNews | null {
  if (before === null) return null
  if (now.isHeld !== before.isHeld) return { kind: now.isHeld ? 'paused' : 'continued' }
  const laneBefore = (id: string) => before.lanes.find(({ connectionId }) => connectionId === id)
  if (now.lanes.some(({ connectionId, isParked }) => isParked && laneBefore(connectionId)?.isParked !== true))
    return { kind: 'network' }
  const lane = now.lanes.find(
    ({ connectionId, restsUntilMs, waitingCount }) =>
      restsUntilMs !== null && waitingCount > 0 && (laneBefore(connectionId)?.restsUntilMs ?? null) === null,
  )
  if (lane !== undefined) return { kind: 'rests', lane }
  return wasBusy && countOf(now) === 0 ? { kind: 'done' } : null
}
