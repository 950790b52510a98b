import { z } from 'zod'
import type { Failure } from '#shared/failure.ts'
import { OutputFormat } from '#shared/image-params.ts'
import type { Result } from '#shared/result.ts'

/** Everything that decides one sketch: the same job gives the same bytes on the same machine. */
export const SketchJob = z
  .strictObject({
    prompt: z.string(),
    /** Which of the n pictures, from 0. Each is composed differently. */
    index: z.number().int().min(0),
    width: z.number().int().min(16).max(4096),
    height: z.number().int().min(16).max(4096),
    isTransparent: z.boolean(),
    outputFormat: OutputFormat.exclude(['gif', 'svg']),
    /** 0–100, JPEG and WebP only. */
    compression: z.number().int().min(0).max(100),
    partialImages: z.number().int().min(0).max(3),
  })
  .readonly()
export type SketchJob = z.infer<typeof SketchJob>

export interface SketchPicture {
  readonly bytes: Uint8Array
  /** Previews, least sharp first. */
  readonly partials: readonly Uint8Array[]
}

/** Drawing happens in the image pool; the provider is handed the way there. */
export type DrawSketch = (job: SketchJob) => Promise<Result<SketchPicture, Failure>>
