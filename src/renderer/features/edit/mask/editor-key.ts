import type { DrawingKind } from '#shared/edit.ts'
import type { Key } from '../../../picture-view/viewer-key.ts'
import { isComposing } from '../../../ui/submit-enter.ts'
import type { Tool } from './mask-editor-store.ts'

export type EditorAction =
  | { readonly kind: 'tool'; readonly tool: Tool }
  | { readonly kind: 'size' | 'hardness'; readonly by: 1 | -1 }
  | { readonly kind: 'zoom-to'; readonly magnification: number }
  | { readonly kind: 'zoom'; readonly direction: 'in' | 'out' }
  | { readonly kind: 'swap' | 'last-tool' | 'overlay' | 'undo' | 'redo' | 'invert' | 'clear' | 'fit' }

/** By the key's place: with a Korean layout B types ㅠ. */
const maskTools: Readonly<Record<string, Tool>> = {
  KeyB: 'brush',
  KeyE: 'eraser',
  KeyU: 'rectangle',
  KeyO: 'ellipse',
  KeyL: 'lasso',
  KeyP: 'polygon',
  KeyG: 'fill',
  KeyV: 'move',
}
const markupTools: Readonly<Record<string, Tool>> = { KeyA: 'arrow', KeyO: 'circle', KeyT: 'note', KeyV: 'move' }

const toolsOf = (kind: DrawingKind): Readonly<Record<string, Tool>> => (kind === 'mask' ? maskTools : markupTools)

/** What the shortcut of a tool is called on screen. */
export const shortcutOfTool = (tool: Tool, kind: DrawingKind): string =>
  Object.entries(toolsOf(kind))
    .find(([, one]) => one === tool)?.[0]
    ?.replace('Key', '') ?? ''

const magnifications = [1, 2, 4, 8]

/** What a key does in the editor, wherever the focus is in it; `null` where it is none of its keys. */
export function editorKey(event: Key, isMac: boolean, kind: DrawingKind): EditorAction | null {
  if (isComposing(event) || event.altKey) return null
  const isMod = isMac ? event.metaKey : event.ctrlKey
  if (isMod) return modKey(event, kind)
  if (event.ctrlKey || event.metaKey) return null
  if (event.code === 'BracketLeft' || event.code === 'BracketRight')
    return { kind: event.shiftKey ? 'hardness' : 'size', by: event.code === 'BracketLeft' ? -1 : 1 }
  if (event.key === '+' || event.key === '=') return { kind: 'zoom', direction: 'in' }
  if (event.key === '-') return { kind: 'zoom', direction: 'out' }
  if (event.shiftKey) return null
  const tool = toolsOf(kind)[event.code]
  if (tool !== undefined) return { kind: 'tool', tool }
  if (event.code === 'KeyX' && kind === 'mask') return { kind: 'swap' }
  if (event.code === 'KeyQ') return { kind: 'last-tool' }
  if (event.code === 'Backslash') return { kind: 'overlay' }
  // Apple's keyboards have no Delete key of their own; the one above Return says Backspace.
  if (event.key === 'Delete' || (isMac && event.key === 'Backspace')) return { kind: 'clear' }
  return null
}

function modKey({ code, shiftKey }: Key, kind: DrawingKind): EditorAction | null {
  if (code === 'KeyZ') return { kind: shiftKey ? 'redo' : 'undo' }
  if (code === 'KeyI' && shiftKey && kind === 'mask') return { kind: 'invert' }
  if (shiftKey) return code === 'Equal' ? { kind: 'zoom', direction: 'in' } : null
  if (code === 'KeyY') return { kind: 'redo' }
  if (code === 'Digit0' || code === 'Numpad0') return { kind: 'fit' }
  if (code === 'Equal' || code === 'NumpadAdd') return { kind: 'zoom', direction: 'in' }
  if (code === 'Minus' || code === 'NumpadSubtract') return { kind: 'zoom', direction: 'out' }
  const magnification = magnifications.find((_, index) => code === `Digit${index + 1}` || code === `Numpad${index + 1}`)
  return magnification === undefined ? null : { kind: 'zoom-to', magnification }
}
