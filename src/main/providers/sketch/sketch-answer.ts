import { z } from 'zod'
import { Failure } from '#shared/failure.ts'
import { ActualParams } from '#shared/image-params.ts'
import { SketchMisbehaviour } from '#shared/sketch-misbehaviour.ts'

const position = z.number().int().min(0)

/** One line of the sketch provider's answer: newline-delimited JSON, pictures in base64. */
export const SketchLine = z.discriminatedUnion('kind', [
  /** First, where the sketch was told to do something wrong: it stays in the record. */
  z.strictObject({ kind: z.literal('misbehaving-on-purpose'), as: SketchMisbehaviour }),
  z.strictObject({
    kind: z.literal('partial'),
    position,
    index: z.number().int().min(0),
    picture: z.base64(),
  }),
  z.strictObject({
    kind: z.literal('image'),
    position,
    picture: z.base64(),
    /** Absent where the prompt was drawn as it was sent. */
    revisedPrompt: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('failed'), failure: Failure }),
  /** The last line of a whole answer. */
  z.strictObject({ kind: z.literal('done'), actualParams: ActualParams }),
])
export type SketchLine = z.infer<typeof SketchLine>
