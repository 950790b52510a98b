import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { keepFocus } from './keep-focus.ts'

/**
 * Takes the focus when what covers the room opens, and gives it back when it closes: to the picture last seen, where there
 * is one and the page shows it (`data-image-id`), otherwise to where it came from.
 */
export function useTakenFocus(root: RefObject<HTMLElement | null>, imageId: number | null = null): void {
  const openedFrom = useRef<Element | null>(null)
  // A layout effect, because the page behind turns inert in this same commit and lets go of the focus right after.
  useLayoutEffect(() => {
    openedFrom.current ??= document.activeElement
    root.current?.focus()
  }, [root])

  const giveBack = useEffectEvent(() => {
    const picture =
      imageId === null ? null : document.querySelector(`[data-image-id="${imageId}"]:is(button, [tabindex="0"])`)
    const target = picture ?? openedFrom.current
    if (target instanceof HTMLElement) target.focus()
    keepFocus()
  })
  // Not a layout effect: the page behind must be no longer inert.
  useEffect(() => () => giveBack(), [])
}
