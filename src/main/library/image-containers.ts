import { crc32 } from 'node:zlib'

/** The dimensions a file states, in pixels. Readers answer `null` for a file that ends early or contradicts itself. */
export interface Frame {
  readonly width: number
  readonly height: number
}

/** Written out: a hostile file has millions of chunks. */
const fourLetters = (view: DataView, offset: number): string =>
  String.fromCharCode(
    view.getUint8(offset),
    view.getUint8(offset + 1),
    view.getUint8(offset + 2),
    view.getUint8(offset + 3),
  )

const bytesOf = (view: DataView, offset: number, length: number): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset + offset, length)

/**
 * Chunks of length, type, data, CRC, from IHDR to IEND. https://www.w3.org/TR/png-3/#5Chunk-layout
 *
 * Of the check sums only the header's is compared: no decoder goes on where it is wrong, while all of them show what
 * they can of a picture with a flipped bit, and so does the studio.
 */
export function readPng(view: DataView): Frame | null {
  let frame: Frame | null = null
  let hasPixels = false
  for (let offset = 8; offset + 12 <= view.byteLength; ) {
    const length = view.getUint32(offset)
    const type = fourLetters(view, offset + 4)
    if (offset + 12 + length > view.byteLength) return null
    if (offset === 8) {
      if (type !== 'IHDR' || length !== 13 || !isPngPixelKind(view, offset + 16)) return null
      if (crc32(bytesOf(view, offset + 4, 4 + length)) !== view.getUint32(offset + 8 + length)) return null
      frame = { width: view.getUint32(offset + 8), height: view.getUint32(offset + 12) }
    }
    if (type === 'IDAT' && length > 0) {
      if (!hasPixels && length >= 2 && !isZlibStart(view.getUint16(offset + 8))) return null
      hasPixels = true
    }
    if (type === 'IEND') return frame === null || !hasPixels ? null : upright(frame, readPngOrientation(view))
    offset += 12 + length
  }
  return null
}

/** Deflate with a check over both bytes; the only start a decoder goes on from. RFC 1950, 2.2. */
const isZlibStart = (head: number): boolean => ((head >>> 8) & 0x0f) === 8 && head % 31 === 0

/**
 * How a PNG has to be turned, 1–8, by an eXIf chunk before its pixels. Chromium turns it; the decoder of the image
 * processes does not, and asks here.
 */
export function readPngOrientation(view: DataView): number {
  for (let offset = 8; offset + 12 <= view.byteLength; ) {
    const length = view.getUint32(offset)
    const type = fourLetters(view, offset + 4)
    if (offset + 12 + length > view.byteLength || type === 'IDAT') return 1
    if (type === 'eXIf')
      return readTiffOrientation(new DataView(view.buffer, view.byteOffset + offset + 8, length)) ?? 1
    offset += 12 + length
  }
  return 1
}

/** Orientations from 5 on lay a picture on its side. */
const upright = ({ width, height }: Frame, orientation: number): Frame =>
  orientation >= 5 ? { width: height, height: width } : { width, height }

/** The bit depths that each colour type allows. https://www.w3.org/TR/png-3/#table111 */
const pngBitDepths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** Bit depth, colour type, compression, filter and interlacing: anything else no decoder can read. */
const isPngPixelKind = (view: DataView, offset: number): boolean =>
  (pngBitDepths[view.getUint8(offset + 1)] ?? []).includes(view.getUint8(offset)) &&
  view.getUint8(offset + 2) === 0 &&
  view.getUint8(offset + 3) === 0 &&
  view.getUint8(offset + 4) <= 1

/** Marker segments up to the first scan, then an end-of-image marker somewhere behind it. ITU T.81, annex B. */
export function readJpeg(view: DataView): Frame | null {
  let frame: Frame | null = null
  let orientation = 1
  for (let offset = 2; offset + 4 <= view.byteLength; ) {
    if (view.getUint8(offset) !== 0xff) return null
    const marker = view.getUint8(offset + 1)
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      offset += 1
      continue
    }
    const length = view.getUint16(offset + 2)
    if (length < 2 || offset + 2 + length > view.byteLength) return null
    const body = offset + 4
    if (isStartOfFrame(marker)) {
      // A second one contradicts the first.
      if (length < 7 || frame !== null) return null
      frame = { height: view.getUint16(body + 1), width: view.getUint16(body + 3) }
    } else if (marker === 0xe1 && length >= 16) {
      orientation = readExifOrientation(new DataView(view.buffer, view.byteOffset + body, length - 2)) ?? orientation
    } else if (marker === 0xda) {
      if (frame === null || !hasEndOfImage(view, body)) return null
      return upright(frame, orientation)
    }
    offset += 2 + length
  }
  return null
}

/** SOF0–SOF15 without the tables (DHT, JPG, DAC) that share the range. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Searched from the end: cameras and editors append data of their own behind it. */
function hasEndOfImage(view: DataView, from: number): boolean {
  for (let offset = view.byteLength - 2; offset >= from; offset -= 1)
    if (view.getUint8(offset) === 0xff && view.getUint8(offset + 1) === 0xd9) return true
  return false
}

const readExifOrientation = (view: DataView): number | null =>
  view.byteLength < 14 || fourLetters(view, 0) !== 'Exif'
    ? null
    : readTiffOrientation(new DataView(view.buffer, view.byteOffset + 6, view.byteLength - 6))

/** Tag 0x0112 of the first directory, 1–8; 5–8 swap width and height. Exif 3.0, 4.6.5. */
function readTiffOrientation(view: DataView): number | null {
  if (view.byteLength < 8) return null
  const byteOrder = view.getUint16(0)
  if (byteOrder !== 0x4949 && byteOrder !== 0x4d4d) return null
  const isLittle = byteOrder === 0x4949
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > view.byteLength) return null
  const count = view.getUint16(directory, isLittle)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > view.byteLength) return null
    if (view.getUint16(entry, isLittle) !== 0x0112) continue
    const value = view.getUint16(entry + 8, isLittle)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/**
 * A RIFF file whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended). RFC 9649.
 *
 * An extended one states the size of its canvas, which its picture must fill, and its frames must not leave.
 */
export function readWebp(view: DataView): Frame | null {
  if (view.byteLength < 30) return null
  const end = view.getUint32(4, true) + 8
  if (end > view.byteLength) return null
  if (fourLetters(view, 12) !== 'VP8X') return readWebpPicture(view, 12, end)
  if (view.getUint32(16, true) !== 10) return null
  const canvas = { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
  let hasFrame = false
  for (let offset = 30; offset + 8 <= end; ) {
    const length = view.getUint32(offset + 4, true)
    if (offset + 8 + length > end) return null
    const type = fourLetters(view, offset)
    if (type === 'VP8 ' || type === 'VP8L') {
      const { width, height } = readWebpPicture(view, offset, end) ?? { width: 0, height: 0 }
      return width === canvas.width && height === canvas.height ? canvas : null
    }
    if (type === 'ANMF') {
      if (length < 24 || !isWithinCanvas(view, offset + 8, canvas)) return null
      hasFrame = true
    }
    offset += 8 + length + (length & 1)
  }
  return hasFrame ? canvas : null
}

/** Of a VP8 or VP8L chunk. */
function readWebpPicture(view: DataView, chunk: number, end: number): Frame | null {
  const data = chunk + 8
  if (data + 10 > end || data + view.getUint32(chunk + 4, true) > end) return null
  switch (fourLetters(view, chunk)) {
    case 'VP8 ':
      if (view.getUint8(data + 3) !== 0x9d || view.getUint8(data + 4) !== 0x01 || view.getUint8(data + 5) !== 0x2a)
        return null
      return { width: view.getUint16(data + 6, true) & 0x3fff, height: view.getUint16(data + 8, true) & 0x3fff }
    case 'VP8L': {
      if (view.getUint8(data) !== 0x2f) return null
      const bits = view.getUint32(data + 1, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    default:
      return null
  }
}

/** Places are stated in pairs of pixels. */
const isWithinCanvas = (view: DataView, frame: number, { width, height }: Frame): boolean =>
  uint24(view, frame) * 2 + uint24(view, frame + 6) + 1 <= width &&
  uint24(view, frame + 3) * 2 + uint24(view, frame + 9) + 1 <= height

const uint24 = (view: DataView, offset: number): number =>
  view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)

/**
 * Blocks up to the trailer. The logical screen is the picture, unless a frame reaches beyond it: decoders make room for
 * that, so it counts. https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function readGif(view: DataView): Frame | null {
  if (view.byteLength < 14) return null
  let frame: Frame = { width: view.getUint16(6, true), height: view.getUint16(8, true) }
  let offset: number | null = 13 + colourTableLength(view.getUint8(10))
  let hasPixels = false
  while (offset !== null && offset < view.byteLength) {
    switch (view.getUint8(offset)) {
      case 0x3b:
        return hasPixels ? frame : null
      case 0x21:
        offset = skipSubBlocks(view, offset + 2)
        break
      case 0x2c:
        if (offset + 10 > view.byteLength) return null
        hasPixels = true
        frame = {
          width: Math.max(frame.width, view.getUint16(offset + 1, true) + view.getUint16(offset + 5, true)),
          height: Math.max(frame.height, view.getUint16(offset + 3, true) + view.getUint16(offset + 7, true)),
        }
        offset = skipSubBlocks(view, offset + 11 + colourTableLength(view.getUint8(offset + 9)))
        break
      default:
        return null
    }
  }
  return null
}

const colourTableLength = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1))

/** The offset behind a chain of length-prefixed blocks, `null` when the file ends within it. */
function skipSubBlocks(view: DataView, start: number): number | null {
  for (let offset = start; offset < view.byteLength; ) {
    const length = view.getUint8(offset)
    offset += 1 + length
    if (length === 0) return offset
  }
  return null
}
