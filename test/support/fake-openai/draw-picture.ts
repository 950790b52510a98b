import { createHash } from 'node:crypto'
import { createCanvas, GifEncoder } from '@napi-rs/canvas'

type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'svg'

/** A real picture of exactly this size, plainly coloured by its prompt and position, so that two can be told apart. */
export function drawPicture(picture: {
  readonly width: number
  readonly height: number
  readonly format: PictureFormat
  readonly isTransparent: boolean
  readonly seed: string
  /** Of a GIF. */
  readonly frameCount?: number
}): Buffer {
  const { width, height, format, isTransparent, seed, frameCount = 1 } = picture
  const hue = createHash('sha256').update(seed).digest().readUInt16BE(0) % 360
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!isTransparent) {
    context.fillStyle = `hsl(${hue}, 40%, 85%)`
    context.fillRect(0, 0, width, height)
  }
  context.fillStyle = `hsl(${hue}, 55%, 45%)`
  context.beginPath()
  context.arc(width / 2, height / 2, Math.min(width, height) / 3, 0, 2 * Math.PI)
  context.fill()
  switch (format) {
    case 'png':
      return canvas.toBuffer('image/png')
    case 'jpeg':
      return canvas.toBuffer('image/jpeg', 80)
    case 'webp':
      return canvas.toBuffer('image/webp', 80)
    case 'gif': {
      const encoder = new GifEncoder(width, height, { repeat: 0 })
      for (let frame = 0; frame < frameCount; frame += 1)
        encoder.addFrame(Buffer.from(context.getImageData(0, 0, width, height).data.buffer), width, height, {
          delay: 200,
        })
      return encoder.finish()
    }
    case 'svg':
      return Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
          `<circle cx="50%" cy="50%" r="30%" fill="hsl(${hue}, 55%, 45%)"/></svg>`,
      )
  }
}
