import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * A slider that had the focus is gone with the mode it belongs to: `root` takes the focus, or the keys would lead nowhere.
 * `layout` names what decides which controls there are.
 */
export function useKeptFocus(root: RefObject<HTMLElement | null>, layout: string): void {
  const before = useRef(layout)
  useLayoutEffect(() => {
    if (before.current !== layout && document.activeElement === document.body) root.current?.focus()
    before.current = layout
  }, [root, layout])
}
