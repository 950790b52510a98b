import { z } from 'zod'
import { EditSettings, MaskId } from './edit-settings.ts'
import { Generation } from './generation.ts'
import { GenerationId, Image, ImageId } from './image.ts'
import { MarkupDocument } from './markup-document.ts'
import { MaskDocument } from './mask-document.ts'

/** mask: which pixels may change. markup: signs on the picture that say what to change. */
export const DrawingKind = z.enum(['mask', 'markup'])
export type DrawingKind = z.infer<typeof DrawingKind>

/** A drawing that was kept. Its rows never change: drawn further, it is the next version of its name. */
export const Mask = z
  .strictObject({
    id: MaskId,
    imageId: ImageId,
    kind: DrawingKind,
    name: z.string(),
    /** From 1. */
    version: z.number().int(),
    width: z.number().int(),
    height: z.number().int(),
    /** Share (0–1) of the picture's pixels that it covers. */
    coverage: z.number().min(0).max(1),
    createdAtMs: z.number().int(),
  })
  .readonly()
export type Mask = z.infer<typeof Mask>

export const Drawing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mask'), document: MaskDocument }),
  z.strictObject({ kind: z.literal('markup'), document: MarkupDocument }),
])
export type Drawing = Readonly<z.infer<typeof Drawing>>

const share = z.number().min(0).max(1)

/** How one part of a picture differs from what it was. */
export const Difference = z
  .strictObject({
    /** Share of its pixels that are not the same, at threshold 0. */
    changed: share,
    /** Share of its pixels whose difference an eye may notice (pixelmatch's threshold 0.1). */
    visiblyChanged: share,
    /** Mean absolute difference of the channels, 0–255. */
    meanDifference: z.number().min(0),
    /** Structural similarity, 1 = the same; `null` = the part is too small to tell. */
    ssim: z.number().nullable(),
  })
  .readonly()
export type Difference = z.infer<typeof Difference>

/** What is different between two pictures, measured. Without a mask all of the picture counts as inside. */
export const ChangeReport = z
  .strictObject({
    id: z.number().int().positive(),
    beforeImageId: ImageId,
    afterImageId: ImageId,
    maskId: MaskId.nullable(),
    /** `null` = there is no such pixel. */
    inside: Difference.nullable(),
    outside: Difference.nullable(),
    /** After had another size and was brought to that of before for measuring. */
    isScaled: z.boolean(),
    /** What a model said when it was shown both pictures. `null` = none was asked. */
    words: z.strictObject({ text: z.string(), model: z.string() }).readonly().nullable(),
    createdAtMs: z.number().int(),
  })
  .readonly()
export type ChangeReport = z.infer<typeof ChangeReport>

/** One picture of an attempt: as it came, and with the original put back around the mask. */
export const EditCandidate = z
  .strictObject({
    raw: Image,
    /** `null` = not asked for, or not made yet. */
    composite: Image.nullable(),
    /** `null` = not measured yet. */
    rawReport: ChangeReport.nullable(),
    compositeReport: ChangeReport.nullable(),
    /** Nobody has accepted or kept it yet. Discarded ones are in the Trash. */
    isStaged: z.boolean(),
  })
  .readonly()
export type EditCandidate = z.infer<typeof EditCandidate>

export const EditAttempt = z
  .strictObject({
    generation: Generation,
    id: GenerationId,
    mask: Mask.nullable(),
    settings: EditSettings,
    candidates: z.array(EditCandidate).readonly(),
    /** Nothing more is made of it: what lacks a composite or a report then could not be read. */
    isFinished: z.boolean(),
  })
  .readonly()
export type EditAttempt = z.infer<typeof EditAttempt>
