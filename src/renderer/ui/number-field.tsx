import { NumberField as Base } from '@base-ui/react/number-field'
import { clsx } from 'clsx'
import { Minus, Plus } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

interface NumberFieldProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  /** `null` = nothing is chosen. */
  readonly value: number | null
  readonly min: number
  readonly max: number
  readonly step?: number
  /** Out-of-range numbers are typed through as they are, for a rule of the caller's own to judge. */
  readonly allowOutOfRange?: boolean
  readonly onChange: (value: number) => void
  /** The field was emptied. Without it, what was there stays. */
  readonly onClear?: () => void
  /** What applies while it is empty. */
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly isInvalid?: boolean
  readonly className?: string
}

const stepper =
  'flex w-7 shrink-0 items-center justify-center text-ink-soft transition-colors hover:bg-ink/8 hover:text-ink data-disabled:opacity-40'

export function NumberField({
  label,
  isLabelHidden = false,
  value,
  min,
  max,
  step = 1,
  allowOutOfRange = false,
  onChange,
  onClear,
  placeholder,
  isDisabled = false,
  isInvalid = false,
  className,
}: NumberFieldProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  return (
    <Base.Root
      id={id}
      value={value}
      min={min}
      max={max}
      step={step}
      allowOutOfRange={allowOutOfRange}
      disabled={isDisabled}
      format={{ useGrouping: false }}
      onValueChange={(next) => (next === null ? onClear?.() : onChange(next))}
      className={clsx('min-w-0', className)}
    >
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-soft'}>
        {label}
      </label>
      <Base.Group
        className={clsx(
          'flex h-8.5 overflow-hidden rounded-md border bg-raised focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent-text',
          isInvalid ? 'border-danger' : 'border-line-strong',
        )}
      >
        <Base.Decrement aria-label={t('decrease', { label })} className={stepper}>
          <Minus size={14} aria-hidden />
        </Base.Decrement>
        <Base.Input
          aria-invalid={isInvalid || undefined}
          placeholder={placeholder}
          className="w-full min-w-10 bg-transparent text-center text-base tabular-nums outline-none placeholder:text-ink-soft"
        />
        <Base.Increment aria-label={t('increase', { label })} className={stepper}>
          <Plus size={14} aria-hidden />
        </Base.Increment>
      </Base.Group>
    </Base.Root>
  )
}
