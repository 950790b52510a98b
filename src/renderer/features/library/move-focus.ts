import { firstIndexAt, type GridLayout, placeOf } from './grid-layout.ts'

export interface Moving {
  /** Rows that are in sight at once. */
  readonly rowsPerPage: number
  /** Home and End reach the first and last picture instead of the row's ends. */
  readonly isWhole: boolean
}

/** Where a navigation key leads from `index`, or `null` when the key is none. Follows the ARIA grid pattern. */
export function moveFocus(
  key: string,
  index: number,
  layout: GridLayout,
  { rowsPerPage, isWhole }: Moving,
): number | null {
  const last = layout.count - 1
  const { start, end, column, top } = placeOf(layout, index)
  const inRowOf = (other: number): number => {
    const row = placeOf(layout, other)
    return Math.min(row.start + column, row.end - 1)
  }
  switch (key) {
    case 'ArrowRight':
      return Math.min(index + 1, last)
    case 'ArrowLeft':
      return Math.max(index - 1, 0)
    case 'ArrowDown':
      return end <= last ? inRowOf(end) : index
    case 'ArrowUp':
      return start > 0 ? inRowOf(start - 1) : index
    case 'PageDown': {
      const target = top + rowsPerPage * layout.rowHeight
      return target > layout.height ? last : inRowOf(firstIndexAt(layout, target))
    }
    case 'PageUp':
      return inRowOf(firstIndexAt(layout, Math.max(0, top - rowsPerPage * layout.rowHeight)))
    case 'Home':
      return isWhole ? 0 : start
    case 'End':
      return isWhole ? last : end - 1
    default:
      return null
  }
}
