export type DateRange =
  | { readonly kind: 'any' }
  | { readonly kind: 'today' }
  | { readonly kind: 'last-7-days' }
  | { readonly kind: 'last-30-days' }
  | { readonly kind: 'this-year' }
  /** Days as `YYYY-MM-DD` on this computer's calendar, both inclusive; `null` = open. */
  | { readonly kind: 'custom'; readonly from: string | null; readonly to: string | null }

export interface DateBounds {
  /** Inclusive. */
  readonly fromMs: number | null
  /** Exclusive. */
  readonly beforeMs: number | null
}

/** The milliseconds that a choice of days stands for, on this computer's calendar and clock. */
export function toDateBounds(range: DateRange, nowMs: number): DateBounds {
  switch (range.kind) {
    case 'any':
      return { fromMs: null, beforeMs: null }
    case 'today':
      return { fromMs: startOfDay(nowMs, 0), beforeMs: null }
    case 'last-7-days':
      return { fromMs: startOfDay(nowMs, -6), beforeMs: null }
    case 'last-30-days':
      return { fromMs: startOfDay(nowMs, -29), beforeMs: null }
    case 'this-year':
      return { fromMs: new Date(new Date(nowMs).getFullYear(), 0, 1).getTime(), beforeMs: null }
    case 'custom':
      return { fromMs: parseDay(range.from, 0), beforeMs: parseDay(range.to, 1) }
  }
}

// The calendar is asked rather than 24 hours added: a day with a clock change has 23 or 25.
function startOfDay(atMs: number, dayOffset: number): number {
  const at = new Date(atMs)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + dayOffset).getTime()
}

function parseDay(day: string | null, dayOffset: number): number | null {
  const match = /^(\d{4,6})-(\d{2})-(\d{2})$/.exec(day ?? '')
  if (match === null) return null
  const atMs = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + dayOffset).getTime()
  return Number.isNaN(atMs) ? null : atMs
}
