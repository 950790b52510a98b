import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'

interface SegmentedProps<Value extends string> {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly icon?: LucideIcon
    readonly isDisabled?: boolean
  }[]
  readonly isDisabled?: boolean
}

/** One of a few, all in sight. Radio buttons by nature: arrow keys move, Tab passes. */
export function Segmented<Value extends string>({
  label,
  isLabelHidden = false,
  value,
  onChange,
  options,
  isDisabled = false,
}: SegmentedProps<Value>) {
  const labelId = useId()
  return (
    <div className="min-w-0">
      <span id={labelId} className={isLabelHidden ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-soft'}>
        {label}
      </span>
      <RadioGroup
        aria-labelledby={labelId}
        value={value}
        disabled={isDisabled}
        onValueChange={onChange}
        className="inline-flex max-w-full flex-wrap gap-0.5 rounded-lg bg-ink/8 p-0.5"
      >
        {options.map((option) => (
          <Radio.Root
            key={option.value}
            value={option.value}
            disabled={option.isDisabled === true}
            className={clsx(
              'inline-flex h-7 items-center gap-1.5 rounded-md px-3 text-sm whitespace-nowrap text-ink-soft transition-colors',
              'hover:text-ink data-checked:bg-raised data-checked:font-medium data-checked:text-ink data-checked:shadow-sm',
              'data-checked:ring-1 data-checked:ring-line-strong/50 data-disabled:opacity-45',
            )}
          >
            {option.icon !== undefined && <option.icon size={14} aria-hidden />}
            {option.label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  )
}
