import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import { Spinner } from './spinner.tsx'

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** primary: the one main action of a place; quiet: bordered; plain: text alone; danger: cannot be taken back easily. */
  readonly variant?: 'primary' | 'quiet' | 'plain' | 'danger'
  readonly size?: 'small' | 'medium'
  readonly icon?: LucideIcon | undefined
  /** Shows a spinner and refuses a second press, but keeps the focus. */
  readonly isBusy?: boolean
}

/** A border without a colour is what makes a filled button one in forced colours. */
const variants = {
  primary: 'border border-transparent bg-accent text-accent-ink hover:bg-accent-hover active:brightness-95',
  quiet: 'border border-line-strong/60 bg-raised text-ink hover:bg-ink/7 active:bg-ink/10',
  plain: 'text-ink hover:bg-ink/7 active:bg-ink/10',
  danger: 'border border-transparent bg-danger-fill text-danger-ink hover:brightness-110 active:brightness-95',
} as const

export function Button({
  variant = 'quiet',
  size = 'medium',
  icon: Icon,
  isBusy = false,
  className,
  children,
  onClick,
  ...native
}: ButtonProps) {
  return (
    <button
      type="button"
      {...native}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || native['aria-disabled']}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors',
        'disabled:pointer-events-none disabled:opacity-45',
        size === 'small' ? 'h-7 gap-1.5 px-2.5 text-sm' : 'h-8.5 gap-2 px-3.5 text-base',
        variants[variant],
        className,
      )}
    >
      {isBusy ? <Spinner size={14} /> : Icon !== undefined && <Icon size={size === 'small' ? 14 : 16} aria-hidden />}
      {children}
    </button>
  )
}
