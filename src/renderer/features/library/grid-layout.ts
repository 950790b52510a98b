/** How pictures stand in the grid: sections with a heading each, in them rows of square cells. Heights in CSS pixels. */
export interface GridLayout {
  readonly columns: number
  /** The gap not included. */
  readonly cellSize: number
  readonly gap: number
  readonly rowHeight: number
  /** 0 = one section without a heading. */
  readonly headingHeight: number
  readonly count: number
  /** Of each section: the index of its first picture, how far down it begins, and how many lines come before it. */
  readonly starts: Int32Array
  readonly tops: Float64Array
  readonly firstLines: Int32Array
  /** Headings and rows. */
  readonly lineCount: number
  readonly height: number
}

/** What stands side by side: a heading, or a row of pictures from `start` up to `end`. */
export type GridLine =
  | { readonly kind: 'heading'; readonly line: number; readonly top: number; readonly section: number }
  | {
      readonly kind: 'row'
      readonly line: number
      readonly top: number
      readonly start: number
      readonly end: number
    }

export interface GridPlace {
  readonly section: number
  readonly column: number
  readonly line: number
  readonly top: number
  /** The pictures of the same row. */
  readonly start: number
  readonly end: number
}

interface GridShape {
  readonly width: number
  readonly wantedCellSize: number
  readonly gap: number
  readonly headingHeight: number
  readonly count: number
  /** Where each group begins; empty = nothing is grouped. */
  readonly groupStarts: readonly number[]
}

/**
 * Square cells as near to `wantedCellSize` as fills `width` with whole columns. Every cell has the same size, so that
 * any place is a multiplication, however long the history; only sections are added up.
 */
export function layOutGrid({ width, wantedCellSize, gap, headingHeight, count, groupStarts }: GridShape): GridLayout {
  const columns = Math.max(1, Math.round((width + gap) / (wantedCellSize + gap)))
  const cellSize = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns))
  const rowHeight = cellSize + gap
  const isGrouped = groupStarts.length > 0
  const starts = Int32Array.from(isGrouped ? groupStarts : [0])
  const tops = new Float64Array(starts.length)
  const firstLines = new Int32Array(starts.length)
  let top = 0
  let line = 0
  for (const [section, start] of starts.entries()) {
    tops[section] = top
    firstLines[section] = line
    const rows = Math.ceil(((starts[section + 1] ?? count) - start) / columns)
    top += rows * rowHeight + (isGrouped ? headingHeight : 0)
    line += rows + (isGrouped ? 1 : 0)
  }
  return {
    columns,
    cellSize,
    gap,
    rowHeight,
    headingHeight: isGrouped ? headingHeight : 0,
    count,
    starts,
    tops,
    firstLines,
    lineCount: line,
    height: Math.max(0, top - gap),
  }
}

/** The last of `values`, which rise, that is not above `wanted`. */
function lastUpTo(values: Int32Array | Float64Array, wanted: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

export const sectionAt = (layout: GridLayout, top: number): number => lastUpTo(layout.tops, top)

const sectionEnd = (layout: GridLayout, section: number): number => layout.starts[section + 1] ?? layout.count

export function placeOf(layout: GridLayout, index: number): GridPlace {
  const { columns, rowHeight, headingHeight, starts, tops, firstLines } = layout
  const section = lastUpTo(starts, index)
  const sectionStart = starts[section] ?? 0
  const row = Math.floor((index - sectionStart) / columns)
  const start = sectionStart + row * columns
  return {
    section,
    column: index - start,
    line: (firstLines[section] ?? 0) + row + (headingHeight > 0 ? 1 : 0),
    top: (tops[section] ?? 0) + headingHeight + row * rowHeight,
    start,
    end: Math.min(start + columns, sectionEnd(layout, section)),
  }
}

/** The first picture of the row that is at `top`, or nearest to it. */
export function firstIndexAt(layout: GridLayout, top: number): number {
  const { columns, rowHeight, headingHeight, starts, tops } = layout
  const section = sectionAt(layout, top)
  const start = starts[section] ?? 0
  const row = Math.floor((top - (tops[section] ?? 0) - headingHeight) / rowHeight)
  const lastRow = Math.floor((sectionEnd(layout, section) - 1 - start) / columns)
  return start + Math.max(0, Math.min(row, lastRow)) * columns
}

/** Every line of which something lies between `from` and `to`. */
export function linesBetween(layout: GridLayout, from: number, to: number): readonly GridLine[] {
  const { columns, rowHeight, headingHeight, starts, tops, firstLines, count } = layout
  const lines: GridLine[] = []
  if (count === 0) return lines
  for (let section = sectionAt(layout, from); section < starts.length; section++) {
    const sectionTop = tops[section] ?? 0
    if (sectionTop >= to) break
    const firstLine = firstLines[section] ?? 0
    if (headingHeight > 0 && sectionTop + headingHeight > from)
      lines.push({ kind: 'heading', line: firstLine, top: sectionTop, section })
    const rowsTop = sectionTop + headingHeight
    const rowsLine = firstLine + (headingHeight > 0 ? 1 : 0)
    const sectionStart = starts[section] ?? 0
    const end = sectionEnd(layout, section)
    const firstRow = Math.max(0, Math.floor((from - rowsTop) / rowHeight))
    for (let row = firstRow; rowsTop + row * rowHeight < to; row++) {
      const start = sectionStart + row * columns
      if (start >= end) break
      const top = rowsTop + row * rowHeight
      lines.push({ kind: 'row', line: rowsLine + row, top, start, end: Math.min(start + columns, end) })
    }
  }
  return lines
}
