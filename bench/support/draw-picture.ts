import { createCanvas } from '@napi-rs/canvas'
import { createSeededRandom, type SeededRandom } from '#shared/seeded-random.ts'
import { pngText } from '#test/support/picture-parts.ts'

/** Soft shapes under a grain: a PNG of about 2 MB at 1024 pixels a side, which costs what a real one does. */
export function drawPicture(seed: string, width = 1024, height = width): Buffer {
  const random = createSeededRandom(seed)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const hue = random.whole(0, 359)
  const sky = context.createLinearGradient(0, 0, width, height)
  sky.addColorStop(0, `hsl(${hue} 50% 40%)`)
  sky.addColorStop(1, `hsl(${hue + 60} 60% 70%)`)
  context.fillStyle = sky
  context.fillRect(0, 0, width, height)
  for (let shape = 0; shape < 40; shape += 1) {
    context.fillStyle = `hsl(${random.whole(0, 359)} 60% 50% / 0.4)`
    context.beginPath()
    context.arc(random.between(0, width), random.between(0, height), random.between(4, height / 6), 0, 7)
    context.fill()
  }
  const image = context.getImageData(0, 0, width, height)
  addGrain(image.data, random)
  context.putImageData(image, 0, 0)
  return canvas.toBuffer('image/png')
}

function addGrain(pixels: Uint8ClampedArray, random: SeededRandom): void {
  for (let index = 0; index < pixels.length; index += 4)
    for (let channel = index; channel < index + 3; channel += 1)
      pixels[channel] = (pixels[channel] ?? 0) + random.between(-7, 7)
}

/** The same picture as files that differ: each has a comment of its own. */
export function copiesOf(png: Buffer, count: number): readonly Buffer[] {
  const endBytes = 12
  const [body, end] = [png.subarray(0, -endBytes), png.subarray(-endBytes)]
  return Array.from({ length: count }, (_, index) => Buffer.concat([body, pngText('Comment', `${index}`), end]))
}
