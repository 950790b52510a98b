import { create } from 'zustand'
import type { DrawingState, MaskEditorHandle } from './mask/mask-editor-props.ts'

interface EditorState {
  /** The editor on screen; `null` = there is none. */
  readonly handle: MaskEditorHandle | null
  /** What it holds; `null` = not read yet. */
  readonly drawing: DrawingState | null
}

/** What the parts around the editor ask of it. */
export const useEditor = create<EditorState>()(() => ({ handle: null, drawing: null }))
