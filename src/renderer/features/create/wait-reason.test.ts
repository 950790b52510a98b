import { expect, it } from 'vitest'
import type { LaneState, QueueState } from '#shared/queue.ts'
import { queueNews } from './queue-news.ts'
import { waitReason } from './wait-reason.ts'

const lane: LaneState = {
  connectionId: 'openai',
  connectionLabel: 'OpenAI',
  waitingCount: 2,
  runningCount: 1,
  maxConcurrent: 3,
  restsUntilMs: null,
  isParked: false,
}
const queue = (changes: Partial<LaneState> = {}, isHeld = false): QueueState => ({
  isHeld,
  lanes: [{ ...lane, ...changes }],
})
const waiting = { connectionId: 'openai', notBeforeMs: null }

it.each([
  ['its turn', waiting, queue(), { kind: 'turn' }],
  ['its turn, while nothing is known of the queue', waiting, undefined, { kind: 'turn' }],
  ['the person', waiting, queue({ isParked: true, restsUntilMs: 9000 }, true), { kind: 'held' }],
  ['the network', waiting, queue({ isParked: true, restsUntilMs: 9000 }), { kind: 'network' }],
  ['the pause of its connection', waiting, queue({ restsUntilMs: 9000 }), { kind: 'rests', untilMs: 9000 }],
  ['no pause that is over', waiting, queue({ restsUntilMs: 1000 }), { kind: 'turn' }],
  ['no pause of another', { ...waiting, connectionId: 'c2' }, queue({ restsUntilMs: 9000 }), { kind: 'turn' }],
  ['its own next try', { ...waiting, notBeforeMs: 8000 }, queue(), { kind: 'again', untilMs: 8000 }],
] as const)('a generation waits for %s', (_name, generation, state, expected) => {
  expect(waitReason(generation, state, 1000)).toEqual(expected)
})

it.each([
  ['that it was paused', queue(), queue({}, true), false, 'paused'],
  ['that it goes on', queue({}, true), queue(), false, 'continued'],
  ['that the network is gone, once', queue(), queue({ isParked: true }), false, 'network'],
  ['nothing while it stays away', queue({ isParked: true }), queue({ isParked: true }), false, undefined],
  ['whose pause begins', queue(), queue({ restsUntilMs: 9000 }), false, 'rests'],
  ['nothing of a pause that goes on', queue({ restsUntilMs: 8000 }), queue({ restsUntilMs: 9000 }), false, undefined],
  ['the end of many', queue(), { isHeld: false, lanes: [] }, true, 'done'],
  ['nothing at the end of a few, each of which was told', queue(), { isHeld: false, lanes: [] }, false, undefined],
  ['nothing of what it was found to be', null, queue({}, true), false, undefined],
] as const)('of the queue is said %s', (_name, before, now, wasBusy, expected) => {
  expect(queueNews(before, now, wasBusy)?.kind).toBe(expected)
})
