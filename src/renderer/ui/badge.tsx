import { clsx } from 'clsx'

export interface BadgeWords {
  readonly text: string
  readonly tone: 'neutral' | 'warning'
}

/** A word or two on what sets something apart from its neighbours. */
export function Badge({ text, tone }: BadgeWords) {
  return (
    <span
      className={clsx(
        'shrink-0 rounded-sm px-1.5 py-px text-xs font-medium whitespace-nowrap',
        tone === 'warning' ? 'bg-warning-soft text-warning' : 'bg-ink/8 text-ink-soft',
      )}
    >
      {text}
    </span>
  )
}
