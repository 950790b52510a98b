import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import { useId } from 'react'

interface CheckboxProps {
  readonly label: string
  readonly description?: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean
}

export function Checkbox({ label, description, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  const labelId = useId()
  const descriptionId = useId()
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox.Root renders the control inside this label.
    <label className="flex gap-3 has-data-disabled:text-ink-soft">
      <Base.Root
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={onChange}
        aria-labelledby={labelId}
        aria-describedby={description === undefined ? undefined : descriptionId}
        className="mt-[3px] flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong bg-raised data-checked:border-accent data-checked:bg-accent data-disabled:opacity-45"
      >
        <Base.Indicator className="flex text-accent-ink">
          <Check size={12} strokeWidth={3} aria-hidden />
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0">
        <span id={labelId} className="block">
          {label}
        </span>
        {description !== undefined && (
          <span id={descriptionId} className="block text-sm text-ink-soft">
            {description}
          </span>
        )}
      </span>
    </label>
  )
}
