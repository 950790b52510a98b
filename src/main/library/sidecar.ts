import { z } from 'zod'
import { Usage } from '#shared/generation.ts'
import { ImageFormat, Sha256 } from '#shared/image.ts'
import { ActualParams, ImageParams } from '#shared/image-params.ts'

/** How one image came to be: everything its rows hold that cannot be read from the picture itself. */
export const ImageOrigin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('generated'),
    position: z.number().int(),
    revisedPrompt: z.string().nullable(),
    createdAtMs: z.number().int(),
    generation: z.strictObject({
      id: z.number().int(),
      provider: z.string(),
      connectionId: z.string(),
      connectionLabel: z.string(),
      model: z.string(),
      typedPrompt: z.string(),
      sentPrompt: z.string(),
      requestedParams: ImageParams,
      actualParams: ActualParams,
      usage: Usage.nullable(),
      requestId: z.string().nullable(),
      createdAtMs: z.number().int(),
      durationMs: z.number().int().nullable(),
      rawResponse: z.string().nullable(),
    }),
  }),
  z.strictObject({ kind: z.literal('imported'), fileName: z.string().nullable(), createdAtMs: z.number().int() }),
])
export type ImageOrigin = Readonly<z.infer<typeof ImageOrigin>>

/**
 * `<sha>.json` beside an original: enough to rebuild its rows without the database. A list, because equal bytes can
 * belong to several images.
 */
export const Sidecar = z
  .strictObject({
    formatVersion: z.literal(1),
    sha256: Sha256,
    format: ImageFormat,
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    images: z.array(ImageOrigin).readonly(),
  })
  .readonly()
export type Sidecar = z.infer<typeof Sidecar>

/** The same image told twice (a save that a crash cut short, and its repetition) stays one entry. */
export const isSameImage = (one: ImageOrigin, other: ImageOrigin): boolean =>
  one.kind === 'generated'
    ? other.kind === 'generated' && one.generation.id === other.generation.id && one.position === other.position
    : other.kind === 'imported' && one.createdAtMs === other.createdAtMs && one.fileName === other.fileName
