import { createStore, type StoreApi } from 'zustand/vanilla'
import { fitView, type Point, placeOnStage, type Stage, type View } from '../../../picture-view/zoom.ts'
import { type PicturePlace, placeOf } from './picture-place.ts'

export interface LookState {
  readonly view: View
  /** `null` until the room of the stage is known. */
  readonly stage: Stage | null
  /** For as long as a key or button is down. */
  readonly isOriginalShown: boolean
  readonly isPanning: boolean
  /** Where the keyboard's pen is, in pixels of the picture; `null` while a hand draws. */
  readonly crosshair: Point | null
  /** The keyboard's pen. */
  readonly isPenDown: boolean
  /** The shape or sign with handles, by its place in the drawing. */
  readonly chosen: number | null
  /** Where a note is being typed. */
  readonly noteAt: Point | null
  readonly isFilling: boolean
  /** As the editor's host says. */
  readonly isDisabled: boolean
  readonly featherPx: number
}

/** How one editor is looked at. Outside of React, because what moves with a hand moves with every frame. */
export type LookStore = StoreApi<LookState>

export const createLookStore = (): LookStore =>
  createStore<LookState>()(() => ({
    view: fitView,
    stage: null,
    isOriginalShown: false,
    isPanning: false,
    crosshair: null,
    isPenDown: false,
    chosen: null,
    noteAt: null,
    isFilling: false,
    isDisabled: false,
    featherPx: 0,
  }))

export function picturePlace({ view, stage }: LookState): PicturePlace | null {
  if (stage === null) return null
  return placeOf(stage.image, stage.viewport, placeOnStage(view, stage), stage.pixelRatio)
}

/** Changes the view, where there is one. */
export const changeView = (look: LookStore, next: (view: View, stage: Stage) => View): void =>
  look.setState(({ view, stage }) => (stage === null ? {} : { view: next(view, stage) }))
