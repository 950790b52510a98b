import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

interface SwitchProps {
  readonly label: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean
}

/** On or off, at once. */
export function Switch({ label, isChecked, onChange, isDisabled = false }: SwitchProps) {
  const labelId = useId()
  return (
    <div className="flex min-h-7 items-center gap-2.5">
      <Base.Root
        checked={isChecked}
        disabled={isDisabled}
        onCheckedChange={onChange}
        aria-labelledby={labelId}
        className="relative flex h-5.5 w-9.5 shrink-0 rounded-full border border-line-strong bg-ink/8 p-[2px] transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-45"
      >
        <Base.Thumb className="size-4 rounded-full bg-ink-soft transition-transform data-checked:translate-x-4 data-checked:bg-accent-ink" />
      </Base.Root>
      <span id={labelId} className="text-base">
        {label}
      </span>
    </div>
  )
}
