import { expect, it } from 'vitest'
import { isTooFast } from './scroll-velocity.ts'

it('lets a brisk wheel pass and stops a dragged scrollbar', () => {
  expect(isTooFast({ top: 0, atMs: 0 }, { top: 96, atMs: 16 })).toBe(false)
  expect(isTooFast({ top: 0, atMs: 0 }, { top: 480, atMs: 16 })).toBe(true)
  expect(isTooFast({ top: 480, atMs: 0 }, { top: 0, atMs: 16 })).toBe(true)
})

it('does not call two events at one moment a speed', () => {
  expect(isTooFast({ top: 0, atMs: 5 }, { top: 4, atMs: 5 })).toBe(false)
})
