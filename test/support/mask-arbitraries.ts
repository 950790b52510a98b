import fc from 'fast-check'
import type { MaskOperation } from '#shared/mask-document.ts'

/** Small enough that every pixel can be looked at, and not square. */
export const smallSize = { width: 37, height: 23 } as const

const coordinate = fc.integer({ min: -80, max: 400 }).map((eighths) => eighths / 8)
const length = fc.integer({ min: 0, max: 300 }).map((eighths) => eighths / 8)
const mode = fc.constantFrom('add', 'subtract', 'intersect')
const pixels = smallSize.width * smallSize.height

const runs = fc.uniqueArray(fc.integer({ min: 1, max: pixels - 1 }), { maxLength: 12 }).map((cuts) => {
  const edges = [...cuts.sort((a, b) => a - b), pixels]
  return edges.map((edge, index) => edge - (edges[index - 1] ?? 0))
})

export const anyStroke: fc.Arbitrary<Extract<MaskOperation, { readonly kind: 'stroke' }>> = fc.record({
  kind: fc.constant('stroke'),
  mode: fc.constantFrom('add', 'subtract'),
  size: fc.integer({ min: 1, max: 24 }),
  hardness: fc.constantFrom(0, 0.5, 1, 1),
  points: fc
    .array(fc.tuple(coordinate, coordinate, fc.constantFrom(0, 0.25, 0.5, 1)), { minLength: 1, maxLength: 6 })
    .map((places) => places.flat()),
})

const shape = fc.record({
  kind: fc.constantFrom('rectangle', 'ellipse'),
  mode,
  x: coordinate,
  y: coordinate,
  width: length,
  height: length,
})

/** Anything that a person can do to a mask. */
export const anyOperation: fc.Arbitrary<MaskOperation> = fc.oneof(
  { weight: 4, arbitrary: anyStroke },
  { weight: 3, arbitrary: shape },
  fc.record({
    kind: fc.constant('polygon'),
    mode,
    points: fc.array(fc.tuple(coordinate, coordinate), { maxLength: 7 }).map((places) => places.flat()),
  }),
  fc.record({ kind: fc.constant('region'), mode, runs }),
  fc.record({ kind: fc.constant('invert') }),
  fc.record({ kind: fc.constant('clear') }),
  fc.record({ kind: fc.constant('grow'), by: fc.integer({ min: -6, max: 6 }) }),
)

export const anyOperations = fc.array(anyOperation, { maxLength: 8 })
