import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyOperations, smallSize } from '#test/support/mask-arbitraries.ts'
import { createMaskRaster } from './mask-raster.ts'
import { operationsToLoad, scaleCoverage, scaleMarkup } from './scale-mask.ts'

const paint = (operations: Parameters<ReturnType<typeof createMaskRaster>['show']>[0], size = smallSize) => {
  const raster = createMaskRaster(size)
  raster.show(operations)
  return raster.coverage
}

it('makes of each pixel as many as the sizes ask for', () => {
  const scaled = scaleCoverage(Uint8Array.of(255, 0, 0, 255), { width: 2, height: 2 }, { width: 4, height: 3 })
  expect([...scaled]).toEqual([255, 255, 0, 0, 0, 0, 255, 255, 0, 0, 255, 255])
})

it('takes up a drawing of the same size as it is, whatever was drawn before', () => {
  fc.assert(
    fc.property(anyOperations, anyOperations, (before, kept) => {
      const loaded = operationsToLoad({ ...smallSize, operations: kept }, smallSize)
      expect(paint([...before, ...loaded])).toEqual(paint(kept))
    }),
  )
})

it('takes up a drawing of half the size with four pixels for each', () => {
  const kept = {
    width: 2,
    height: 1,
    operations: [{ kind: 'rectangle', mode: 'add', x: 1, y: 0, width: 1, height: 1 }],
  } as const
  expect(operationsToLoad(kept, { width: 4, height: 2 })).toEqual([
    { kind: 'clear' },
    { kind: 'region', mode: 'add', runs: [2, 2, 2, 2] },
  ])
})

it('scales signs with the picture they stand on', () => {
  const color = '#ff0000'
  expect(
    scaleMarkup(
      {
        width: 10,
        height: 10,
        items: [
          { kind: 'arrow', color, fromX: 1, fromY: 2, toX: 3, toY: 4 },
          { kind: 'note', color, x: 5, y: 6, text: 'hat' },
        ],
      },
      { width: 20, height: 30 },
    ),
  ).toEqual([
    { kind: 'arrow', color, fromX: 2, fromY: 6, toX: 6, toY: 12 },
    { kind: 'note', color, x: 10, y: 18, text: 'hat' },
  ])
})
