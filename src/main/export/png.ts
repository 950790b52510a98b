import { crc32 } from 'node:zlib'
import { keepOrientation } from './exif-block.ts'
import { type PictureTexts, recordKeyword } from './picture-texts.ts'

interface Chunk {
  readonly type: string
  readonly data: Buffer
  /** With length, type and check sum, as it lies in the file. */
  readonly whole: Buffer
}

/** Of a file whose header was read before. Ends with IEND: what stands behind it is no part of the picture. */
function* chunksOf(png: Buffer): Generator<Chunk> {
  for (let offset = 8; offset + 12 <= png.byteLength; ) {
    const end = offset + 12 + png.readUInt32BE(offset)
    if (end > png.byteLength) return
    const type = png.toString('latin1', offset + 4, offset + 8)
    yield { type, data: png.subarray(offset + 8, end - 4), whole: png.subarray(offset, end) }
    if (type === 'IEND') return
    offset = end
  }
}

/** Adds our texts behind IHDR; every other byte stays. A text that the file has already is not doubled. */
export function embedInPng(png: Buffer, { record, parameters }: PictureTexts): Buffer {
  const known = new Set([...chunksOf(png)].map(keywordOf))
  const added = [
    ...(known.has(recordKeyword) ? [] : [textChunk(recordKeyword, record)]),
    ...(parameters === null || known.has('parameters') ? [] : [textChunk('parameters', parameters)]),
  ]
  const behindHeader = 8 + 12 + png.readUInt32BE(8)
  return Buffer.concat([png.subarray(0, behindHeader), ...added, png.subarray(behindHeader)])
}

/** Beside the critical chunks, those that decide how the pixels look. https://www.w3.org/TR/png-3/#11Ancillary-chunks */
const visible = new Set(
  'tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI mDCv cLLi bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
)

/** The picture and nothing else. */
export function stripPng(png: Buffer): Buffer {
  const kept = [...chunksOf(png)].flatMap(({ type, data, whole }) => {
    if (isCritical(type) || visible.has(type)) return [whole]
    const orientation = type === 'eXIf' ? keepOrientation(data) : null
    return orientation === null ? [] : [chunk('eXIf', orientation)]
  })
  return Buffer.concat([png.subarray(0, 8), ...kept])
}

/** An upper-case letter first: no decoder may pass over it. */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type)

const keywordOf = ({ type, data }: Chunk): string | null =>
  type === 'tEXt' || type === 'iTXt' || type === 'zTXt'
    ? data.toString('latin1', 0, Math.max(0, data.indexOf(0)))
    : null

/** tEXt where Latin-1 can hold the text, because every program reads it; iTXt, which is UTF-8, otherwise. */
function textChunk(keyword: string, text: string): Buffer {
  const key = Buffer.from(`${keyword}\0`, 'latin1')
  const isLatin1 = /^[\n\x20-\x7e\xa0-\xff]*$/.test(text)
  return isLatin1 && keyword !== recordKeyword
    ? chunk('tEXt', Buffer.concat([key, Buffer.from(text, 'latin1')]))
    : // Not compressed, no language, no translated keyword.
      chunk('iTXt', Buffer.concat([key, Buffer.alloc(4), Buffer.from(text)]))
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.byteLength)
  whole.writeUInt32BE(data.byteLength, 0)
  whole.write(type, 4, 'latin1')
  data.copy(whole, 8)
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.byteLength)), 8 + data.byteLength)
  return whole
}

export function readPngRecord(png: Buffer): string | null {
  const found = [...chunksOf(png)].find((one) => one.type === 'iTXt' && keywordOf(one) === recordKeyword)
  return found === undefined ? null : found.data.toString('utf8', recordKeyword.length + 5)
}
