import type { Size } from '../picture-view/zoom.ts'

export type DifferenceRequest =
  | {
      readonly kind: 'measure'
      /** Addresses, or pixels where a worker cannot make them (SVG). */
      readonly pictures: readonly [string | ImageBitmap, string | ImageBitmap]
      /** Both are drawn as large as this. */
      readonly size: Size
    }
  | { readonly kind: 'paint'; readonly threshold: number; readonly gain: number }

export type DifferenceReply =
  | { readonly kind: 'measured'; readonly counts: readonly number[] }
  | { readonly kind: 'painted'; readonly bitmap: ImageBitmap }
  | { readonly kind: 'failed'; readonly detail: string }
