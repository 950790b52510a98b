import type { MarkupHistory, MaskHistory } from '../drawing-history.ts'
import type { MarkupDocument, MarkupItem } from '../markup-document.ts'
import type { MaskDocument, MaskOperation } from '../mask-document.ts'

export type DrawingChange<Part> =
  | { readonly kind: 'append'; readonly part: Part }
  | { readonly kind: 'replace'; readonly index: number; readonly part: Part }
  | { readonly kind: 'remove'; readonly index: number }

/** Of a mask or of markup; `MaskHistory` and `MarkupHistory` are its two kinds as they are stored. */
export interface DrawingHistory<Part> {
  readonly changes: readonly DrawingChange<Part>[]
  /** How many of the changes count; the rest was undone. */
  readonly position: number
}

export interface PictureSize {
  readonly width: number
  readonly height: number
}

export const emptyHistory: DrawingHistory<never> = { changes: [], position: 0 }

export const canUndo = ({ position }: DrawingHistory<unknown>): boolean => position > 0
export const canRedo = ({ changes, position }: DrawingHistory<unknown>): boolean => position < changes.length

/** Makes a change; what was undone cannot be redone any more. */
export const change = <Part>(history: DrawingHistory<Part>, made: DrawingChange<Part>): DrawingHistory<Part> => ({
  changes: [...history.changes.slice(0, history.position), made],
  position: history.position + 1,
})

export const append = <Part>(history: DrawingHistory<Part>, part: Part): DrawingHistory<Part> =>
  change(history, { kind: 'append', part })
export const replace = <Part>(history: DrawingHistory<Part>, index: number, part: Part): DrawingHistory<Part> =>
  change(history, { kind: 'replace', index, part })
export const remove = <Part>(history: DrawingHistory<Part>, index: number): DrawingHistory<Part> =>
  change(history, { kind: 'remove', index })

/** One change less, or the same history where there is none. */
export const undo = <Part>(history: DrawingHistory<Part>): DrawingHistory<Part> =>
  canUndo(history) ? { ...history, position: history.position - 1 } : history
export const redo = <Part>(history: DrawingHistory<Part>): DrawingHistory<Part> =>
  canRedo(history) ? { ...history, position: history.position + 1 } : history

/** What the changes that count make of nothing. The parts are those objects that the changes brought. */
export function partsOf<Part>({ changes, position }: DrawingHistory<Part>): readonly Part[] {
  const parts: Part[] = []
  for (const made of changes.slice(0, position)) {
    if (made.kind === 'append') parts.push(made.part)
    else if (made.kind === 'remove') parts.splice(made.index, 1)
    // An index that names nothing changes nothing.
    else if (made.index < parts.length) parts[made.index] = made.part
  }
  return parts
}

export const documentOf = (history: MaskHistory | DrawingHistory<MaskOperation>, size: PictureSize): MaskDocument => ({
  width: size.width,
  height: size.height,
  operations: partsOf<MaskOperation>(history),
})

export const markupOf = (history: MarkupHistory | DrawingHistory<MarkupItem>, size: PictureSize): MarkupDocument => ({
  width: size.width,
  height: size.height,
  items: partsOf<MarkupItem>(history),
})
