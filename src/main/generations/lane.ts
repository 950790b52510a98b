import type { LaneState } from '#shared/queue.ts'

interface Waiting {
  readonly id: number
  readonly notBeforeMs: number
}

interface Running {
  readonly controller: AbortController
  readonly ended: Promise<void>
}

/** The generations of one connection: those that wait, in their order, and those that are out. */
export interface Lane {
  readonly connectionId: string
  readonly add: (waiting: Waiting) => void
  /** `false`: it does not wait here. */
  readonly remove: (id: number) => boolean
  /** The next that may leave, taken out of those that wait; `null` = none now. */
  readonly take: (maxConcurrent: number, nowMs: number) => number | null
  readonly enter: (id: number, running: Running) => void
  readonly leave: (id: number) => void
  readonly running: (id: number) => Running | null
  readonly allRunning: () => readonly Running[]
  /** Lets nothing leave until then. */
  readonly rest: (untilMs: number) => void
  /** Without a network. Answers whether something waits for it. */
  readonly setParked: (isParked: boolean) => boolean
  /** When something that waits may leave, if time alone keeps it; `null` otherwise. */
  readonly nextAtMs: (maxConcurrent: number) => number | null
  /** Nothing waits, nothing is out, and there is no pause to remember. */
  readonly isIdle: (nowMs: number) => boolean
  readonly state: (nowMs: number) => Omit<LaneState, 'connectionLabel'>
}

export function createLane(connectionId: string): Lane {
  const waiting: Waiting[] = []
  const out = new Map<number, Running>()
  let restsUntilMs = 0
  let isParked = false

  return {
    connectionId,
    add: (one) => {
      // One that comes back keeps its place before those that came after it.
      const place = waiting.findIndex(({ id }) => id > one.id)
      waiting.splice(place === -1 ? waiting.length : place, 0, one)
    },
    remove: (id) => {
      const place = waiting.findIndex((one) => one.id === id)
      if (place !== -1) waiting.splice(place, 1)
      return place !== -1
    },
    take: (maxConcurrent, nowMs) => {
      if (isParked || out.size >= maxConcurrent || restsUntilMs > nowMs) return null
      const place = waiting.findIndex(({ notBeforeMs }) => notBeforeMs <= nowMs)
      return place === -1 ? null : (waiting.splice(place, 1)[0]?.id ?? null)
    },
    enter: (id, running) => out.set(id, running),
    leave: (id) => out.delete(id),
    running: (id) => out.get(id) ?? null,
    allRunning: () => [...out.values()],
    rest: (untilMs) => {
      restsUntilMs = Math.max(restsUntilMs, untilMs)
    },
    setParked: (parked) => {
      isParked = parked
      return parked && waiting.length > 0
    },
    nextAtMs: (maxConcurrent) =>
      waiting.length === 0 || out.size >= maxConcurrent
        ? null
        : Math.max(restsUntilMs, Math.min(...waiting.map(({ notBeforeMs }) => notBeforeMs))),
    isIdle: (nowMs) => waiting.length === 0 && out.size === 0 && restsUntilMs <= nowMs,
    state: (nowMs) => ({
      connectionId,
      waitingCount: waiting.length,
      runningCount: out.size,
      restsUntilMs: restsUntilMs > nowMs ? restsUntilMs : null,
      isParked,
    }),
  }
}
