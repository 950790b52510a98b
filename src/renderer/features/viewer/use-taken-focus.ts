import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { keepFocus } from '../../keep-focus.ts'

/**
 * Takes the focus when the viewer opens and gives it back when it closes: to the picture last seen, where the page shows
 * it (`data-image-id`), otherwise to where it came from.
 */
export function useTakenFocus(root: RefObject<HTMLElement | null>, imageId: number): void {
  const openedFrom = useRef<Element | null>(null)
  // A layout effect, because the page behind turns inert in this same commit and lets go of the focus right after.
  useLayoutEffect(() => {
    openedFrom.current ??= document.activeElement
    root.current?.focus()
  }, [root])

  const giveBack = useEffectEvent(() => {
    const picture = document.querySelector(`[data-image-id="${imageId}"]:is(button, [tabindex="0"])`)
    const target = picture ?? openedFrom.current
    if (target instanceof HTMLElement) target.focus()
    keepFocus()
  })
  // Not a layout effect: the page behind must be no longer inert.
  useEffect(() => () => giveBack(), [])
}
