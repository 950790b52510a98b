import type { DrawingKind } from '#shared/edit.ts'
import { actualScale, fitView, zoomStep, zoomTo } from '../../../picture-view/zoom.ts'
import type { DrawingSession } from './drawing-session.ts'
import type { EditorAction } from './editor-key.ts'
import { changeView, type LookStore } from './look-store.ts'
import { chooseLastTool, chooseTool, stepHardness, stepSize, useMaskEditorStore } from './mask-editor-store.ts'

interface Parts {
  readonly kind: DrawingKind
  readonly session: DrawingSession
  readonly look: LookStore
  readonly isDisabled: boolean
}

/** What keys and buttons do alike. */
export function runEditorAction(action: EditorAction, { kind, session, look, isDisabled }: Parts): void {
  switch (action.kind) {
    case 'tool':
      chooseTool(action.tool, kind)
      return
    case 'size':
      stepSize(action.by)
      return
    case 'hardness':
      stepHardness(action.by)
      return
    case 'swap':
      chooseTool(useMaskEditorStore.getState().maskTool === 'brush' ? 'eraser' : 'brush', kind)
      return
    case 'last-tool':
      chooseLastTool(kind)
      return
    case 'overlay':
      useMaskEditorStore.setState(({ isOverlayShown }) => ({ isOverlayShown: !isOverlayShown }))
      return
    case 'fit':
      changeView(look, () => fitView)
      return
    case 'zoom':
      changeView(look, (view, stage) => zoomStep(view, stage, action.direction))
      return
    case 'zoom-to':
      changeView(look, (view, stage) => zoomTo(view, stage, action.magnification * actualScale(stage)))
      return
    case 'undo':
    case 'redo':
      if (isDisabled) return
      look.setState({ chosen: null })
      session[action.kind](kind)
      return
    case 'invert':
      if (!isDisabled) session.draw({ kind: 'invert' })
      return
    case 'clear':
      if (!isDisabled) clear(kind, session, look)
      return
  }
}

/** What is chosen goes alone; else everything does. */
function clear(kind: DrawingKind, session: DrawingSession, look: LookStore): void {
  const { chosen } = look.getState()
  const { maskDocument } = session.store.getState()
  look.setState({ chosen: null })
  if (kind === 'mask') {
    if (chosen !== null) session.changeMask({ kind: 'remove', index: chosen })
    else if (maskDocument.operations.length > 0) session.draw({ kind: 'clear' })
  } else if (chosen !== null) session.changeMarkup({ kind: 'remove', index: chosen })
  else session.clearMarkup()
}
