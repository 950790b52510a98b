import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import { OutputFormat } from '#shared/image-params.ts'
import type { Result } from '#shared/result.ts'

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** Everything that decides one sketch: the same job gives the same bytes on the same machine. */
export const SketchJob = z
  .strictObject({
    prompt: z.string(),
    /** Which of the n pictures, from 0. Each is composed differently. */
    index: z.number().int().min(0),
    /** `null` = the words alone decide. */
    seed: z.number().int().min(0).nullable(),
    width: z.number().int().min(16).max(4096),
    height: z.number().int().min(16).max(4096),
    /** Instead of `width` and `height`, the size of the picture that is worked on, where there is one. */
    keepsSize: z.boolean(),
    isTransparent: z.boolean(),
    outputFormat: OutputFormat.exclude(['gif', 'svg']),
    /** 0–100, JPEG and WebP only. */
    compression: z.number().int().min(0).max(100),
    partialImages: z.number().int().min(0).max(3),
    /** As in the provider's request. */
    inputs: z
      .strictObject({
        images: z
          .array(z.strictObject({ bytes, role: z.enum(['edit', 'reference']) }).readonly())
          .max(32)
          .readonly(),
        mask: bytes.nullable(),
        markup: bytes.nullable(),
      })
      .readonly(),
    previousResponseId: z.string().nullable(),
    /** Gives the picture that is worked on back as it came. */
    changesNothing: z.boolean(),
    /** Its words do not stand on it: it is for people who must not know them. */
    isWordless: z.boolean(),
  })
  .readonly()
export type SketchJob = z.infer<typeof SketchJob>

export interface SketchPicture {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  /** Previews, least sharp first. */
  readonly partials: readonly Uint8Array[]
}

/** Drawing happens in the image pool; the provider is handed the way there. */
export type DrawSketch = (job: SketchJob) => Promise<Result<SketchPicture, Failure>>
