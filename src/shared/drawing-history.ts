import { z } from 'zod'
import { MarkupItem } from './markup-document.ts'
import { MaskOperation } from './mask-document.ts'

const changeOf = <Part extends z.ZodType>(part: Part) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('append'), part }),
    /** `index`: of the part among those that are there before the change. */
    z.strictObject({ kind: z.literal('replace'), index: z.number().int().min(0), part }),
    z.strictObject({ kind: z.literal('remove'), index: z.number().int().min(0) }),
  ])

export const MaskChange = changeOf(MaskOperation)
export type MaskChange = Readonly<z.infer<typeof MaskChange>>
export const MarkupChange = changeOf(MarkupItem)
export type MarkupChange = Readonly<z.infer<typeof MarkupChange>>

/**
 * A drawing as it came about. Undo and redo only move `position`: the drawing is what the first `position` changes make
 * of nothing.
 */
const historyOf = <Change extends z.ZodType>(change: Change) =>
  z.strictObject({ changes: z.array(change).readonly(), position: z.number().int().min(0) }).readonly()

export const MaskHistory = historyOf(MaskChange)
export type MaskHistory = z.infer<typeof MaskHistory>
export const MarkupHistory = historyOf(MarkupChange)
export type MarkupHistory = z.infer<typeof MarkupHistory>
