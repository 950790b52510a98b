import { randomFillSync } from 'node:crypto'
import { pngChunk, pngSignature } from './picture-parts.ts'

/** Deflate, with a window of 32 kilobytes. RFC 1950. */
const zlibStart = [0x78, 0x9c]

/**
 * A PNG in form: signature, IHDR, IDAT, IEND, so that everything which never decodes takes it. Behind the two bytes that
 * begin a zlib stream its pixels are random bytes, new each time unless given.
 */
export function makePng(
  options: {
    readonly width?: number
    readonly height?: number
    readonly data?: Uint8Array
    readonly dataBytes?: number
  } = {},
): Uint8Array {
  const { width = 640, height = 480, dataBytes = 300 } = options
  const data = options.data ?? randomFillSync(new Uint8Array(dataBytes))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const pixels = Buffer.from(data)
  pixels.set(zlibStart.slice(0, pixels.length))
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', new Uint8Array()),
  ])
}
