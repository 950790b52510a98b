import { describe, expect, it } from 'vitest'
import { afterRemoval, extendTo, noSelection, selectAll, selectOnly, toggleOne } from './selection.ts'

const inOrder = [9, 8, 7, 6, 5]
const onScreen = Int32Array.from(inOrder)

describe('selection', () => {
  it('adds and takes away single pictures', () => {
    const two = toggleOne(selectOnly(9), 7)
    expect(two).toEqual({ ids: new Set([9, 7]), anchorId: 7, focusId: 7 })
    expect(toggleOne(two, 9)).toEqual({ ids: new Set([7]), anchorId: 9, focusId: 9 })
  })

  it('extends from the anchor in either direction and forgets the range before', () => {
    const down = extendTo(selectOnly(7), 5, onScreen)
    expect(down).toEqual({ ids: new Set([7, 6, 5]), anchorId: 7, focusId: 5 })
    expect(extendTo(down, 9, onScreen)).toEqual({ ids: new Set([9, 8, 7]), anchorId: 7, focusId: 9 })
  })

  it('chooses one picture where a range has no beginning', () => {
    expect(extendTo(noSelection, 8, onScreen)).toEqual(selectOnly(8))
  })

  it('chooses all and leaves the keyboard where it stands', () => {
    expect(selectAll(selectOnly(7), onScreen)).toEqual({ ids: new Set(onScreen), anchorId: 9, focusId: 7 })
  })

  it('goes on to the picture after those that are gone', () => {
    expect(afterRemoval(new Set([8, 7]), inOrder)).toEqual(selectOnly(6))
  })

  it('goes back to the picture before when the last ones are gone', () => {
    expect(afterRemoval(new Set([6, 5]), inOrder)).toEqual(selectOnly(7))
  })

  it('ends with nothing when nothing is left', () => {
    expect(afterRemoval(new Set(onScreen), inOrder)).toEqual(noSelection)
  })

  it('never counts a generation without a picture among the chosen, and yet stands on it', () => {
    expect(selectOnly(-3)).toEqual({ ids: new Set(), anchorId: -3, focusId: -3 })
    expect(extendTo(selectOnly(9), 7, Int32Array.of(9, -3, 7))).toEqual({
      ids: new Set([9, 7]),
      anchorId: 9,
      focusId: 7,
    })
    expect(toggleOne(selectOnly(9), -3).ids).toEqual(new Set([9]))
  })
})
