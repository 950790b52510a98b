import { useEffect, useEffectEvent } from 'react'
import { isComposing } from './ui/submit-enter.ts'

/**
 * For what covers the room: from anywhere on the page, the provenance panel beside it too; a menu, a dialog or a list that
 * is open closes itself first. Listens on the way down, because a tooltip, which opens by itself at every button, would
 * otherwise keep the first Escape. `isActive`: nothing else lies over it.
 */
export function useEscape(close: () => void, isActive = true): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isElsewhere =
      event.target instanceof Element &&
      event.target.closest('.popup, [data-dialog], [role="combobox"][aria-expanded="true"]') !== null
    if (isActive && event.key === 'Escape' && !isComposing(event) && !isElsewhere) close()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKeyDown(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
