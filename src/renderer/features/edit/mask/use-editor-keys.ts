import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { DrawingKind } from '#shared/edit.ts'
import { isSpaceFree, isTyping } from '../../../comparison/comparison-key.ts'
import { isMac } from '../../../ui/platform.ts'
import { isComposing } from '../../../ui/submit-enter.ts'
import { canvasKey } from './canvas-key.ts'
import type { DrawingSession } from './drawing-session.ts'
import { runEditorAction } from './editor-actions.ts'
import { editorKey } from './editor-key.ts'
import type { LookStore } from './look-store.ts'
import type { Pen } from './pen.ts'

interface KeyParts {
  readonly region: RefObject<HTMLElement | null>
  readonly host: RefObject<HTMLElement | null>
  readonly kind: DrawingKind
  readonly session: DrawingSession
  readonly look: LookStore
  readonly isDisabled: boolean
  readonly pen: () => Pen | null
  readonly isHandOver: () => boolean
}

/**
 * The editor's keys, while the focus is in it or nowhere. On the document, so that they come before those of the whole
 * studio (Mod and a digit open rooms elsewhere).
 */
export function useEditorKeys(parts: KeyParts): void {
  const { region, host, kind, session, look, isDisabled, pen, isHandOver } = parts

  const isOurs = (event: KeyboardEvent): boolean => {
    const { target } = event
    if (event.defaultPrevented || isComposing(event) || !(target instanceof Element) || isTyping(target)) return false
    if (target.closest('[data-dialog], [role="menu"], [role="listbox"]') !== null) return false
    return region.current?.contains(target) === true || target === document.body || target.matches('main')
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isOurs(event)) return
    if (event.key === 'Tab') {
      // For keyboards Tab is the way out of the canvas; for a hand over it, a look at the original.
      if (!isHandOver() || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return
      event.preventDefault()
      return look.setState({ isOriginalShown: true })
    }
    if (event.code === 'Space' && isSpaceFree(event.target)) {
      event.preventDefault()
      return look.setState({ isPanning: true })
    }
    const currentPen = pen()
    const isOnCanvas = event.target === host.current || isHandOver()
    if (isOnCanvas && currentPen !== null && canvasKey(event, { kind, session, look, pen: currentPen, isDisabled }))
      return event.preventDefault()
    const action = editorKey(event, isMac, kind)
    if (action === null) return
    event.preventDefault()
    runEditorAction(action, { kind, session, look, isDisabled })
  })
  const onKeyUp = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Tab') look.setState({ isOriginalShown: false })
    if (event.code === 'Space') look.setState({ isPanning: false })
  })

  useEffect(() => {
    const keyDown = (event: KeyboardEvent): void => onKeyDown(event)
    const keyUp = (event: KeyboardEvent): void => onKeyUp(event)
    const letGo = (): void => look.setState({ isOriginalShown: false, isPanning: false })
    document.addEventListener('keydown', keyDown)
    document.addEventListener('keyup', keyUp)
    window.addEventListener('blur', letGo)
    return () => {
      document.removeEventListener('keydown', keyDown)
      document.removeEventListener('keyup', keyUp)
      window.removeEventListener('blur', letGo)
    }
  }, [look])
}
