import { type PictureTexts, recordKeyword } from './picture-texts.ts'

interface Block {
  readonly kind: 'comment' | 'application' | 'other'
  /** Of an application block: who reads it. */
  readonly application: string
  readonly whole: Buffer
}

const extension = 0x21
const commentLabel = 0xfe
const applicationLabel = 0xff
const trailer = 0x3b

const colourTableLength = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1))
const headLength = (gif: Buffer): number => 13 + colourTableLength(gif.readUInt8(10))

/** Of a file whose header was read before, up to its trailer. https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function* blocksOf(gif: Buffer): Generator<Block> {
  for (let offset = headLength(gif); offset < gif.byteLength && gif.readUInt8(offset) !== trailer; ) {
    const isExtension = gif.readUInt8(offset) === extension
    const label = isExtension ? gif.readUInt8(offset + 1) : null
    const data = isExtension ? offset + 2 : offset + 11 + colourTableLength(gif.readUInt8(offset + 9))
    const end = behindSubBlocks(gif, data)
    const whole = gif.subarray(offset, end)
    if (label === commentLabel) yield { kind: 'comment', application: '', whole }
    else if (label === applicationLabel)
      yield { kind: 'application', application: gif.toString('latin1', offset + 3, offset + 14), whole }
    else yield { kind: 'other', application: '', whole }
    offset = end
  }
}

function behindSubBlocks(gif: Buffer, start: number): number {
  let offset = start
  for (let length = gif[offset] ?? 0; length !== 0; length = gif[offset] ?? 0) offset += 1 + length
  return offset + 1
}

/** Adds our texts as comments before the pictures; every other block stays. */
export function embedInGif(gif: Buffer, { record, parameters }: PictureTexts): Buffer {
  if (readGifRecord(gif) !== null) return gif
  const start = headLength(gif)
  return Buffer.concat([
    // Comments came with this version; a reader of the older one may stop at them.
    Buffer.from('GIF89a', 'latin1'),
    gif.subarray(6, start),
    comment(`${recordKeyword}:${record}`),
    ...(parameters === null ? [] : [comment(parameters)]),
    gif.subarray(start),
  ])
}

/** How often an animation is repeated, and the colour profile: what decides how the picture looks. */
const visibleApplications = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012'])

/** The pictures and nothing else. */
export const stripGif = (gif: Buffer): Buffer =>
  Buffer.concat([
    gif.subarray(0, headLength(gif)),
    ...[...blocksOf(gif)].flatMap(({ kind, application, whole }) =>
      kind === 'other' || visibleApplications.has(application) ? [whole] : [],
    ),
    Buffer.from([trailer]),
  ])

function comment(text: string): Buffer {
  const bytes = Buffer.from(text)
  const parts = Array.from({ length: Math.ceil(bytes.byteLength / 255) }, (_, index) =>
    bytes.subarray(index * 255, (index + 1) * 255),
  )
  return Buffer.concat([
    Buffer.from([extension, commentLabel]),
    ...parts.flatMap((part) => [Buffer.from([part.byteLength]), part]),
    Buffer.from([0]),
  ])
}

export function readGifRecord(gif: Buffer): string | null {
  const start = `${recordKeyword}:`
  for (const { kind, whole } of blocksOf(gif)) {
    if (kind !== 'comment') continue
    const parts: Buffer[] = []
    for (let offset = 2, length = whole[2] ?? 0; length !== 0; length = whole[offset] ?? 0) {
      parts.push(whole.subarray(offset + 1, offset + 1 + length))
      offset += 1 + length
    }
    const text = Buffer.concat(parts).toString()
    if (text.startsWith(start)) return text.slice(start.length)
  }
  return null
}
