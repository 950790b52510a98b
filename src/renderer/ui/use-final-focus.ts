import { useState } from 'react'

/** What had the focus before the newest dialog, where that was a whole area. */
let latestArea: HTMLElement | null = null

/**
 * For a dialog's `finalFocus`. Where a whole area had the focus (the room, the viewer), Base UI would go on to the first
 * control in it, so that the next letter lands in the search field, or the next Space presses “Close”. `undefined` where
 * something smaller had it: Base UI gives it back well, and leaves it where a command has meanwhile put it.
 */
export function useFinalFocus(isOpen: boolean): (() => boolean) | undefined {
  const [wasOpen, setWasOpen] = useState(false)
  const [area, setArea] = useState<HTMLElement | null>(null)
  // While it is drawn for the first time: a moment later the focus is inside.
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen)
    if (isOpen) {
      latestArea = areaWithFocus()
      setArea(latestArea)
    }
  }
  if (area === null) return undefined
  return () => {
    // Once the dialog has left the page.
    queueMicrotask(() => {
      if (document.activeElement === document.body) area.focus({ preventScroll: true })
    })
    return false
  }
}

function areaWithFocus(): HTMLElement | null {
  const { activeElement } = document
  // The palette, on its way out: what had the focus before it is what counts.
  if (activeElement?.closest('[data-dialog]')) return latestArea?.isConnected === true ? latestArea : null
  return activeElement instanceof HTMLElement && activeElement.matches('main, [role="dialog"][tabindex="-1"]')
    ? activeElement
    : null
}
