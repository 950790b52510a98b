import { isComposing } from '../ui/submit-enter.ts'

export type ViewerAction =
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  /** In steps; the picture moves the other way than the arrow, as a view does. */
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'zoom'; readonly direction: 'in' | 'out' }
  | { readonly kind: 'first' | 'last' | 'fit' | 'actual-size' | 'toggle-fit' | 'provenance' | 'backdrop' }

export interface Key {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly isComposing: boolean
  readonly keyCode: number
}

/** What a key does to the view; `null` where it is none of the viewer's. Arrows go to the next picture or, enlarged, pan. */
export function viewerKey(event: Key, isMac: boolean, isEnlarged: boolean): ViewerAction | null {
  if (isComposing(event) || event.altKey) return null
  const isMod = isMac ? event.metaKey : event.ctrlKey
  if (isMod) return modKey(event.code)
  if (event.ctrlKey || event.metaKey) return null
  switch (event.key) {
    case 'ArrowLeft':
      return isEnlarged ? { kind: 'pan', x: 1, y: 0 } : { kind: 'step', by: -1 }
    case 'ArrowRight':
      return isEnlarged ? { kind: 'pan', x: -1, y: 0 } : { kind: 'step', by: 1 }
    case 'ArrowUp':
      return isEnlarged ? { kind: 'pan', x: 0, y: 1 } : null
    case 'ArrowDown':
      return isEnlarged ? { kind: 'pan', x: 0, y: -1 } : null
    case 'PageUp':
      return { kind: 'step', by: -1 }
    case 'PageDown':
      return { kind: 'step', by: 1 }
    case 'Home':
      return { kind: 'first' }
    case 'End':
      return { kind: 'last' }
    case '+':
    case '=':
      return { kind: 'zoom', direction: 'in' }
    case '-':
      return { kind: 'zoom', direction: 'out' }
    default:
      return event.shiftKey ? null : letterKey(event.code)
  }
}

function modKey(code: string): ViewerAction | null {
  if (code === 'Digit0' || code === 'Numpad0') return { kind: 'fit' }
  if (code === 'Digit1' || code === 'Numpad1') return { kind: 'actual-size' }
  if (code === 'Equal' || code === 'NumpadAdd') return { kind: 'zoom', direction: 'in' }
  if (code === 'Minus' || code === 'NumpadSubtract') return { kind: 'zoom', direction: 'out' }
  return null
}

// By the key's place: with a Korean layout these keys give ㅋ, ㅑ and ㅠ.
function letterKey(code: string): ViewerAction | null {
  if (code === 'KeyZ') return { kind: 'toggle-fit' }
  if (code === 'KeyI') return { kind: 'provenance' }
  if (code === 'KeyB') return { kind: 'backdrop' }
  return null
}
