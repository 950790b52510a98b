import { Slider as Base } from '@base-ui/react/slider'
import { clsx } from 'clsx'

interface SliderProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  /** Label, track and value in one line. */
  readonly isInline?: boolean
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
  isInline = false,
  value,
  min,
  max,
  step = 1,
  format,
  onChange,
  isDisabled = false,
  className,
}: SliderProps) {
  const track = (
    <Base.Control className="flex h-6 flex-1 items-center">
      <Base.Track className="h-1 w-full rounded-full bg-line-strong/60 forced-colors:bg-[CanvasText]">
        <Base.Indicator className="rounded-full bg-accent-text" />
        <Base.Thumb className="size-4 rounded-full border border-line-strong bg-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text" />
      </Base.Track>
    </Base.Control>
  )
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={isDisabled}
      {...(format && { format })}
      onValueChange={onChange}
      className={clsx('min-w-0 data-disabled:opacity-45', isInline && 'flex items-center gap-3 text-sm', className)}
    >
      {isInline ? (
        <>
          <Base.Label className={clsx('shrink-0 font-medium text-ink-soft', isLabelHidden && 'sr-only')}>
            {label}
          </Base.Label>
          {track}
          <Base.Value className="min-w-[5ch] shrink-0 whitespace-nowrap tabular-nums" />
        </>
      ) : (
        <>
          <div className={clsx('mb-1 flex justify-between text-sm', isLabelHidden && 'sr-only')}>
            <Base.Label className="font-medium text-ink-soft">{label}</Base.Label>
            <Base.Value className="tabular-nums" />
          </div>
          {track}
        </>
      )}
    </Base.Root>
  )
}
