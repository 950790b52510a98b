import { describe, expect, it } from 'vitest'
import { moveFocus } from './move-focus.ts'

// 0 1 2 3
// 4 5 6 7
// 8 9
const shape = { columns: 4, rowsPerPage: 2, count: 10, isWhole: false }

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
    expect(moveFocus(key, from, shape)).toBe(to)
  })

  it('reaches the first and the last picture with Mod', () => {
    expect(moveFocus('Home', 6, { ...shape, isWhole: true })).toBe(0)
    expect(moveFocus('End', 1, { ...shape, isWhole: true })).toBe(9)
  })

  it('leaves other keys alone', () => {
    expect(moveFocus('a', 1, shape)).toBeNull()
  })
})
