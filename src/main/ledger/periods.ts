import type { BudgetPeriod, LedgerPeriod } from '#shared/ledger.ts'

/** From `startMs` on, before `endMs`. */
export interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** The day or month of a time, on this computer's calendar. Days are not all of 24 hours. */
export function spanOf(period: BudgetPeriod, atMs: number): Span {
  const at = new Date(atMs)
  const [year, month, date] = [at.getFullYear(), at.getMonth(), at.getDate()]
  return period === 'day'
    ? { startMs: new Date(year, month, date).getTime(), endMs: new Date(year, month, date + 1).getTime() }
    : { startMs: new Date(year, month, 1).getTime(), endMs: new Date(year, month + 1, 1).getTime() }
}

const hourMs = 60 * 60 * 1000

/** What a chart of a period stands on, oldest first: hours of today, days of the month, months since the first entry. */
export function slicesOf(period: LedgerPeriod, nowMs: number, firstMs: number | null): readonly Span[] {
  switch (period) {
    case 'today': {
      const { startMs, endMs } = spanOf('day', nowMs)
      // Where the clock is put forward or back, a day has 23 or 25.
      const count = Math.ceil((endMs - startMs) / hourMs)
      return Array.from({ length: count }, (_, hour) => ({
        startMs: startMs + hour * hourMs,
        endMs: Math.min(endMs, startMs + (hour + 1) * hourMs),
      }))
    }
    case 'month':
      return walk('day', spanOf('month', nowMs))
    case 'all': {
      const { startMs, endMs } = spanOf('month', nowMs)
      return walk('month', { startMs: Math.min(firstMs ?? startMs, startMs), endMs })
    }
  }
}

function walk(period: BudgetPeriod, whole: Span): readonly Span[] {
  const spans: Span[] = []
  for (let span = spanOf(period, whole.startMs); span.startMs < whole.endMs; span = spanOf(period, span.endMs))
    spans.push(span)
  return spans
}
