import { describe, expect, it } from 'vitest'
import { createLane, type Lane } from './lane.ts'

const running = { controller: new AbortController(), ended: Promise.resolve() }
const waiting = (id: number, notBeforeMs = 0, hasLeft = false) => ({ id, notBeforeMs, hasLeft })
const room = { maxConcurrent: 2, isHeld: false, nowMs: 1000 }

const laneWith = (...ids: readonly number[]): Lane => {
  const lane = createLane('c1')
  for (const id of ids) lane.add(waiting(id))
  return lane
}
/** Takes out whatever may go. */
const takeAll = (lane: Lane, given: typeof room = room): readonly number[] => {
  const taken: number[] = []
  for (let next = lane.take(given); next !== null; next = lane.take(given)) {
    lane.enter(next.id, running)
    taken.push(next.id)
  }
  return taken
}

describe('a lane', () => {
  it('lets out as many as have room, the oldest first, and the next when one ends', () => {
    const lane = laneWith(1, 2, 3, 4)
    expect(takeAll(lane)).toEqual([1, 2])
    lane.leave(1)
    expect(takeAll(lane)).toEqual([3])
    expect(takeAll(lane, { ...room, maxConcurrent: 16 })).toEqual([4])
  })

  it('lets out nothing more when less is allowed than is out', () => {
    const lane = laneWith(1, 2, 3)
    takeAll(lane)
    expect(takeAll(lane, { ...room, maxConcurrent: 1 })).toEqual([])
    lane.leave(1)
    expect(takeAll(lane, { ...room, maxConcurrent: 1 })).toEqual([])
    lane.leave(2)
    expect(takeAll(lane, { ...room, maxConcurrent: 1 })).toEqual([3])
  })

  it('keeps the place of one that comes back', () => {
    const lane = laneWith(1, 2, 3, 4)
    takeAll(lane)
    lane.leave(1)
    lane.add(waiting(1, 5000))
    expect(lane.allWaiting().map(({ id }) => id)).toEqual([1, 3, 4])
    // It is not due yet, and does not hold up the others.
    expect(takeAll(lane)).toEqual([3])
    lane.leave(2)
    expect(takeAll(lane, { ...room, nowMs: 5000 })).toEqual([1])
  })

  it('rests as a whole, and a shorter pause does not cut a longer one short', () => {
    const lane = laneWith(1)
    lane.rest(9000)
    lane.rest(2000)
    expect(takeAll(lane, { ...room, nowMs: 8999 })).toEqual([])
    expect(lane.nextAtMs(room)).toBe(9000)
    expect(lane.state(8999)).toMatchObject({ waitingCount: 1, restsUntilMs: 9000 })
    expect(lane.state(9000)).toMatchObject({ restsUntilMs: null })
    expect(takeAll(lane, { ...room, nowMs: 9000 })).toEqual([1])
  })

  it('lets out nothing without a network, and wants no timer then', () => {
    const lane = laneWith(1)
    lane.setParked(true)
    expect(takeAll(lane)).toEqual([])
    expect(lane.nextAtMs(room)).toBeNull()
    expect(lane.state(0).isParked).toBe(true)
    lane.setParked(false)
    expect(takeAll(lane)).toEqual([1])
  })

  it('sends nothing while it is held, but what has left already is fetched', () => {
    const lane = laneWith(1, 3)
    lane.add(waiting(2, 0, true))
    const held = { ...room, isHeld: true }
    expect(takeAll(lane, held)).toEqual([2])
    expect(lane.nextAtMs(held)).toBeNull()
    lane.leave(2)
    expect(takeAll(lane)).toEqual([1, 3])
  })

  it('is idle only when nothing is left, not even a pause to remember', () => {
    const lane = laneWith(1)
    expect(lane.isIdle(0)).toBe(false)
    expect(lane.remove(1)).toEqual(waiting(1))
    expect(lane.remove(1)).toBeNull()
    expect(lane.isIdle(0)).toBe(true)
    lane.rest(5)
    expect([lane.isIdle(4), lane.isIdle(5)]).toEqual([false, true])
  })
})
