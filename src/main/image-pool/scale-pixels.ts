import { createCanvas } from '@napi-rs/canvas'
import type { Dimensions } from '#shared/size-problem.ts'
import type { Pixels } from './difference-hash.ts'
import { pixelsOf } from './read-pixels.ts'

/** A picture brought to another size. Where it can be seen through, its colours are as the canvas keeps them. */
export function scalePixels(pixels: Pixels, { width, height }: Dimensions): Pixels {
  if (pixels.width === width && pixels.height === height) return pixels
  const source = createCanvas(pixels.width, pixels.height)
  const context = source.getContext('2d')
  const image = context.createImageData(pixels.width, pixels.height)
  image.data.set(pixels.data)
  context.putImageData(image, 0, 0)
  const scaled = createCanvas(width, height)
  const scaledContext = scaled.getContext('2d')
  // Smaller: of mipmaps, which look at every pixel. Larger: by the cubic filter.
  scaledContext.imageSmoothingQuality = width < pixels.width || height < pixels.height ? 'medium' : 'high'
  scaledContext.drawImage(source, 0, 0, width, height)
  return pixelsOf(scaled)
}
