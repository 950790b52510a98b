export interface GridShape {
  readonly columns: number
  readonly rowsPerPage: number
  readonly count: number
  /** Home and End reach the first and last picture instead of the row's ends. */
  readonly isWhole: boolean
}

/** Where a navigation key leads from `index`, or `null` when the key is none. Follows the ARIA grid pattern. */
export function moveFocus(
  key: string,
  index: number,
  { columns, rowsPerPage, count, isWhole }: GridShape,
): number | null {
  const last = count - 1
  const rowStart = index - (index % columns)
  switch (key) {
    case 'ArrowRight':
      return Math.min(index + 1, last)
    case 'ArrowLeft':
      return Math.max(index - 1, 0)
    case 'ArrowDown':
      // From the row above an incomplete last row, down leads to its end; from the last row nowhere.
      return index + columns <= last ? index + columns : rowStart + columns <= last ? last : index
    case 'ArrowUp':
      return index - columns >= 0 ? index - columns : index
    case 'PageDown':
      return Math.min(index + columns * rowsPerPage, last)
    case 'PageUp':
      return Math.max(index - columns * rowsPerPage, index % columns)
    case 'Home':
      return isWhole ? 0 : rowStart
    case 'End':
      return isWhole ? last : Math.min(rowStart + columns - 1, last)
    default:
      return null
  }
}
