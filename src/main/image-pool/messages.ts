import { z } from 'zod'
import { SketchJob } from '#main/providers/sketch/sketch-job.ts'
import { Failure } from '#shared/failure.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** What the pool sends to an image process. */
export const ImageRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('thumbnail'), id: z.number().int(), bytes }),
  z.strictObject({ kind: z.literal('sketch'), id: z.number().int(), job: SketchJob }),
])
export type ImageRequest = z.infer<typeof ImageRequest>

/** What comes back. It is parsed like any other foreign input: this process has decoded files from anywhere. */
export const ImageReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('picture'), id: z.number().int(), bytes, partials: z.array(bytes).readonly() }),
  z.strictObject({ kind: z.literal('failure'), id: z.number().int(), failure: Failure }),
])
export type ImageReply = z.infer<typeof ImageReply>
