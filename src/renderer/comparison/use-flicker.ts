import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ComparisonStore } from './comparison-store.ts'
import { useReducedMotion } from './use-reduced-motion.ts'

/** Swaps the two again and again, in the mode that is for it, unless the system asks for less motion. */
export function useFlicker(store: ComparisonStore): void {
  const isStill = useReducedMotion()
  const isOn = useStore(store, ({ mode, isFlickering }) => mode === 'flicker' && isFlickering)
  const flickerMs = useStore(store, (state) => state.flickerMs)
  useEffect(() => {
    if (!isOn || isStill) return
    const timer = setInterval(() => store.setState(({ isSwapped }) => ({ isSwapped: !isSwapped })), flickerMs)
    return () => clearInterval(timer)
  }, [store, isOn, isStill, flickerMs])
}
