import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'

interface RadioCardsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly {
    readonly value: Value
    readonly label: string
    readonly description: string
    readonly isDisabled?: boolean
  }[]
}

/** One of a few that each need a sentence. */
export function RadioCards<Value extends string>({ label, value, onChange, options }: RadioCardsProps<Value>) {
  const labelId = useId()
  return (
    <div>
      <span id={labelId} className="mb-1 block text-sm font-medium text-ink-soft">
        {label}
      </span>
      <RadioGroup
        aria-labelledby={labelId}
        value={value}
        onValueChange={onChange}
        className="divide-y divide-line rounded-lg border border-line"
      >
        {options.map((option) => (
          <RadioCard key={option.value} {...option} />
        ))}
      </RadioGroup>
    </div>
  )
}

function RadioCard<Value extends string>({
  value,
  label,
  description,
  isDisabled = false,
}: RadioCardsProps<Value>['options'][number]) {
  const labelId = useId()
  const descriptionId = useId()
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Radio.Root renders the control inside this label.
    <label className="flex gap-3 px-3.5 py-2.5 has-data-disabled:text-ink-soft">
      <Radio.Root
        value={value}
        disabled={isDisabled}
        aria-labelledby={labelId}
        aria-describedby={descriptionId}
        className="mt-[3px] flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-raised data-checked:border-accent data-checked:bg-accent data-disabled:opacity-45"
      >
        <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
      </Radio.Root>
      <span className="min-w-0">
        <span id={labelId} className="block">
          {label}
        </span>
        <span id={descriptionId} className="block text-sm text-ink-soft">
          {description}
        </span>
      </span>
    </label>
  )
}
