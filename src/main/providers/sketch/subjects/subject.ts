import type { Brush, Point, Shape } from '../brush.ts'
import { type Hex, lightnessOf, mix } from '../colour.ts'

/**
 * A thing that can be drawn. It draws itself standing on the origin, 100 units high, in its own colour; everything
 * about where and how large is decided elsewhere.
 */
export interface Subject {
  /** One is chosen where the words name no colour. */
  readonly colours: readonly [Hex, ...Hex[]]
  /** As a share of the picture's shorter side, when it stands alone in a landscape. */
  readonly height: number
  /** In its own units: 100 = as wide as high. */
  readonly width: number
  readonly home: 'ground' | 'water' | 'air' | 'deep'
  /** Where it can hold something, in its own units. */
  readonly hand?: Point
  /** How it is held: its height as a share of its holder's, and how much of it hangs below the hand. */
  readonly heldBy?: { readonly size: number; readonly below: number }
  readonly draw: (brush: Brush, colour: Hex) => void
}

/** Fills a shape and lays the shade of the picture's ink on the side away from the light. */
export function model(brush: Brush, shape: Shape, colour: Hex, from: Point = [-24, -92], to: Point = [46, 16]): void {
  brush.fill(shape, colour)
  // Dark dots on white look like dirt.
  brush.shade(shape, mix(colour, brush.palette.ink, lightnessOf(colour) > 0.86 ? 0.24 : 0.44), from, to)
}

/** Draws the same on both sides of the middle. */
export function onBothSides(brush: Brush, draw: (side: -1 | 1) => void): void {
  for (const side of [-1, 1] as const) brush.at(0, 0, [side, 1], () => draw(side))
}

export const ink = '#2a2430'
export const cream = '#fff5e4'
