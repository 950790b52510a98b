import { Slider as Base } from '@base-ui/react/slider'
import { clsx } from 'clsx'

interface SliderProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly format?: Intl.NumberFormatOptions
  readonly onChange: (value: number) => void
  readonly isDisabled?: boolean
  readonly className?: string
}

export function Slider({
  label,
  isLabelHidden = false,
  value,
  min,
  max,
  step = 1,
  format,
  onChange,
  isDisabled = false,
  className,
}: SliderProps) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={isDisabled}
      {...(format && { format })}
      onValueChange={onChange}
      className={clsx('min-w-0 data-disabled:opacity-45', className)}
    >
      <div className={clsx('mb-1 flex justify-between text-sm', isLabelHidden && 'sr-only')}>
        <Base.Label className="font-medium text-ink-soft">{label}</Base.Label>
        <Base.Value className="tabular-nums" />
      </div>
      <Base.Control className="flex h-6 items-center">
        <Base.Track className="h-1 w-full rounded-full bg-line-strong/60 forced-colors:bg-[CanvasText]">
          <Base.Indicator className="rounded-full bg-accent-text" />
          <Base.Thumb className="size-4 rounded-full border border-line-strong bg-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text" />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}
