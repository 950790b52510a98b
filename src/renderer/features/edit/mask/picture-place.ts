import type { Placement, Point, Size } from '../../../picture-view/zoom.ts'

/** Where the picture lies in the stage: CSS pixels an image pixel takes, and where its top left corner is. */
export interface PicturePlace {
  readonly scale: number
  readonly left: number
  readonly top: number
}

/** On whole device pixels: at 100 % each image pixel is exactly one of them, and what is drawn lands where it is seen. */
export function placeOf(image: Size, viewport: Size, { scale, x, y }: Placement, pixelRatio: number): PicturePlace {
  const snap = (value: number): number => Math.round(value * pixelRatio) / pixelRatio
  return {
    scale,
    left: snap((viewport.width - image.width * scale) / 2 + x),
    top: snap((viewport.height - image.height * scale) / 2 + y),
  }
}

/**
 * The place in the picture that lies under a point of the stage. In eighths of a pixel: finer than any hand, and coarse
 * enough that the same place is the same number at every zoom.
 */
export const toImagePoint = ({ x, y }: Point, { scale, left, top }: PicturePlace): Point => ({
  x: Math.round(((x - left) / scale) * 8) / 8,
  y: Math.round(((y - top) / scale) * 8) / 8,
})
