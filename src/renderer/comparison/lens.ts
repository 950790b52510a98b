import { mirrorView } from '../picture-view/mirror-view.ts'
import type { Size, Stage, View } from '../picture-view/zoom.ts'
import type { ComparisonState } from './comparison-store.ts'

/** How one place of the viewer sees the common view, and how a hand that moves it there changes it. */
export interface Lens {
  readonly stage: Stage
  readonly read: (state: ComparisonState) => View
  readonly write: (view: View) => Partial<ComparisonState>
}

/** Both lie in the middle of what is as large as the larger of them, each with pixels of the same size. */
export const unionOf = (one: Size, other: Size): Size => ({
  width: Math.max(one.width, other.width),
  height: Math.max(one.height, other.height),
})

export const isSameSize = (one: Size, other: Size): boolean => one.width === other.width && one.height === other.height

/** The left picture's, and that of all that lies on each other. */
export const plainLens = (stage: Stage): Lens => ({
  stage,
  read: ({ view }) => view,
  write: (view) => ({ view }),
})

/** Beside the left picture, the right one shows the part that it shows, as large in proportion to the whole. */
export const besideLens = (left: Stage, right: Stage): Lens => ({
  stage: right,
  read: ({ view, rightView }) => rightView ?? mirrorView(view, left, right),
  write: (view) => ({ view: mirrorView(view, right, left) }),
})

/** The same where the two do not move together. */
export const looseLens = (lens: Lens): Lens => ({ ...lens, write: (rightView) => ({ rightView }) })
