import type { LaneState } from '#shared/queue.ts'

export interface Waiting {
  readonly id: number
  readonly notBeforeMs: number
  /** It left in an earlier run; its answer is fetched, and nothing is sent. */
  readonly hasLeft: boolean
}

interface Running {
  readonly controller: AbortController
  readonly ended: Promise<void>
}

/** The generations of one connection: those that wait, in their order, and those that are out. */
export interface Lane {
  readonly connectionId: string
  readonly add: (waiting: Waiting) => void
  /** `null`: it does not wait here. */
  readonly remove: (id: number) => Waiting | null
  /** The next that may leave, taken out of those that wait; `null` = none now. */
  readonly take: (room: Room) => Waiting | null
  readonly enter: (id: number, running: Running) => void
  readonly leave: (id: number) => void
  readonly running: (id: number) => Running | null
  readonly allRunning: () => readonly Running[]
  /** Lets nothing leave until then. */
  readonly rest: (untilMs: number) => void
  /** Without a network. */
  readonly setParked: (isParked: boolean) => void
  readonly allWaiting: () => readonly Waiting[]
  /** When something that waits may leave, if time alone keeps it; `null` otherwise. */
  readonly nextAtMs: (room: Omit<Room, 'nowMs'>) => number | null
  /** Nothing waits, nothing is out, and there is no pause to remember. */
  readonly isIdle: (nowMs: number) => boolean
  readonly state: (nowMs: number) => Omit<LaneState, 'connectionLabel' | 'maxConcurrent'>
}

interface Room {
  readonly maxConcurrent: number
  /** Nothing new is sent; what has left already may still be fetched. */
  readonly isHeld: boolean
  readonly nowMs: number
}

export function createLane(connectionId: string): Lane {
  const waiting: Waiting[] = []
  const out = new Map<number, Running>()
  let restsUntilMs = 0
  let isParked = false

  const mayGo = (isHeld: boolean): readonly Waiting[] => (isHeld ? waiting.filter(({ hasLeft }) => hasLeft) : waiting)

  const remove = (id: number): Waiting | null => {
    const place = waiting.findIndex((one) => one.id === id)
    return place === -1 ? null : (waiting.splice(place, 1)[0] ?? null)
  }

  return {
    connectionId,
    remove,
    add: (one) => {
      // One that comes back keeps its place before those that came after it.
      const place = waiting.findIndex(({ id }) => id > one.id)
      waiting.splice(place === -1 ? waiting.length : place, 0, one)
    },
    take: ({ maxConcurrent, isHeld, nowMs }) => {
      if (isParked || out.size >= maxConcurrent || restsUntilMs > nowMs) return null
      const next = mayGo(isHeld).find(({ notBeforeMs }) => notBeforeMs <= nowMs)
      return next === undefined ? null : remove(next.id)
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
    },
    allWaiting: () => [...waiting],
    nextAtMs: ({ maxConcurrent, isHeld }) => {
      const candidates = mayGo(isHeld)
      if (isParked || candidates.length === 0 || out.size >= maxConcurrent) return null
      return Math.max(restsUntilMs, Math.min(...candidates.map(({ notBeforeMs }) => notBeforeMs)))
    },
    isIdle: (nowMs) => waiting.length === 0 && out.size === 0 && restsUntilMs <= nowMs,
    state: (nowMs) => ({
      connectionId,
      waitingCount: waiting.length,
      runningCount: out.size,
      restsUntilMs: restsUntilMs > nowMs ? restsUntilMs : null,
      isParked: isParked && waiting.length > 0,
    }),
  }
}
