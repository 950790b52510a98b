import { exifWithUserComment, keepOrientation } from './exif-block.ts'
import type { PictureTexts } from './picture-texts.ts'

interface Chunk {
  readonly type: string
  readonly data: Buffer
  /** With type, length and the byte that makes its length even. */
  readonly whole: Buffer
}

/** Our record's own chunk. RFC 9649, 2.7.1.6: unknown chunks stand at the end, and readers pass over them. */
const recordType = 'dpty'

/** Bits of VP8X's first byte. RFC 9649, 2.7.1 */
const flag = { alpha: 0x10, exif: 0x08, xmp: 0x04 } as const

/** Of a file whose header was read before, or of one frame of an animation. */
function* chunksOf(bytes: Buffer, start: number): Generator<Chunk> {
  for (let offset = start; offset + 8 <= bytes.byteLength; ) {
    const length = bytes.readUInt32LE(offset + 4)
    const dataEnd = offset + 8 + length
    if (dataEnd > bytes.byteLength) return
    const end = Math.min(dataEnd + (length & 1), bytes.byteLength)
    yield {
      type: bytes.toString('latin1', offset, offset + 4),
      data: bytes.subarray(offset + 8, dataEnd),
      whole: bytes.subarray(offset, end),
    }
    offset = end
  }
}

const chunksOfFile = (webp: Buffer): readonly Chunk[] => [...chunksOf(webp.subarray(0, 8 + webp.readUInt32LE(4)), 12)]

/**
 * Adds the record in a chunk of its own and the parameters as EXIF, unless the file has EXIF already; every other chunk
 * stays. A simple file gets the extended header that says so.
 */
export function embedInWebp(webp: Buffer, { record, parameters }: PictureTexts): Buffer {
  const chunks = chunksOfFile(webp)
  const isIn = (type: string): boolean => chunks.some((one) => one.type === type)
  const exif = parameters === null || isIn('EXIF') ? null : exifWithUserComment(parameters)
  const header = extendedHeader(webp, chunks)
  if (exif !== null) header.writeUInt8(header.readUInt8(0) | flag.exif, 0)
  return file([
    chunk('VP8X', header),
    ...chunks.flatMap(({ type, whole }) => (type === 'VP8X' ? [] : [whole])),
    ...(exif === null ? [] : [chunk('EXIF', exif)]),
    ...(isIn(recordType) ? [] : [chunk(recordType, Buffer.from(record))]),
  ])
}

/** What VP8X holds; made from the picture itself where the file is a simple one. */
function extendedHeader(webp: Buffer, chunks: readonly Chunk[]): Buffer {
  const extended = chunks.find(({ type }) => type === 'VP8X')
  if (extended !== undefined) return Buffer.from(extended.data)
  const header = Buffer.alloc(10)
  if (webp.toString('latin1', 12, 16) === 'VP8L') {
    const bits = webp.readUInt32LE(21)
    header.writeUInt8(((bits >>> 28) & 1) === 1 ? flag.alpha : 0, 0)
    header.writeUIntLE(bits & 0x3fff, 4, 3)
    header.writeUIntLE((bits >>> 14) & 0x3fff, 7, 3)
  } else {
    header.writeUIntLE((webp.readUInt16LE(26) & 0x3fff) - 1, 4, 3)
    header.writeUIntLE((webp.readUInt16LE(28) & 0x3fff) - 1, 7, 3)
  }
  return header
}

const pixels = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP'])

/** The picture, its colour profile and how it has to be turned, and nothing else. */
export function stripWebp(webp: Buffer): Buffer {
  const kept = chunksOfFile(webp).flatMap(({ type, data, whole }): readonly (readonly [string, Buffer])[] => {
    if (pixels.has(type)) return [[type, whole]]
    if (type === 'VP8X') return [[type, chunk(type, withoutMetadata(data))]]
    if (type === 'ANMF') return [[type, chunk(type, stripFrame(data))]]
    const orientation = type === 'EXIF' ? keepOrientation(withoutExifName(data)) : null
    return orientation === null ? [] : [[type, chunk('EXIF', orientation)]]
  })
  const hasExif = kept.some(([type]) => type === 'EXIF')
  return file(
    kept.map(([type, whole]) => {
      if (type !== 'VP8X' || !hasExif) return whole
      const flagged = Buffer.from(whole)
      flagged.writeUInt8(flagged.readUInt8(8) | flag.exif, 8)
      return flagged
    }),
  )
}

function withoutMetadata(header: Buffer): Buffer {
  const clean = Buffer.from(header)
  clean.writeUInt8(clean.readUInt8(0) & ~(flag.exif | flag.xmp), 0)
  return clean
}

/** Sixteen bytes of place and duration, then chunks of its own. */
const stripFrame = (frame: Buffer): Buffer =>
  Buffer.concat([
    frame.subarray(0, 16),
    ...[...chunksOf(frame, 16)].flatMap(({ type, whole }) => (pixels.has(type) ? [whole] : [])),
  ])

/** Some writers put JPEG's name for it before the block. */
const withoutExifName = (data: Buffer): Buffer =>
  data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(8 + data.byteLength + (data.byteLength & 1))
  whole.write(type, 0, 'latin1')
  whole.writeUInt32LE(data.byteLength, 4)
  data.copy(whole, 8)
  return whole
}

function file(chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.byteLength, 4)
  return Buffer.concat([head, body])
}

export const readWebpRecord = (webp: Buffer): string | null =>
  chunksOfFile(webp)
    .find(({ type }) => type === recordType)
    ?.data.toString() ?? null
