import { z } from 'zod'

/** In pixels of the picture; what lies outside of it is cut off when it is painted. */
const coordinate = z.number().min(-100_000).max(100_000)
const length = z.number().min(0).max(100_000)
const numbers = (most: number) => z.array(coordinate).max(most).readonly()

export const MaskMode = z.enum(['add', 'subtract', 'intersect'])
export type MaskMode = z.infer<typeof MaskMode>

export const MaskOperation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stroke'),
    mode: z.enum(['add', 'subtract']),
    /** Diameter at full pressure. */
    size: z.number().min(1).max(4000),
    /** 1 = a sharp edge; 0 = it fades from the middle on. */
    hardness: z.number().min(0).max(1),
    /** x, y, pressure (0–1), x, y, pressure, … */
    points: numbers(300_000),
  }),
  z.strictObject({
    kind: z.enum(['rectangle', 'ellipse']),
    mode: MaskMode,
    x: coordinate,
    y: coordinate,
    width: length,
    height: length,
  }),
  z.strictObject({
    /** Drawn by hand or corner by corner; filled by the even-odd rule. */
    kind: z.literal('polygon'),
    mode: MaskMode,
    /** x, y, x, y, … */
    points: numbers(200_000),
  }),
  z.strictObject({
    /** Any set of pixels: what a flood filled, or a mask from a file. */
    kind: z.literal('region'),
    mode: MaskMode,
    /** Lengths of runs over the picture's pixels row by row, in turns not chosen and chosen; sums up to all of them. */
    runs: z.array(z.number().int().min(0)).max(4_000_000).readonly(),
  }),
  z.strictObject({ kind: z.literal('invert') }),
  z.strictObject({ kind: z.literal('clear') }),
  z.strictObject({
    kind: z.literal('grow'),
    /** Pixels; less than 0 = shrinks. */
    by: z.number().int().min(-1000).max(1000),
  }),
])
export type MaskOperation = Readonly<z.infer<typeof MaskOperation>>

/** What a person drew, in pixels of the picture and in order. Painted by `masks/mask-raster.ts`. */
export const MaskDocument = z
  .strictObject({
    width: z.number().int().min(1).max(100_000),
    height: z.number().int().min(1).max(100_000),
    operations: z.array(MaskOperation).max(100_000).readonly(),
  })
  .readonly()
export type MaskDocument = z.infer<typeof MaskDocument>
