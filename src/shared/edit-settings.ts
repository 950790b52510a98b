import { z } from 'zod'
import { maxFeatherPx } from './limits.ts'

export const MaskId = z.number().int().positive()

/** Of a draft that changes its first source. */
export const EditSettings = z
  .strictObject({
    /** `null` = the words alone say what to change. */
    maskId: MaskId.nullable(),
    /** Puts the original's pixels back outside the mask, into a picture of its own; the model's stays beside it. */
    keepsEverythingElse: z.boolean(),
    /** How far from the mask the two blend, in pixels of the original. */
    featherPx: z.number().int().min(0).max(maxFeatherPx),
  })
  .readonly()
export type EditSettings = z.infer<typeof EditSettings>
