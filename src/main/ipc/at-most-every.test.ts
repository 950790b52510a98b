import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { atMostEvery } from './at-most-every.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('acts at once, then once for all that came meanwhile, and once more at the end', () => {
  const acts: number[] = []
  let value = 0
  const { call } = atMostEvery(100, () => acts.push(value))
  for (value = 1; value <= 500; value += 1) {
    call()
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(1000)

  expect(acts).toEqual([1, 100, 200, 300, 400, 500])
})

it('is at once again after a rest, and silent once it is stopped', () => {
  const act = vi.fn()
  const { call, stop } = atMostEvery(100, act)
  call()
  vi.advanceTimersByTime(1000)
  call()
  expect(act).toHaveBeenCalledTimes(2)

  call()
  stop()
  vi.advanceTimersByTime(1000)
  expect(act).toHaveBeenCalledTimes(2)
})
