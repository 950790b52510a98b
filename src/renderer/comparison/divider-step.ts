/** Where a key moves the divider, as a share of the stage from 0 to 1; `null` where the key is not one of its. */
export function dividerStep(
  divide: number,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | null {
  const step = shiftKey ? 10 : 1
  const percent = Math.round(divide * 100)
  const to = (wanted: number): number => Math.min(Math.max(wanted, 0), 100) / 100
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return to(percent + step)
    case 'ArrowLeft':
    case 'ArrowUp':
      return to(percent - step)
    case 'PageDown':
      return to(percent + 10)
    case 'PageUp':
      return to(percent - 10)
    case 'Home':
      return 0
    case 'End':
      return 1
    default:
      return null
  }
}
