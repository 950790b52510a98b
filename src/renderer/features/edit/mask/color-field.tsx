import { useId } from 'react'

interface ColorFieldProps {
  readonly label: string
  readonly isLabelHidden?: boolean
  /** `#rrggbb` */
  readonly value: string
  readonly isDisabled?: boolean
  readonly onChange: (value: string) => void
}

/** A colour from the system's own chooser. */
export function ColorField({ label, isLabelHidden = false, value, isDisabled = false, onChange }: ColorFieldProps) {
  const id = useId()
  return (
    <div className="flex items-center gap-2 text-sm">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'font-medium text-ink-soft'}>
        {label}
      </label>
      <input
        id={id}
        type="color"
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="h-7 w-9 rounded-md border border-line-strong bg-raised p-0.5 disabled:opacity-45"
      />
    </div>
  )
}
