import type { FailureOf } from '#shared/failure.ts'
import type { ImageFormat } from '#shared/image.ts'
import { maxImportBytes } from '#shared/limits.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { type Frame, readGif, readJpeg, readPng, readWebp } from './image-containers.ts'
import { isSvg, readSvg } from './svg-root.ts'

export interface ImageHeader {
  readonly format: ImageFormat
  /** Pixels, after EXIF orientation. */
  readonly width: number
  readonly height: number
}

/** Beyond these a decoder needs gigabytes. The longest side and the area that a picture may have, in pixels. */
export const maxSide = 16_384
export const maxPixels = 64_000_000

const readers: Readonly<Record<ImageFormat, (bytes: DataView) => Frame | null>> = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  gif: readGif,
  svg: readSvg,
}

/**
 * What a picture file says it is: its kind by magic bytes, never by name, and its dimensions. Walks the container to
 * its end, so that a file that was cut short is noticed; never decodes a pixel.
 */
export function readImageHeader(
  bytes: Uint8Array,
  fileName: string | null = null,
): Result<ImageHeader, FailureOf<'unsupported-file' | 'damaged-file' | 'too-large'>> {
  if (bytes.byteLength > maxImportBytes) return err({ kind: 'too-large', limitBytes: maxImportBytes })
  const format = formatOf(bytes)
  if (format === null) return err({ kind: 'unsupported-file', fileName })

  const frame = readers[format](new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (frame === null || frame.width === 0 || frame.height === 0) return err({ kind: 'damaged-file', fileName })
  const { width, height } = frame
  if (Math.max(width, height) > maxSide || width * height > maxPixels)
    return err({ kind: 'unsupported-file', fileName, detail: `${width}x${height} pixels` })
  return ok({ format, width, height })
}

function formatOf(bytes: Uint8Array): ImageFormat | null {
  const isAt = (offset: number, magic: string): boolean =>
    [...magic].every((character, index) => bytes[offset + index] === character.charCodeAt(0))
  if (isAt(0, '\x89PNG\r\n\x1a\n')) return 'png'
  if (isAt(0, '\xff\xd8\xff')) return 'jpeg'
  if (isAt(0, 'RIFF') && isAt(8, 'WEBP')) return 'webp'
  if (isAt(0, 'GIF87a') || isAt(0, 'GIF89a')) return 'gif'
  return isSvg(bytes) ? 'svg' : null
}
