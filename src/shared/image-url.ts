import type { ImageFormat } from './image.ts'

/** Address of the original bytes, same origin as the page so that a canvas may read them. */
export const blobUrl = (image: { readonly sha256: string; readonly format: ImageFormat }): string =>
  `/blob/${image.sha256}.${image.format}`

/** Address of the WebP thumbnail; made on first request. */
export const thumbnailUrl = (image: { readonly sha256: string }): string => `/thumb/${image.sha256}.webp`

/** Address of a kept mask or markup, as PNG: a mask's alpha is 0 where the picture is to be changed. */
export const maskUrl = ({ id }: { readonly id: number }): string => `/mask/${id}.png`

/** Address of a change report's heat map, as PNG of the earlier picture's size. */
export const heatMapUrl = ({ id }: { readonly id: number }): string => `/heat-map/${id}.png`
