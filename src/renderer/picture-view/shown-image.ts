import type { Image } from '#shared/image.ts'

/** What it takes to show a picture, and nothing that tells where it comes from. */
export type ShownImage = Pick<Image, 'sha256' | 'format' | 'width' | 'height' | 'pixelsDroppedAtMs'>
