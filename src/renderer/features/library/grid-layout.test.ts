import { describe, expect, it } from 'vitest'
import { layOutGrid, scrollCorrection } from './grid-layout.ts'

describe('layOutGrid', () => {
  it('fits as many columns as there is room for and stretches the cells to fill it', () => {
    expect(layOutGrid(1000, 200, 12, 11)).toEqual({ columns: 4, cellSize: 241, gap: 12, rowCount: 3 })
  })

  it('keeps one column where the room is narrower than a cell', () => {
    expect(layOutGrid(150, 200, 12, 2)).toEqual({ columns: 1, cellSize: 150, gap: 12, rowCount: 2 })
  })

  it('has no rows without pictures', () => {
    expect(layOutGrid(1000, 200, 12, 0).rowCount).toBe(0)
  })

  it('stays a layout before the width is known', () => {
    expect(layOutGrid(0, 200, 12, 5)).toEqual({ columns: 1, cellSize: 1, gap: 12, rowCount: 5 })
  })
})

describe('scrollCorrection', () => {
  it('scrolls by the rows that new pictures push down', () => {
    const before = { index: 40, columns: 4, rowHeight: 200 }
    expect(scrollCorrection(before, { ...before, index: 44 })).toBe(200)
  })

  it('does not move while the picture stays in its row', () => {
    const before = { index: 40, columns: 4, rowHeight: 200 }
    expect(scrollCorrection(before, { ...before, index: 42 })).toBe(0)
  })

  it('follows the picture when the cells change their size', () => {
    expect(scrollCorrection({ index: 40, columns: 4, rowHeight: 200 }, { index: 40, columns: 8, rowHeight: 100 })).toBe(
      -1500,
    )
  })
})
