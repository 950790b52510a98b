import { describe, expect, it } from 'vitest'
import { beginGesture, type DraggedTool, type PenPoint } from './gesture.ts'

const options = { mode: 'subtract', size: 30, hardness: 0.5, markupColor: '#ff0000' } as const
const at = (x: number, y: number, pressure = 1): PenPoint => ({ x, y, pressure })

function drag(
  tool: DraggedTool,
  points: readonly PenPoint[],
  { isConstrained = false, from = null as PenPoint | null } = {},
) {
  const [down = at(0, 0), ...rest] = points
  const gesture = beginGesture(tool, options, down, from)
  gesture.move(rest, isConstrained)
  return gesture.end()
}

describe('from pen down to pen up', () => {
  it('a brush adds and an eraser subtracts, whatever the mode of shapes is, with the weight of the hand', () => {
    const points = [at(1, 2), at(1, 2), at(3.5, 4, 0.25)]
    const stroke = { kind: 'stroke', size: 30, hardness: 0.5, points: [1, 2, 1, 3.5, 4, 0.25] }
    expect([drag('brush', points), drag('eraser', points)]).toEqual([
      { kind: 'mask', operation: { ...stroke, mode: 'add' } },
      { kind: 'mask', operation: { ...stroke, mode: 'subtract' } },
    ])
  })

  it('a click is a dot, and one with Shift a straight line from the last stroke', () => {
    expect([drag('brush', [at(5, 5)]), drag('brush', [at(5, 5)], { from: at(1, 1) })]).toMatchObject([
      { operation: { points: [5, 5, 1] } },
      { operation: { points: [1, 1, 1, 5, 5, 1] } },
    ])
  })

  it('a rectangle is drawn from any corner, between pixels, and as a square with Shift', () => {
    const points = [at(10.4, 10.4), at(2.6, 25)]
    expect([drag('rectangle', points), drag('ellipse', points, { isConstrained: true })]).toEqual([
      { kind: 'mask', operation: { kind: 'rectangle', mode: 'subtract', x: 3, y: 10, width: 7, height: 15 } },
      { kind: 'mask', operation: { kind: 'ellipse', mode: 'subtract', x: -5, y: 10, width: 15, height: 15 } },
    ])
  })

  it('a lasso goes where the hand went', () => {
    expect(drag('lasso', [at(0, 0), at(9, 0), at(9, 0), at(9, 9)])).toEqual({
      kind: 'mask',
      operation: { kind: 'polygon', mode: 'subtract', points: [0, 0, 9, 0, 9, 9] },
    })
  })

  it('signs are an arrow to where the hand went, and a circle', () => {
    const color = '#ff0000'
    expect([drag('arrow', [at(1, 2), at(30, 40)]), drag('circle', [at(1, 2), at(30, 40)])]).toEqual([
      { kind: 'markup', item: { kind: 'arrow', color, fromX: 1, fromY: 2, toX: 30, toY: 40 } },
      { kind: 'markup', item: { kind: 'circle', color, x: 1, y: 2, width: 29, height: 38 } },
    ])
  })

  it('what is too small to be meant is nothing', () => {
    const click = [at(5, 5), at(5.25, 5)]
    const tools = ['rectangle', 'ellipse', 'lasso', 'arrow', 'circle'] as const
    expect(tools.map((tool) => drag(tool, click))).toEqual([null, null, null, null, null])
  })
})
