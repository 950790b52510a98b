import { describe, expect, it } from 'vitest'
import { toDateBounds } from './date-range.ts'

const nowMs = new Date(2026, 10, 20, 15, 30).getTime()
const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime()

describe('toDateBounds', () => {
  it('counts today among the last seven and the last thirty days', () => {
    expect(toDateBounds({ kind: 'today' }, nowMs)).toEqual({ fromMs: day(2026, 11, 20), beforeMs: null })
    expect(toDateBounds({ kind: 'last-7-days' }, nowMs)).toEqual({ fromMs: day(2026, 11, 14), beforeMs: null })
    expect(toDateBounds({ kind: 'last-30-days' }, nowMs)).toEqual({ fromMs: day(2026, 10, 22), beforeMs: null })
  })

  it('begins a year on its first day', () => {
    expect(toDateBounds({ kind: 'this-year' }, nowMs)).toEqual({ fromMs: day(2026, 1, 1), beforeMs: null })
  })

  it('includes the last chosen day whole', () => {
    expect(toDateBounds({ kind: 'custom', from: '2026-11-01', to: '2026-11-30' }, nowMs)).toEqual({
      fromMs: day(2026, 11, 1),
      beforeMs: day(2026, 12, 1),
    })
  })

  it('leaves an open or half-typed end open', () => {
    expect(toDateBounds({ kind: 'custom', from: null, to: '2026-1' }, nowMs)).toEqual({ fromMs: null, beforeMs: null })
    expect(toDateBounds({ kind: 'any' }, nowMs)).toEqual({ fromMs: null, beforeMs: null })
  })
})
