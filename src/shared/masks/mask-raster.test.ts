import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOperation, anyOperations, anyStroke, smallSize } from '#test/support/mask-arbitraries.ts'
import type { MaskOperation } from '../mask-document.ts'
import { pixelsIn } from './area.ts'
import { coverageOf, createMaskRaster } from './mask-raster.ts'
import { coveredFrom, fromRuns, toRuns } from './runs.ts'

const paint = (operations: readonly MaskOperation[], size = smallSize): Uint8Array => {
  const raster = createMaskRaster(size)
  raster.show(operations)
  return raster.coverage
}

/** As letters: # is to be changed. */
function draw(operations: readonly MaskOperation[], size: { readonly width: number; readonly height: number }): string {
  const raster = createMaskRaster(size)
  raster.show(operations)
  const rows = Array.from({ length: size.height }, (_, row) =>
    Array.from(raster.coverage.subarray(row * size.width, (row + 1) * size.width), (value) =>
      value >= coveredFrom ? '#' : '.',
    ).join(''),
  )
  return rows.join('\n')
}

const isCovered = (coverage: Uint8Array): readonly boolean[] => Array.from(coverage, (value) => value >= coveredFrom)
const covered = (operations: readonly MaskOperation[]): readonly boolean[] => isCovered(paint(operations))

describe('painting', () => {
  const size = { width: 12, height: 7 }

  it('covers the pixels whose middles lie in a rectangle or an ellipse', () => {
    expect(draw([{ kind: 'rectangle', mode: 'add', x: 1.5, y: 1, width: 4, height: 2.6 }], size)).toBe(
      [
        '............',
        '.####.......',
        '.####.......',
        '.####.......',
        '............',
        '............',
        '............',
      ].join('\n'),
    )
    expect(draw([{ kind: 'ellipse', mode: 'add', x: 1, y: 1, width: 9, height: 5 }], size)).toBe(
      [
        '............',
        '...#####....',
        '.#########..',
        '.#########..',
        '.#########..',
        '...#####....',
        '............',
      ].join('\n'),
    )
  })

  it('adds, subtracts and intersects', () => {
    const first: MaskOperation = { kind: 'rectangle', mode: 'add', x: 0, y: 0, width: 6, height: 3 }
    const second = { kind: 'rectangle', x: 4, y: 1, width: 6, height: 4 } as const
    const small = { width: 11, height: 5 }
    const drawn = (['add', 'subtract', 'intersect'] as const).map((mode) =>
      draw([first, { ...second, mode }], small).split('\n'),
    )
    expect(drawn).toEqual([
      ['######.....', '##########.', '##########.', '....######.', '....######.'],
      ['######.....', '####.......', '####.......', '...........', '...........'],
      ['...........', '....##.....', '....##.....', '...........', '...........'],
    ])
  })

  it('fills a line that crosses itself by the even-odd rule', () => {
    const ring = [1, 1, 9, 1, 9, 6, 1, 6, 1, 1, 3, 3, 7, 3, 7, 5, 3, 5, 3, 3]
    expect(draw([{ kind: 'polygon', mode: 'add', points: ring }], size).split('\n')).toEqual([
      '............',
      '.########...',
      '.########...',
      '.##....##...',
      '.##....##...',
      '.########...',
      '............',
    ])
  })

  it('draws a stroke as what a round brush sweeps over', () => {
    const points = [2.5, 3.5, 1, 9.5, 3.5, 0.25]
    expect(draw([{ kind: 'stroke', mode: 'add', size: 6, hardness: 1, points }], size).split('\n')).toEqual([
      '..#.........',
      '######......',
      '#########...',
      '##########..',
      '#########...',
      '######......',
      '..#.........',
    ])
  })

  it('reaches every pixel within half the brush, and no other, of strokes of any pressure', () => {
    fc.assert(
      fc.property(anyStroke, (stroke) => {
        const coverage = paint([{ ...stroke, mode: 'add', hardness: 1 }])
        // What the row by row arithmetic must agree with: the distance of each pixel to every piece, in small steps.
        for (let at = 0; at < coverage.length; at += 1) {
          const away = reachOf(
            stroke.points,
            stroke.size,
            (at % smallSize.width) + 0.5,
            Math.floor(at / smallSize.width) + 0.5,
          )
          if (Math.abs(away) > 0.2) expect([at, coverage[at]]).toEqual([at, away < 0 ? 255 : 0])
        }
      }),
      { numRuns: 40 },
    )
  })

  it('lets a soft brush fade from the middle to its edge, and covers no more where it crosses itself', () => {
    const soft = { kind: 'stroke', mode: 'add', size: 20, hardness: 0, points: [18.5, 11.5, 1] } as const
    const once = paint([soft])
    const row = Array.from(once.subarray(11 * smallSize.width + 18, 11 * smallSize.width + 30))
    expect(row).toEqual([255, 230, 204, 179, 153, 128, 102, 77, 51, 26, 0, 0])
    expect(paint([{ ...soft, points: [...soft.points, ...soft.points] }])).toEqual(once)
    const twice = paint([soft, { ...soft }])
    expect(twice[11 * smallSize.width + 24]).toBe(102 + 102 - Math.round((102 * 102) / 255))
  })

  it('leaves what lies outside of the picture outside', () => {
    const far: MaskOperation = {
      kind: 'stroke',
      mode: 'add',
      size: 50,
      hardness: 1,
      points: [-500, -500, 1, 90_000, -400, 1],
    }
    expect(draw([far], size)).not.toContain('#')
  })
})

/** Pixels from the edge of the swept brush; less than 0 inside. */
function reachOf(points: readonly number[], diameter: number, x: number, y: number): number {
  let least = Infinity
  for (let index = 0; index < points.length; index += 3) {
    const next = index + 3 < points.length ? index + 3 : index
    for (let step = 0; step <= 120; step += 1) {
      const at = (offset: number) =>
        (points[index + offset] ?? 0) * (1 - step / 120) + (points[next + offset] ?? 0) * (step / 120)
      const smallest = Math.SQRT1_2 + 1e-6
      const ends = [index, next].map((place) => Math.max((diameter / 2) * (points[place + 2] ?? 0), smallest))
      const radius = (ends[0] ?? 0) * (1 - step / 120) + (ends[1] ?? 0) * (step / 120)
      least = Math.min(least, Math.hypot(at(0) - x, at(1) - y) - radius)
    }
  }
  return least
}

describe('a raster', () => {
  it('is the same however it got there: piece by piece, by undo and redo, and without memory for undo', () => {
    fc.assert(
      fc.property(anyOperations, fc.array(fc.nat(8)), fc.constantFrom(0, 600, 1e9), (operations, stops, budget) => {
        const raster = createMaskRaster(smallSize, budget)
        for (const stop of stops) {
          raster.show(operations.slice(0, stop))
          expect(raster.coverage).toEqual(paint(operations.slice(0, stop)))
        }
        raster.show(operations)
        const anew = paint(operations)
        expect(raster.coverage).toEqual(anew)
        expect(raster.coveredPixels()).toBe(isCovered(anew).filter(Boolean).length)
      }),
    )
  })

  it('is the same after one of its operations was replaced or removed', () => {
    fc.assert(
      fc.property(
        fc.array(anyOperation, { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        anyOperation,
        (before, at, other) => {
          const index = at % before.length
          for (const after of [before.with(index, other), before.toSpliced(index, 1)]) {
            const raster = createMaskRaster(smallSize)
            raster.show(before)
            raster.show(after)
            expect(raster.coverage).toEqual(paint(after))
          }
        },
      ),
    )
  })

  it('tells of an area that holds every pixel that changed', () => {
    fc.assert(
      fc.property(anyOperations, anyOperations, (first, second) => {
        const raster = createMaskRaster(smallSize)
        raster.show(first)
        const before = raster.coverage.slice()
        const { left, top, right, bottom } = raster.show(second)
        for (const [at, value] of raster.coverage.entries()) {
          const [x, y] = [at % smallSize.width, Math.floor(at / smallSize.width)]
          if (value !== before[at]) expect([x >= left, y >= top, x < right, y < bottom]).not.toContain(false)
        }
      }),
    )
  })

  it('paints the 500th stroke with as much work as the first', () => {
    const size = { width: 400, height: 300 }
    const raster = createMaskRaster(size)
    const strokes: MaskOperation[] = []
    const areas = Array.from({ length: 500 }, (_, index) => {
      const x = 40 + ((index * 37) % 300)
      strokes.push({ kind: 'stroke', mode: 'add', size: 20, hardness: 1, points: [x, 150, 1, x + 20, 160, 1] })
      return pixelsIn(raster.show(strokes))
    })
    expect(new Set(areas)).toEqual(new Set([areas[0]]))
    expect(areas[0]).toBe(40 * 30)
  })
})

describe('what is exported', () => {
  it('of an inverted mask is the inverse', () => {
    fc.assert(
      fc.property(anyOperations, (operations) => {
        const before = covered(operations)
        expect(covered([...operations, { kind: 'invert' }])).toEqual(before.map((value) => !value))
      }),
    )
  })

  it('of one that grew and shrank again contains the original', () => {
    fc.assert(
      fc.property(anyOperations, fc.integer({ min: 1, max: 9 }), (operations, by) => {
        const before = covered(operations)
        const after = covered([...operations, { kind: 'grow', by }, { kind: 'grow', by: -by }])
        expect(before.every((value, at) => !value || after[at])).toBe(true)
      }),
    )
  })

  it('of one that grew is every pixel near enough to a covered one; the edge of the picture takes nothing away', () => {
    fc.assert(
      fc.property(anyOperations, fc.integer({ min: -5, max: 5 }), (operations, by) => {
        const before = covered(operations)
        const { width } = smallSize
        const goals = before.flatMap((value, at) => (value === by >= 0 ? [at] : []))
        const expected = before.map((_, at) => {
          const isNear = goals.some(
            (goal) =>
              ((goal % width) - (at % width)) ** 2 + (Math.floor(goal / width) - Math.floor(at / width)) ** 2 <=
              by * by,
          )
          return isNear === by >= 0
        })
        expect(covered([...operations, { kind: 'grow', by }])).toEqual(expected)
      }),
    )
  })

  it('can be kept as runs and read back', () => {
    fc.assert(
      fc.property(anyOperations, (operations) => {
        const before = covered(operations)
        const runs = toRuns(paint(operations))
        expect(runs.reduce((sum, run) => sum + run, 0)).toBe(before.length)
        expect(isCovered(fromRuns(runs, before.length))).toEqual(before)
        expect(covered([{ kind: 'region', mode: 'add', runs }])).toEqual(before)
      }),
    )
  })

  it('is told as a share of the picture', () => {
    const raster = createMaskRaster({ width: 10, height: 10 })
    const shares = [0, 2, 10].map((width) => {
      raster.show([{ kind: 'rectangle', mode: 'add', x: 0, y: 0, width, height: 10 }])
      return coverageOf(raster)
    })
    expect(shares).toEqual([0, 0.2, 1])
  })
})
