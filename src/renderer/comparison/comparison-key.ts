import { type Key, viewerKey } from '../picture-view/viewer-key.ts'
import { isComposing } from '../ui/submit-enter.ts'

export type ComparisonAction =
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'zoom'; readonly direction: 'in' | 'out' }
  | { readonly kind: 'mode'; readonly by: 1 | -1 }
  | { readonly kind: 'fit' | 'actual-size' | 'toggle-fit' | 'sync' | 'swap' | 'swap-sides' }

/** What a key does in the comparison; `null` where it is none of its. `canPan`: a part lies out of sight. */
export function comparisonKey(event: Key, isMac: boolean, canPan: boolean): ComparisonAction | null {
  const action = viewerKey(event, isMac, canPan)
  if (action?.kind === 'pan' || action?.kind === 'zoom') return action
  if (action?.kind === 'fit' || action?.kind === 'actual-size' || action?.kind === 'toggle-fit')
    return { kind: action.kind }
  const isBare = !isComposing(event) && !event.ctrlKey && !event.metaKey && !event.altKey
  return isBare ? bareKey(event) : null
}

// By the key's place: with a Korean layout these keys give ㅡ, ㄴ, ㅊ and ㅌ.
function bareKey({ code, shiftKey }: Key): ComparisonAction | null {
  if (code === 'KeyM') return { kind: 'mode', by: shiftKey ? -1 : 1 }
  if (shiftKey) return null
  if (code === 'Digit0' || code === 'Numpad0') return { kind: 'fit' }
  if (code === 'KeyS') return { kind: 'sync' }
  if (code === 'KeyC') return { kind: 'swap' }
  if (code === 'KeyX') return { kind: 'swap-sides' }
  return null
}

/** Space presses buttons and types; only elsewhere, and on a radio button that is chosen already, it is free. */
export function isSpaceFree(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || isTyping(target)) return false
  const pressed = target.closest('button, a, summary, [role="button"], [role="radio"], [role="checkbox"]')
  return pressed === null || (pressed.role === 'radio' && pressed.ariaChecked === 'true')
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="range"], [type="radio"]), textarea, select, [contenteditable="true"]') !== null
