import { createHash } from 'node:crypto'

/** An answer is known by its first picture, so that the next turn finds it among the pictures that come along. */
export const toResponseId = (picture: Uint8Array): string =>
  `sketch-${createHash('sha256').update(picture).digest('hex')}`
