import type { Ref } from 'react'
import type { Drawing, DrawingKind } from '#shared/edit.ts'
import type { Image } from '#shared/image.ts'

export interface MaskEditorProps {
  readonly ref?: Ref<MaskEditorHandle>
  /** Another one is another editor: mount it with `key={image.id}`. */
  readonly image: Image
  /** May change while mounted: mask and markup of a picture each keep what was drawn. */
  readonly kind: DrawingKind
  /** What "Feather preview" shows, in pixels of the picture. It is never part of the drawing. */
  readonly featherPx: number
  /** Nothing can be drawn; looking goes on. */
  readonly isDisabled?: boolean
  /** Whenever there is another drawing; `null` while what was drawn before is being read. */
  readonly onDrawing?: (state: DrawingState | null) => void
}

export interface DrawingState {
  /** The same object until something is drawn, undone or redone. */
  readonly drawing: Drawing
  /** Share (0–1) of the picture's pixels that are to be changed; 0 for markup. */
  readonly coverage: number
  /** A mask without a pixel, or markup without a sign. */
  readonly isEmpty: boolean
}

export interface ExportedDrawing {
  readonly drawing: Drawing
  /** Of the picture's size. A mask: alpha 0 where it is to be changed, else 255. Markup: signs on nothing. */
  readonly png: Uint8Array<ArrayBuffer>
  readonly coverage: number
}

export interface MaskEditorHandle {
  /** Of the kind that is shown. Rejects where the browser cannot make a PNG of this size, or nothing was read yet. */
  readonly exportDrawing: () => Promise<ExportedDrawing>
  /** Takes up a drawing of the same kind in the place of what is there, as steps that can be undone; another size is scaled. */
  readonly loadDrawing: (drawing: Drawing) => void
}
