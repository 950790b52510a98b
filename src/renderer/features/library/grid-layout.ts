export interface GridLayout {
  readonly columns: number
  /** CSS pixels, the gap not included. */
  readonly cellSize: number
  readonly gap: number
  readonly rowCount: number
}

/**
 * Square cells of about `wantedCellSize`, stretched so that the columns fill `width`. Every cell has the same size, so
 * that any row's place is a multiplication, however long the history.
 */
export function layOutGrid(width: number, wantedCellSize: number, gap: number, imageCount: number): GridLayout {
  const columns = Math.max(1, Math.floor((width + gap) / (wantedCellSize + gap)))
  const cellSize = Math.max(1, Math.floor((width - gap * (columns - 1)) / columns))
  return { columns, cellSize, gap, rowCount: Math.ceil(imageCount / columns) }
}

/**
 * How far to scroll so that the picture that stood first on screen stays there after others were put before it (new
 * pictures arrive at the top) or after the columns changed.
 */
export function scrollCorrection(
  before: { readonly index: number; readonly columns: number; readonly rowHeight: number },
  after: { readonly index: number; readonly columns: number; readonly rowHeight: number },
): number {
  const rowBefore = Math.floor(before.index / before.columns)
  const rowAfter = Math.floor(after.index / after.columns)
  return rowAfter * after.rowHeight - rowBefore * before.rowHeight
}
