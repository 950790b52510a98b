import { type Canvas, createCanvas } from '@napi-rs/canvas'
import type { Area, Box } from './area.ts'

/**
 * The box of an area, painted over with what stands around the area, ever more blurred towards its middle: the picture
 * without it, halved until nothing is left open, and laid under itself again (S. Gortler et al., “The lumigraph”, 1996,
 * “push-pull”). Clear where nothing stands around.
 */
export function fillFromAround(base: Canvas, area: Area, box: Box): Canvas {
  const levels = [without(base, area)]
  for (let last = levels[0]; last !== undefined && Math.max(last.width, last.height) > 1; last = levels.at(-1)) {
    const half = createCanvas(Math.ceil(last.width / 2), Math.ceil(last.height / 2))
    const context = half.getContext('2d')
    // What is clear counts for nothing in a mean of premultiplied colours; a mean of little is one all the same.
    context.drawImage(last, 0, 0, half.width, half.height)
    const means = context.getImageData(0, 0, half.width, half.height)
    for (let at = 3; at < means.data.length; at += 4) if ((means.data[at] ?? 0) > 15) means.data[at] = 255
    context.putImageData(means, 0, 0)
    levels.push(half)
  }
  const filled = levels.reduceRight((coarse, fine) => {
    const context = fine.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.globalCompositeOperation = 'destination-over'
    context.drawImage(coarse, 0, 0, fine.width, fine.height)
    return fine
  })
  const canvas = createCanvas(box.width, box.height)
  canvas.getContext('2d').drawImage(filled, -box.x, -box.y)
  return canvas
}

function without(base: Canvas, { isIn }: Area): Canvas {
  const { width, height } = base
  const pixels = base.getContext('2d').getImageData(0, 0, width, height)
  for (const [index, isOpen] of isIn.entries()) if (isOpen === 1) pixels.data[index * 4 + 3] = 0
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  return canvas
}
