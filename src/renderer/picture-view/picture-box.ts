import type { Placement, Size } from './zoom.ts'

/** The styles of an element whose own place is the middle of the stage. */
export interface PictureBox {
  readonly width: string
  readonly height: string
  readonly transform: string
  readonly imageRendering: 'auto' | 'pixelated'
}

/** Device pixels an image pixel takes from which on it is shown as a square. */
const squareFrom = 3

/** Its edges lie on whole device pixels: at 100 % each image pixel is exactly one of them. */
export function pictureBox(image: Size, { scale, x, y }: Placement, pixelRatio: number): PictureBox {
  const snap = (value: number): number => Math.round(value * pixelRatio) / pixelRatio
  const width = image.width * scale
  const height = image.height * scale
  return {
    width: `${width}px`,
    height: `${height}px`,
    transform: `translate(${snap(x - width / 2)}px, ${snap(y - height / 2)}px)`,
    imageRendering: scale * pixelRatio >= squareFrom ? 'pixelated' : 'auto',
  }
}
