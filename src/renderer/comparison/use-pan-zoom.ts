import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import {
  actualScale,
  fitView,
  type Point,
  panBy,
  type View,
  wheelFactor,
  zoomBy,
  zoomTo,
} from '../picture-view/zoom.ts'
import type { ComparisonStore } from './comparison-store.ts'
import type { Lens } from './lens.ts'

/** Drag pans, the wheel and a pinch zoom to the pointer, a double click is 100 %. All of it past React: nothing renders. */
export function usePanZoom(element: RefObject<HTMLElement | null>, lens: Lens | null, store: ComparisonStore) {
  const dragFrom = useRef<Point | null>(null)
  const change = (act: (view: View, lens: Lens) => View): void => {
    if (lens !== null) store.setState((before) => lens.write(act(lens.read(before), lens)))
  }

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    change((view, { stage }) => zoomBy(view, stage, wheelFactor(event), fromCentre(element.current, event)))
  })
  useEffect(() => {
    // Not by React's onWheel, which cannot prevent the page from being zoomed by a pinch.
    const listen = (event: WheelEvent): void => onWheel(event)
    const listening = element.current
    listening?.addEventListener('wheel', listen, { passive: false })
    return () => listening?.removeEventListener('wheel', listen)
  }, [element])

  const endDrag = (): void => {
    dragFrom.current = null
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      dragFrom.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: ({ clientX: x, clientY: y }: PointerEvent): void => {
      const from = dragFrom.current
      if (from === null) return
      dragFrom.current = { x, y }
      change((view, { stage }) => panBy(view, stage, { x: x - from.x, y: y - from.y }))
    },
    onPointerUp: endDrag,
    onPointerCancel: endDrag,
    onDoubleClick: (event: { readonly clientX: number; readonly clientY: number }): void =>
      change((view, { stage }) =>
        view.kind === 'fit' ? zoomTo(view, stage, actualScale(stage), fromCentre(element.current, event)) : fitView,
      ),
  }
}

function fromCentre(element: HTMLElement | null, at: { readonly clientX: number; readonly clientY: number }): Point {
  const box = element?.getBoundingClientRect()
  if (box === undefined) return { x: 0, y: 0 }
  return { x: at.clientX - box.left - box.width / 2, y: at.clientY - box.top - box.height / 2 }
}
