import { z } from 'zod'

export const ImageFormat = z.enum(['png', 'jpeg', 'webp', 'gif'])
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
    isFavorite: z.boolean(),
    rating: Rating.nullable(),
    trashedAtMs: z.number().int().nullable(),
    createdAtMs: z.number().int(),
  })
  .readonly()
export type Image = z.infer<typeof Image>

/** What the grid needs of an image, and no more. */
export const GridImage = z
  .strictObject({
    id: ImageId,
    generationId: GenerationId.nullable(),
    sha256: Sha256,
    format: ImageFormat,
    width: z.number().int(),
    height: z.number().int(),
    isFavorite: z.boolean(),
    rating: Rating.nullable(),
    createdAtMs: z.number().int(),
    /** First 200 characters of the typed prompt, or the imported file's name: the alternative text. */
    caption: z.string(),
  })
  .readonly()
export type GridImage = z.infer<typeof GridImage>

export const ImageFilter = z
  .strictObject({
    /** Words to find in typed, sent and revised prompts and file names; empty = all. */
    query: z.string().max(1000),
    provider: z.string().max(200).nullable(),
    model: z.string().max(200).nullable(),
    /** Inclusive, exclusive; milliseconds since 1970. */
    fromMs: z.number().int().nullable(),
    beforeMs: z.number().int().nullable(),
    isFavoriteOnly: z.boolean(),
    isTrash: z.boolean(),
  })
  .readonly()
export type ImageFilter = z.infer<typeof ImageFilter>
