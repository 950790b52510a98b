import { z } from 'zod'

const coordinate = z.number().min(-100_000).max(100_000)
const color = z.string().regex(/^#[0-9a-f]{6}$/)

export const MarkupItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('arrow'),
    color,
    fromX: coordinate,
    fromY: coordinate,
    toX: coordinate,
    toY: coordinate,
  }),
  z.strictObject({
    kind: z.literal('circle'),
    color,
    x: coordinate,
    y: coordinate,
    width: z.number().min(0).max(100_000),
    height: z.number().min(0).max(100_000),
  }),
  z.strictObject({ kind: z.literal('note'), color, x: coordinate, y: coordinate, text: z.string().min(1).max(500) }),
])
export type MarkupItem = Readonly<z.infer<typeof MarkupItem>>

/** Signs on a picture that say what to change, in pixels of the picture. */
export const MarkupDocument = z
  .strictObject({
    width: z.number().int().min(1).max(100_000),
    height: z.number().int().min(1).max(100_000),
    items: z.array(MarkupItem).max(1000).readonly(),
  })
  .readonly()
export type MarkupDocument = z.infer<typeof MarkupDocument>
