import { describe, expect, it } from 'vitest'
import { firstIndexAt, layOutGrid, linesBetween, placeOf } from './grid-layout.ts'

const shape = { width: 1000, wantedCellSize: 240, gap: 12, headingHeight: 40, count: 11, groupStarts: [] }
// Four columns, rows of 253: five pictures, then six.
const grouped = layOutGrid({ ...shape, groupStarts: [0, 5] })

describe('the layout of the grid', () => {
  it('fills the room with columns that come nearest to the wanted size', () => {
    expect(layOutGrid(shape)).toMatchObject({ columns: 4, cellSize: 241, lineCount: 3, height: 3 * 253 - 12 })
    expect(layOutGrid({ ...shape, wantedCellSize: 200 })).toMatchObject({ columns: 5, cellSize: 190 })
  })

  it('keeps one column where the room is narrower than a cell', () => {
    expect(layOutGrid({ ...shape, width: 150, count: 2 })).toMatchObject({ columns: 1, cellSize: 150, lineCount: 2 })
  })

  it('stays a layout before the width is known, and without pictures', () => {
    expect(layOutGrid({ ...shape, width: 0, count: 5 })).toMatchObject({ columns: 1, cellSize: 1, lineCount: 5 })
    const empty = layOutGrid({ ...shape, count: 0 })
    expect([empty.height, linesBetween(empty, 0, 500)]).toEqual([0, []])
  })

  it('begins each group on a row of its own, under its heading', () => {
    expect(linesBetween(grouped, 0, grouped.height)).toEqual([
      { kind: 'heading', line: 0, top: 0, section: 0 },
      { kind: 'row', line: 1, top: 40, start: 0, end: 4 },
      { kind: 'row', line: 2, top: 293, start: 4, end: 5 },
      { kind: 'heading', line: 3, top: 546, section: 1 },
      { kind: 'row', line: 4, top: 586, start: 5, end: 9 },
      { kind: 'row', line: 5, top: 839, start: 9, end: 11 },
    ])
    expect(grouped).toMatchObject({ lineCount: 6, height: 1080 })
  })

  it('gives only the lines in sight', () => {
    expect(linesBetween(grouped, 300, 590).map(({ line }) => line)).toEqual([2, 3, 4])
    expect(linesBetween(grouped, 546, 586).map(({ line }) => line)).toEqual([3])
  })

  it('knows the place of each picture, and the picture at each place', () => {
    expect(placeOf(grouped, 10)).toEqual({ section: 1, column: 1, line: 5, top: 839, start: 9, end: 11 })
    for (const index of [0, 4, 5, 9]) expect(firstIndexAt(grouped, placeOf(grouped, index).top)).toBe(index)
    expect([firstIndexAt(grouped, 550), firstIndexAt(grouped, 99_999)]).toEqual([5, 9])
  })

  it('finds the place of one in a million without laying out the others', () => {
    const million = layOutGrid({ ...shape, count: 1_000_000 })
    expect(placeOf(million, 999_999)).toMatchObject({ line: 249_999, top: 249_999 * 253 })
    expect(linesBetween(million, 30_000_000, 30_000_600)).toHaveLength(3)
  })
})
