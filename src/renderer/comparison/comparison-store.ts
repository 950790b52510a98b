import { createStore, type StoreApi } from 'zustand/vanilla'
import { fitView, type View } from '../picture-view/zoom.ts'
import { type ComparisonMode, isStacked } from './comparison-mode.ts'

export type Side = 'left' | 'right'

export interface ComparisonState {
  readonly mode: ComparisonMode
  /** Of the left picture, or of both where they lie on each other. Kept when the mode changes. */
  readonly view: View
  /** Of the right picture beside it; `null` = it follows the left one. */
  readonly rightView: View | null
  /** The side that keys and buttons move where the two do not move together. */
  readonly activeSide: Side
  readonly wipeDirection: 'horizontal' | 'vertical'
  /** Share of the stage before the divider, from 0 to 1. */
  readonly divide: number
  /** Of the picture on top, from 0 to 1. */
  readonly opacity: number
  /** Levels from 0 to 255 by which a channel may differ unnoticed. */
  readonly threshold: number
  /** What a difference is multiplied with to be seen. */
  readonly gain: number
  /** Asked for; less motion, where the system is set to it, has the last word. */
  readonly isFlickering: boolean
  /** How long each picture is shown. */
  readonly flickerMs: number
  readonly isSwapped: boolean
  /** Swapped for as long as a key is down. */
  readonly isHeld: boolean
  /** Pictures of two sizes are drawn as large as the left one. */
  readonly isScaled: boolean
  readonly difference: DifferenceState
}

export type DifferenceState =
  | { readonly kind: 'measuring' | 'failed' }
  /** How many pixels are apart by 0, 1, … 255 levels at most. */
  | { readonly kind: 'measured'; readonly counts: readonly number[] }

/**
 * Of one viewer. Outside of React, because a picture that is dragged moves with every frame: what moves listens here and
 * sets its own styles, and nothing is rendered anew.
 */
export type ComparisonStore = StoreApi<ComparisonState>

export const createComparisonStore = (): ComparisonStore =>
  createStore<ComparisonState>()(() => ({
    mode: 'side-by-side',
    view: fitView,
    rightView: null,
    activeSide: 'left',
    wipeDirection: 'horizontal',
    divide: 0.5,
    opacity: 0.5,
    threshold: 0,
    gain: 2,
    isFlickering: true,
    flickerMs: 500,
    isSwapped: false,
    isHeld: false,
    isScaled: false,
    difference: { kind: 'measuring' },
  }))

/** Where flickering stopped is chance: other modes begin with the two in their own places. */
export const chooseMode = (store: ComparisonStore, mode: ComparisonMode): void =>
  store.setState((before) => ({ mode, isSwapped: before.mode !== 'flicker' && before.isSwapped }))

/** The right picture stands in the left one's place: in the single view, first in the others. */
export const isOtherFirst = ({ isSwapped, isHeld }: ComparisonState): boolean => isSwapped !== isHeld

/** In the single view and while flickering only one of the two is there. */
export function isSideHidden(state: ComparisonState, side: Side): boolean {
  if (state.mode === 'difference') return true
  return (state.mode === 'single' || state.mode === 'flicker') && isOnTop(state, side)
}

interface PaneLook {
  readonly clipPath: string
  readonly opacity: string
  readonly zIndex: string
}

/** How one of two pictures that lie on each other lets the other one be seen. */
export function paneLook(state: ComparisonState, side: Side): PaneLook {
  const isTop = isOnTop(state, side)
  const zIndex = isTop && isStacked(state.mode) ? '1' : '0'
  // Not hidden: that would let go of its decoded pixels, and bringing it back would take frames.
  if (isSideHidden(state, side)) return { clipPath: 'none', opacity: '0', zIndex }
  if (state.mode === 'wipe') return { clipPath: wipeClip(state, isTop), opacity: '1', zIndex }
  return { clipPath: 'none', opacity: state.mode === 'overlay' && isTop ? `${state.opacity}` : '1', zIndex }
}

function isOnTop(state: ComparisonState, side: Side): boolean {
  return (side === 'right') !== isOtherFirst(state)
}

/** Both are cut: one that lies whole beneath a transparent one would shine through. */
function wipeClip({ wipeDirection, divide }: ComparisonState, isTop: boolean): string {
  const before = `${divide * 100}%`
  const after = `${(1 - divide) * 100}%`
  if (wipeDirection === 'horizontal') return isTop ? `inset(0 0 0 ${before})` : `inset(0 ${after} 0 0)`
  return isTop ? `inset(${before} 0 0 0)` : `inset(0 0 ${after} 0)`
}
