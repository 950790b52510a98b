import type { MarkupChange, MarkupHistory, MaskChange, MaskHistory } from '#shared/drawing-history.ts'
import type { DrawingKind } from '#shared/edit.ts'
import { ask } from '../../../data/ask.ts'

export type KeptChange =
  | { readonly kind: 'mask'; readonly change: MaskChange }
  | { readonly kind: 'markup'; readonly change: MarkupChange }

/** Where what is drawn on a picture is kept, change by change. What fails is thrown. */
export interface DrawingCalls {
  readonly load: (imageId: number) => Promise<{ readonly mask: MaskHistory; readonly markup: MarkupHistory }>
  /** Puts a change at `position` and lets it count; what stood there and behind it is gone. */
  readonly add: (imageId: number, position: number, drawing: KeptChange) => Promise<unknown>
  readonly moveTo: (imageId: number, kind: DrawingKind, position: number) => Promise<unknown>
}

export const drawingCalls: DrawingCalls = {
  load: (imageId) => ask('drawings.get', { imageId }),
  add: (imageId, position, drawing) => ask('drawings.add', { imageId, position, drawing }),
  moveTo: (imageId, kind, position) => ask('drawings.moveTo', { imageId, kind, position }),
}
