import type { Interval } from '#shared/experiments/wilson-interval.ts'

interface IntervalBarProps {
  /** 0–1. */
  readonly value: number
  /** `null` = not known. */
  readonly interval: Interval | null
  /** Where a mark stands to measure by. */
  readonly middle: number
  /** Says the same in words. */
  readonly label: string
}

const percent = (share: number): string => `${share * 100}%`

/** A share and how far it may be off. */
export function IntervalBar({ value, interval, middle, label }: IntervalBarProps) {
  return (
    <div role="img" aria-label={label} className="relative h-6">
      <span className="absolute inset-x-0 top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-ink/10" />
      {interval !== null && (
        <span
          className="absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full bg-accent/60 forced-colors:bg-[CanvasText]"
          style={{ left: percent(interval.low), width: percent(interval.high - interval.low) }}
        />
      )}
      <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: percent(middle) }} />
      <span
        className="absolute top-1/2 size-3.5 -translate-1/2 rounded-full border-2 border-raised bg-accent-text forced-colors:bg-[Highlight]"
        style={{ left: percent(value) }}
      />
    </div>
  )
}
