import { describe, expect, it } from 'vitest'
import { layOutGrid } from './grid-layout.ts'
import { moveFocus } from './move-focus.ts'

const moving = { rowsPerPage: 2, isWhole: false }
const fourColumns = { width: 448, wantedCellSize: 100, gap: 16, headingHeight: 40, count: 10 }
// 0 1 2 3
// 4 5 6 7
// 8 9
const layout = layOutGrid({ ...fourColumns, groupStarts: [] })
// 0 1 2 | 3 4 5 6 / 7 | 8 9
const grouped = layOutGrid({ ...fourColumns, groupStarts: [0, 3, 8] })

describe('moveFocus', () => {
  it.each([
    ['ArrowRight', 1, 2],
    ['ArrowRight', 3, 4],
    ['ArrowRight', 9, 9],
    ['ArrowLeft', 4, 3],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 1, 5],
    ['ArrowDown', 7, 9],
    ['ArrowDown', 8, 8],
    ['ArrowUp', 9, 5],
    ['ArrowUp', 2, 2],
    ['PageDown', 1, 9],
    ['PageDown', 3, 9],
    ['PageUp', 9, 1],
    ['PageUp', 6, 2],
    ['Home', 6, 4],
    ['End', 5, 7],
    ['End', 8, 9],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(moveFocus(key, from, layout, moving)).toBe(to)
  })

  it.each([
    ['ArrowDown', 2, 5],
    ['ArrowDown', 6, 7],
    ['ArrowDown', 7, 8],
    ['ArrowUp', 9, 7],
    ['ArrowUp', 6, 2],
    ['ArrowRight', 2, 3],
    ['End', 0, 2],
    ['PageDown', 1, 4],
    ['PageUp', 9, 7],
  ])('%s leads across groups from %i to %i', (key, from, to) => {
    expect(moveFocus(key, from, grouped, { ...moving, rowsPerPage: 1 })).toBe(to)
  })

  it('reaches the first and the last picture with Mod', () => {
    expect(moveFocus('Home', 6, layout, { ...moving, isWhole: true })).toBe(0)
    expect(moveFocus('End', 1, layout, { ...moving, isWhole: true })).toBe(9)
  })

  it('leaves other keys alone', () => {
    expect(moveFocus('a', 1, layout, moving)).toBeNull()
  })
})
