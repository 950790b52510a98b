import fc from 'fast-check'
import { expect, it } from 'vitest'
import { floodFill } from './flood-fill.ts'
import { fromRuns } from './runs.ts'

const toPixels = (greys: readonly number[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(greys.flatMap((grey) => [grey, grey, grey, 255]))

it('fills what hangs together by its sides and is alike enough', () => {
  const rows = ['aab.', '.ab.', 'ba.a']
  const greys = [...rows.join('')].map((letter) => ({ a: 100, b: 110 })[letter] ?? 200)
  const fill = (tolerance: number, x = 0, y = 0): string =>
    [...fromRuns(floodFill(toPixels(greys), { width: 4, height: 3 }, { x, y }, tolerance), 12)]
      .map((value) => (value === 255 ? '#' : '.'))
      .join('')
  expect([fill(0), fill(9), fill(10), fill(255), fill(0, 3.9, 2), fill(0, -1, 0)]).toEqual([
    '##...#...#..',
    '##...#...#..',
    '###..##.##..',
    '############',
    '...........#',
    '............',
  ])
})

it('looks at transparency too', () => {
  const pixels = Uint8ClampedArray.from([9, 9, 9, 255, 9, 9, 9, 0])
  expect(floodFill(pixels, { width: 2, height: 1 }, { x: 0, y: 0 }, 50)).toEqual([0, 1, 1])
})

it('finds every pixel that a step by step search finds', () => {
  const [width, height] = [9, 8]
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(0, 40, 80), { minLength: width * height, maxLength: width * height }),
      fc.nat(width - 1),
      fc.nat(height - 1),
      fc.constantFrom(0, 40, 80),
      (greys, x, y, tolerance) => {
        const found = new Set([y * width + x])
        const wanted = greys[y * width + x] ?? 0
        for (const at of found)
          for (const [dx, dy] of [
            [1, 0],
            [-1, 0],
            [0, 1],
            [0, -1],
          ] as const) {
            const [nx, ny] = [(at % width) + dx, Math.floor(at / width) + dy]
            const isInside = nx >= 0 && ny >= 0 && nx < width && ny < height
            if (isInside && Math.abs((greys[ny * width + nx] ?? 0) - wanted) <= tolerance) found.add(ny * width + nx)
          }
        const filled = fromRuns(floodFill(toPixels(greys), { width, height }, { x, y }, tolerance), greys.length)
        expect(greys.map((_, at) => filled[at] === 255)).toEqual(greys.map((_, at) => found.has(at)))
      },
    ),
  )
})
