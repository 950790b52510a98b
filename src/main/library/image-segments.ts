import type { ImageFormat } from '#shared/image.ts'

/** A part of a picture file that is not its pixels, by the name its format gives it. A view, not a copy. */
export interface Segment {
  /** A PNG's or WebP's chunk type, `APP0` … `APP15` or `COM` of a JPEG, `comment` of a GIF. */
  readonly type: string
  readonly data: Uint8Array
}

/** A file that has more parts than this was made to be slow. */
const maxSegments = 100_000

/** The parts of a file whose header was read before. Ends where the file contradicts itself; never throws. */
export function* segmentsOf(bytes: Uint8Array, format: ImageFormat): Generator<Segment, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const walk = walks[format]
  let count = 0
  for (const segment of walk(bytes, view)) {
    yield segment
    count += 1
    if (count === maxSegments) return
  }
}

/** Joining longer ones would only cost memory. */
const maxCommentBytes = 8 * 1024 * 1024

type Walk = (bytes: Uint8Array, view: DataView) => Generator<Segment, void>

const walks: Readonly<Record<ImageFormat, Walk>> = {
  png: pngChunks,
  jpeg: jpegSegments,
  webp: riffChunks,
  gif: gifComments,
  svg: svgRecords,
}

/** Of markup nothing is read but what `embedTexts` put there, in the form that a GIF has it. */
function* svgRecords(bytes: Uint8Array): Generator<Segment, void> {
  const markup = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = markup.indexOf('<?diptych ')
  const end = start === -1 ? -1 : markup.indexOf('?>', start)
  if (end === -1 || end - start > maxCommentBytes) return
  const record = Buffer.from(markup.toString('latin1', start + '<?diptych '.length, end), 'base64')
  yield { type: 'comment', data: Buffer.concat([Buffer.from('diptych:'), record]) }
}

function* pngChunks(bytes: Uint8Array, view: DataView): Generator<Segment, void> {
  for (let offset = 8; offset + 12 <= bytes.byteLength; ) {
    const length = view.getUint32(offset)
    const end = offset + 12 + length
    if (end > bytes.byteLength) return
    const type = latin1(bytes, offset + 4, 4)
    yield { type, data: bytes.subarray(offset + 8, end - 4) }
    if (type === 'IEND') return
    offset = end
  }
}

/** Up to the first scan: what describes a picture stands before its pixels. */
function* jpegSegments(bytes: Uint8Array, view: DataView): Generator<Segment, void> {
  for (let offset = 2; offset + 4 <= bytes.byteLength; ) {
    const marker = view.getUint8(offset + 1)
    if (view.getUint8(offset) !== 0xff || marker === 0xda) return
    if (marker === 0xff) {
      offset += 1
      continue
    }
    const end = offset + 2 + view.getUint16(offset + 2)
    if (end < offset + 4 || end > bytes.byteLength) return
    const data = bytes.subarray(offset + 4, end)
    if (marker === 0xfe) yield { type: 'COM', data }
    else if ((marker & 0xf0) === 0xe0) yield { type: `APP${marker & 0x0f}`, data }
    offset = end
  }
}

/** RFC 9649, 2.3: type, length, data, and one byte more when the length is odd. */
function* riffChunks(bytes: Uint8Array, view: DataView): Generator<Segment, void> {
  for (let offset = 12; offset + 8 <= bytes.byteLength; ) {
    const length = view.getUint32(offset + 4, true)
    const end = offset + 8 + length
    if (end > bytes.byteLength) return
    yield { type: latin1(bytes, offset, 4), data: bytes.subarray(offset + 8, end) }
    offset = end + (length & 1)
  }
}

/** A comment is cut into blocks of up to 255 bytes; they are joined here, so these are copies. */
function* gifComments(bytes: Uint8Array): Generator<Segment, void> {
  const tableLength = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1))
  const at = (offset: number): number => bytes[offset] ?? 0
  for (let offset = 13 + tableLength(at(10)); offset < bytes.byteLength; ) {
    const kind = at(offset)
    if (kind !== 0x21 && kind !== 0x2c) return
    const start = kind === 0x21 ? offset + 2 : offset + 11 + tableLength(at(offset + 9))
    let length = 0
    let end = start
    for (; at(end) !== 0; end += 1 + at(end)) length += at(end)
    if (kind === 0x21 && at(offset + 1) === 0xfe && end < bytes.byteLength && length <= maxCommentBytes) {
      const data = new Uint8Array(length)
      let filled = 0
      // Byte by byte: a hostile comment is millions of blocks, and a view of each costs more than what is in it.
      for (let block = start; at(block) !== 0; block += 1 + at(block))
        for (let index = 1; index <= at(block); index += 1, filled += 1) data[filled] = at(block + index)
      yield { type: 'comment', data }
    }
    offset = end + 1
  }
}

/** Bytes as characters, one each; as far as there are any. */
export const latin1 = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length))
