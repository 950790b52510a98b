import { useSyncExternalStore } from 'react'

const query = '(prefers-reduced-motion: reduce)'

/** Whether the system asks for less motion, now. */
export const useReducedMotion = (): boolean => useSyncExternalStore(follow, () => window.matchMedia(query).matches)

function follow(onChange: () => void): () => void {
  const list = window.matchMedia(query)
  list.addEventListener('change', onChange)
  return () => list.removeEventListener('change', onChange)
}
