import type { RefObject } from 'react'
import { useStore } from 'zustand'
import { usePixelRatio, useRoom } from '../picture-view/use-stage-size.ts'
import type { Size, Stage } from '../picture-view/zoom.ts'
import { isStacked } from './comparison-mode.ts'
import type { ComparisonStore, Side } from './comparison-store.ts'
import { besideLens, type Lens, looseLens, plainLens, unionOf } from './lens.ts'

interface Lenses {
  /** `null` until pictures and room are known. */
  readonly lenses: Readonly<Record<Side, Lens | null>>
  /** What keys and buttons move. */
  readonly active: Lens | null
  /** In which size the right picture is drawn. */
  readonly rightSize: Size | null
}

/** How the two places see the common view, in the room they have now. */
export function useLenses(
  store: ComparisonStore,
  panes: Readonly<Record<Side, RefObject<HTMLElement | null>>>,
  left: Size | null,
  right: Size | null,
): Lenses {
  const mode = useStore(store, (state) => state.mode)
  const isLoose = useStore(store, ({ rightView }) => rightView !== null)
  const activeSide = useStore(store, (state) => state.activeSide)
  const isScaled = useStore(store, (state) => state.isScaled)
  const pixelRatio = usePixelRatio()
  const layout = isStacked(mode) ? 'stacked' : 'beside'
  const leftRoom = useRoom(panes.left, layout)
  const rightRoom = useRoom(panes.right, layout)
  const stageOf = (image: Size | null, viewport: Size | null): Stage | null =>
    image === null || viewport === null ? null : { image, viewport, pixelRatio }

  if (isStacked(mode)) {
    const rightSize = isScaled ? left : right
    const stage = left === null || rightSize === null ? null : stageOf(unionOf(left, rightSize), leftRoom)
    // Beside each other they have half of it: the other modes keep what is in sight there, to the pixel.
    const lens =
      stage === null
        ? null
        : plainLens({
            ...stage,
            reachOf: { width: Math.floor((stage.viewport.width - 1) / 2), height: stage.viewport.height },
          })
    return { lenses: { left: lens, right: lens }, active: lens, rightSize }
  }
  const leftStage = stageOf(left, leftRoom)
  const rightStage = stageOf(right, rightRoom)
  const leftLens = leftStage === null ? null : plainLens(leftStage)
  const mirrored = leftStage === null || rightStage === null ? null : besideLens(leftStage, rightStage)
  const rightLens = isLoose && mirrored !== null ? looseLens(mirrored) : mirrored
  const active = isLoose && activeSide === 'right' ? rightLens : leftLens
  return { lenses: { left: leftLens, right: rightLens }, active, rightSize: right }
}
