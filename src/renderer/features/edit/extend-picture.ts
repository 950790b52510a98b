import type { Drawing } from '#shared/edit.ts'
import type { Image } from '#shared/image.ts'
import { blobUrl } from '#shared/image-url.ts'

/** Pixels that are added on each side. */
export interface Margins {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The picture with transparent room around it, as PNG. Throws where the browser cannot make one of this size. */
export async function extendPicture(image: Image, margins: Margins): Promise<File> {
  const response = await fetch(blobUrl(image))
  if (!response.ok) throw new Error(`The picture answered ${response.status}.`)
  const bitmap = await createImageBitmap(await response.blob(), { imageOrientation: 'from-image' })
  const canvas = new OffscreenCanvas(
    bitmap.width + margins.left + margins.right,
    bitmap.height + margins.top + margins.bottom,
  )
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('There is no canvas.')
  context.drawImage(bitmap, margins.left, margins.top)
  bitmap.close()
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'extended.png', { type: 'image/png' })
}

/** The mask of the room: everything but where the picture stands. */
export function maskOfRoom({ width, height }: Pick<Image, 'width' | 'height'>, margins: Margins): Drawing {
  const whole = { width: width + margins.left + margins.right, height: height + margins.top + margins.bottom }
  return {
    kind: 'mask',
    document: {
      ...whole,
      operations: [
        { kind: 'rectangle', mode: 'add', x: 0, y: 0, ...whole },
        { kind: 'rectangle', mode: 'subtract', x: margins.left, y: margins.top, width, height },
      ],
    },
  }
}
