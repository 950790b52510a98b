import type { ImageFormat } from '#shared/image.ts'
import { latin1, type Segment, segmentsOf } from './image-segments.ts'

/**
 * Whether a picture carries a C2PA manifest. Found, not verified: what it says and whether it is true is another
 * question. C2PA 2.1, A.3 (embedding manifests into assets).
 */
export function hasContentCredentials(bytes: Uint8Array, format: ImageFormat): boolean {
  for (const segment of segmentsOf(bytes, format)) if (isManifest(segment, format)) return true
  return false
}

/** Whether one part of a file is a manifest, or a piece of one. */
export function isManifest({ type, data }: Segment, format: ImageFormat): boolean {
  switch (format) {
    case 'png':
      return type === 'caBX'
    case 'webp':
      return type === 'C2PA'
    case 'jpeg':
      // ISO 19566-5, D.2: "JP", two numbers (2 and 4 bytes), then the box with its length before its type.
      return type === 'APP11' && latin1(data, 0, 2) === 'JP' && latin1(data, 12, 4) === 'jumb'
    case 'gif':
    case 'svg':
      return false
  }
}
