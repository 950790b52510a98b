import type { Brush } from './brush.ts'
import type { Scene } from './scene.ts'

/** Where a picture is painted: the brush, the space, and the few positions everything keeps to. */
export interface Stage {
  readonly brush: Brush
  readonly scene: Scene
  readonly width: number
  readonly height: number
  /** A hundredth of the shorter side. */
  readonly unit: number
  readonly horizon: number
  /** Sun or moon. */
  readonly light: {
    readonly x: number
    readonly y: number
    readonly radius: number
  }
  /** Whether anything needs dry ground to stand on. */
  readonly hasGroundSubjects: boolean
  /** Tells the pictures of one prompt apart. */
  readonly variant: number
}
