import { createCanvas, loadImage } from '@napi-rs/canvas'
import { dragIconSide } from './messages.ts'

/** What hangs on the pointer while a picture is dragged out: its thumbnail in a square, as bare BGRA. */
export async function makeDragIcon(webp: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(webp)
  const scale = dragIconSide / Math.max(image.width, image.height)
  const [width, height] = [image.width * scale, image.height * scale]
  const context = createCanvas(dragIconSide, dragIconSide).getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, (dragIconSide - width) / 2, (dragIconSide - height) / 2, width, height)
  const { data } = context.getImageData(0, 0, dragIconSide, dragIconSide)
  return toPremultipliedBgra(data)
}

function toPremultipliedBgra(rgba: Uint8ClampedArray): Uint8Array {
  const bgra = new Uint8Array(rgba.length)
  for (let at = 0; at < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4)
    bgra.set([(blue * alpha) / 255, (green * alpha) / 255, (red * alpha) / 255, alpha], at)
  }
  return bgra
}
