import { z } from 'zod'
import { unmadeStatuses } from './generation-status.ts'

export const ImageFormat = z.enum(['png', 'jpeg', 'webp', 'gif', 'svg'])
export type ImageFormat = z.infer<typeof ImageFormat>

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const Rating = z.number().int().min(1).max(5)
export const ImageId = z.number().int().positive()
export const GenerationId = z.number().int().positive()

/** One output of a generation, or one import. The bytes lie untouched under their SHA-256. */
export const Image = z
  .strictObject({
    id: ImageId,
    /** `null` = imported. */
    generationId: GenerationId.nullable(),
    /** Place within its generation, from 0. */
    position: z.number().int(),
    sha256: Sha256,
    format: ImageFormat,
    /** Pixels, after EXIF orientation. */
    width: z.number().int(),
    height: z.number().int(),
    bytes: z.number().int(),
    /** What the provider says it used; `null` = not reported. Never filled in from another field. */
    revisedPrompt: z.string().nullable(),
    importedFileName: z.string().nullable(),
    /** The picture as the model gave it, of which this has the masked part; `null` = it is as it came. */
    compositeOfId: ImageId.nullable(),
    isFavorite: z.boolean(),
    rating: Rating.nullable(),
    note: z.string().nullable(),
    /** Its share of what its generation cost, in millionths of a US dollar. */
    costMicroUsd: z.number().int().nullable(),
    /** A person had the original's bytes removed and kept the record. */
    pixelsDroppedAtMs: z.number().int().nullable(),
    /** The file carries a C2PA manifest. */
    hasContentCredentials: z.boolean(),
    deletedAtMs: z.number().int().nullable(),
    createdAtMs: z.number().int(),
  })
  .readonly()
export type Image = z.infer<typeof Image>

/** One place in the grid. */
export const GridCard = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('image'),
    id: ImageId,
    generationId: GenerationId.nullable(),
    sha256: Sha256,
    format: ImageFormat,
    width: z.number().int(),
    height: z.number().int(),
    isFavorite: z.boolean(),
    rating: Rating.nullable(),
    hasPixels: z.boolean(),
    createdAtMs: z.number().int(),
    /** First 200 characters of the typed prompt, of the prompt found in the file, or the file's name. */
    caption: z.string(),
  }),
  /** A generation that made no picture. */
  z.strictObject({
    kind: z.literal('no-picture'),
    /** Minus the generation's id. */
    id: z.number().int().negative(),
    status: z.enum(unmadeStatuses),
    failureKind: z.string(),
    createdAtMs: z.number().int(),
    caption: z.string(),
  }),
])
export type GridCard = Readonly<z.infer<typeof GridCard>>
