import { describe, expect, it } from 'vitest'
import { openStacks } from './open-stacks.ts'

const list = {
  ids: Int32Array.of(9, 7, 4, 2),
  stackSizes: Int32Array.of(1, 3, 1, 2),
  groups: [
    { kind: 'day' as const, start: 0, day: '2026-11-20' },
    { kind: 'day' as const, start: 2, day: '2026-11-19' },
  ],
}

describe('stacks that are opened where they lie', () => {
  it('put their pictures behind the cover and move later groups on', () => {
    expect(
      openStacks(list, [
        { coverId: 2, ids: [2, 1] },
        { coverId: 7, ids: [7, 6, 5] },
      ]),
    ).toEqual({
      ids: Int32Array.of(9, 7, 6, 5, 4, 2, 1),
      stackSizes: Int32Array.of(1, 3, 0, 0, 1, 2, 0),
      groups: [
        { kind: 'day', start: 0, day: '2026-11-20' },
        { kind: 'day', start: 4, day: '2026-11-19' },
      ],
    })
  })

  it('are left alone when they are gone, have one picture left, or nothing is stacked any more', () => {
    expect(openStacks(list, [{ coverId: 99, ids: [99, 98] }]).ids).toBe(list.ids)
    expect(openStacks(list, [{ coverId: 7, ids: [7] }]).ids).toBe(list.ids)
    const flat = { ...list, stackSizes: null }
    expect(openStacks(flat, [{ coverId: 7, ids: [7, 6, 5] }])).toEqual(flat)
  })
})
