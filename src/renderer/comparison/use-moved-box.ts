import { type RefObject, useLayoutEffect } from 'react'
import { pictureBox } from '../picture-view/picture-box.ts'
import { placeOnStage, type Size } from '../picture-view/zoom.ts'
import type { ComparisonStore } from './comparison-store.ts'
import type { Lens } from './lens.ts'

/** Keeps an element where the view puts a picture of `size`. While it is panned, only its transform changes. */
export function useMovedBox(
  element: RefObject<HTMLElement | null>,
  size: Size | null,
  lens: Lens | null,
  store: ComparisonStore,
): void {
  useLayoutEffect(() => {
    const move = (): void => {
      const moved = element.current
      if (moved === null || size === null || lens === null) return
      const { stage, read } = lens
      Object.assign(moved.style, pictureBox(size, placeOnStage(read(store.getState()), stage), stage.pixelRatio))
    }
    move()
    return store.subscribe(move)
  })
}
