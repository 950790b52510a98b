import type { ImageFormat } from './image.ts'

/** Address of the original bytes, same origin as the page so that a canvas may read them. */
export const blobUrl = (image: { readonly sha256: string; readonly format: ImageFormat }): string =>
  `/blob/${image.sha256}.${image.format}`

/** Address of the WebP thumbnail; made on first request. */
export const thumbnailUrl = (image: { readonly sha256: string }): string => `/thumb/${image.sha256}.webp`
