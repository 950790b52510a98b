import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { isMac } from './platform.ts'
import { ariaShortcut } from './shortcut-label.ts'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends ComponentPropsWithRef<'button'> {
  /** The accessible name, also shown as a tooltip. */
  readonly label: string
  readonly icon: LucideIcon
  readonly shortcut?: string | undefined
  /** Makes it a toggle. */
  readonly isPressed?: boolean | undefined
  readonly size?: 'small' | 'medium'
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

export function IconButton({
  label,
  icon: Icon,
  shortcut,
  isPressed,
  size = 'medium',
  tooltipSide = 'top',
  className,
  ...native
}: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut} side={tooltipSide}>
      <button
        type="button"
        {...native}
        aria-label={label}
        aria-pressed={isPressed}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut, isMac)}
        className={clsx(
          'inline-flex shrink-0 items-center justify-center rounded-md transition-colors',
          'hover:bg-ink/8 active:bg-ink/12 disabled:pointer-events-none disabled:opacity-40',
          isPressed === true ? 'bg-accent-soft text-accent-text' : 'text-ink-soft hover:text-ink',
          size === 'small' ? 'size-7' : 'size-8.5',
          className,
        )}
      >
        <Icon size={size === 'small' ? 15 : 18} aria-hidden />
      </button>
    </Tooltip>
  )
}
