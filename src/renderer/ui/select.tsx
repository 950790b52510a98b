import { Select as Base } from '@base-ui/react/select'
import { clsx } from 'clsx'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly description?: ReactNode
  readonly isDisabled?: boolean
}
export interface SelectGroup<Value extends string> {
  readonly label: string
  readonly options: readonly SelectOption<Value>[]
}

interface SelectProps<Value extends string> {
  readonly label: string
  readonly isLabelHidden?: boolean
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly (SelectOption<Value> | SelectGroup<Value>)[]
  readonly isDisabled?: boolean
  readonly size?: 'small' | 'medium'
  readonly className?: string
}

export function Select<Value extends string>({
  label,
  isLabelHidden = false,
  value,
  onChange,
  options,
  isDisabled = false,
  size = 'medium',
  className,
}: SelectProps<Value>) {
  const all = options.flatMap((entry) => ('options' in entry ? entry.options : [entry]))
  return (
    <div className={clsx('min-w-0', className)}>
      <Base.Root
        items={all.map((option) => ({ value: option.value, label: option.label }))}
        value={value}
        disabled={isDisabled}
        onValueChange={(next) => next !== null && onChange(next)}
      >
        <Base.Label className={isLabelHidden ? 'sr-only' : 'mb-1 block text-sm font-medium text-ink-soft'}>
          {label}
        </Base.Label>
        <Base.Trigger
          className={clsx(
            'flex w-full items-center gap-2 rounded-md border border-line-strong bg-raised text-left transition-colors',
            'hover:bg-ink/5 data-disabled:opacity-45',
            size === 'small' ? 'h-7 px-2 text-sm' : 'h-8.5 px-3 text-base',
          )}
        >
          <Base.Value className="min-w-0 flex-1 truncate" />
          <Base.Icon className="text-ink-soft">
            <ChevronsUpDown size={14} aria-hidden />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className="z-[80]" sideOffset={4} collisionPadding={8} alignItemWithTrigger={false}>
            <Base.Popup className="popup flex max-h-(--available-height) max-w-(--available-width) min-w-(--anchor-width) flex-col">
              <Base.List className="overflow-y-auto p-1">
                {options.map((entry) =>
                  'options' in entry ? (
                    <Base.Group key={entry.label}>
                      <Base.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-soft">
                        {entry.label}
                      </Base.GroupLabel>
                      {entry.options.map((option) => (
                        <Option key={option.value} option={option} />
                      ))}
                    </Base.Group>
                  ) : (
                    <Option key={entry.value} option={entry} />
                  ),
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  )
}

function Option<Value extends string>({ option }: { readonly option: SelectOption<Value> }) {
  return (
    <Base.Item
      value={option.value}
      disabled={option.isDisabled === true}
      className="flex min-h-7.5 items-start gap-2 rounded-md px-2.5 py-1 text-sm outline-none data-disabled:text-ink-soft data-highlighted:bg-ink/8"
    >
      <span className="min-w-0 flex-1">
        <Base.ItemText>{option.label}</Base.ItemText>
        {option.description !== undefined && <span className="block text-xs text-ink-soft">{option.description}</span>}
      </span>
      <span className="flex h-5 w-4 items-center">
        <Base.ItemIndicator>
          <Check size={15} aria-hidden />
        </Base.ItemIndicator>
      </span>
    </Base.Item>
  )
}
