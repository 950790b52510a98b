import type { ImageFormat } from '#shared/image.ts'
import { blobUrl } from '#shared/image-url.ts'

/**
 * Puts the picture on the clipboard as PNG, the one format every program takes. Rejects when the original cannot be
 * decoded or the clipboard refuses.
 */
export async function copyPicture(image: { readonly sha256: string; readonly format: ImageFormat }): Promise<void> {
  // The clipboard takes the promise, so that the write still counts as answering the key or click that asked for it.
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(blobUrl(image)) })])
}

async function toPng(url: string): Promise<Blob> {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth
  canvas.height = picture.naturalHeight
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (png === null) throw new Error('The canvas gave no PNG.')
  return png
}
