/** Turns while something is on its way. With `label` it speaks; without, the text beside it does. */
export function Spinner({ label, size = 16 }: { readonly label?: string; readonly size?: number }) {
  const ring = (
    <span
      data-spinner
      aria-hidden="true"
      className="inline-block shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent"
      style={{ width: size, height: size }}
    />
  )
  if (label === undefined) return ring
  return (
    <span role="status" className="inline-flex items-center gap-2 text-sm text-ink-soft">
      {ring}
      {label}
    </span>
  )
}
