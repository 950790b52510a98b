import type { ImageFormat } from '#shared/image.ts'
import { recordKeyword } from '../../export/picture-texts.ts'
import { isManifest } from '../../library/content-credentials.ts'
import { latin1, type Segment, segmentsOf } from '../../library/image-segments.ts'
import { type Budget, createBudget } from './budget.ts'
import { decodeText } from './decode-text.ts'
import { readExif } from './exif.ts'
import { readPngText } from './png-text.ts'

/** Of one file; the longest workflows that programs write are a few megabytes. */
const maxMetadataBytes = 8 * 1024 * 1024

/** What a picture file holds besides its pixels, as text. What is looked for in it is up to the readers of each tool. */
export interface FileTexts {
  /** By the keyword of the PNG chunk. JPEG and WebP have none; some programs make up for it within EXIF. */
  readonly textByKeyword: ReadonlyMap<string, string>
  readonly exif: ReadonlyMap<string, string>
  readonly xmp: string | null
  /** The file carries a C2PA manifest. */
  readonly hasContentCredentials: boolean
  /** Its bytes, in order, as far as they are within the limits. */
  readonly manifest: Uint8Array
  readonly fileName: string | null
}

/** Every keyword that a reader asks for. The rest of a file's texts is not even decoded. */
const keywords: ReadonlySet<string> = new Set([
  recordKeyword,
  'parameters',
  'prompt',
  'workflow',
  'invokeai_metadata',
  'sd-metadata',
  'fooocus_scheme',
  'sui_image_params',
  'Title',
  'Description',
  'Comment',
  'Software',
  'Source',
  'Author',
  'Creation Time',
  'XML:com.adobe.xmp',
])
const xmpKeyword = 'XML:com.adobe.xmp'
const jpegXmpHeader = 'http://ns.adobe.com/xap/1.0/\0'

/** Reads what is there within the limits; never throws. The header was read before: `format` is what the file is. */
export function readFileTexts(bytes: Uint8Array, format: ImageFormat, fileName: string | null): FileTexts {
  const budget = createBudget(maxMetadataBytes)
  const textByKeyword = new Map<string, string>()
  const manifest: Uint8Array[] = []
  const record: Uint8Array[] = []
  let exif: ReadonlyMap<string, string> = new Map()
  let xmp: string | null = null
  let hasContentCredentials = false

  for (const segment of segmentsOf(bytes, format)) {
    const { type, data } = segment
    if (isManifest(segment, format)) {
      hasContentCredentials = true
      const taken = budget.take(data)
      if (taken !== null) manifest.push(taken)
    } else if (isExif(type, data)) {
      const block = exif.size === 0 ? budget.take(data) : null
      if (block !== null) exif = readExif(block)
    } else if (format === 'png') {
      const found = readPngText(segment, (keyword) => keywords.has(keyword) && !textByKeyword.has(keyword), budget)
      if (found?.keyword === xmpKeyword) xmp ??= found.text
      else if (found !== null) textByKeyword.set(found.keyword, found.text)
    } else {
      const part = partOfRecord(segment)
      const taken = part === null ? null : budget.take(part)
      if (taken !== null) record.push(taken)
      else xmp ??= readXmpPacket(type, data, budget)
    }
  }
  if (record.length > 0) textByKeyword.set(recordKeyword, decodeText(Buffer.concat(record)))
  for (const [keyword, text] of textsWithinExif(exif)) if (!textByKeyword.has(keyword)) textByKeyword.set(keyword, text)
  return { textByKeyword, exif, xmp, hasContentCredentials, manifest: Buffer.concat(manifest), fileName }
}

const isExif = (type: string, data: Uint8Array): boolean =>
  type === 'eXIf' || type === 'EXIF' || (type === 'APP1' && latin1(data, 0, 6) === 'Exif\0\0')

/** Where formats without keywords keep our record: what `embedTexts` writes. */
function partOfRecord({ type, data }: Segment): Uint8Array | null {
  switch (type) {
    case 'COM': {
      const head = /^diptych \d{1,3}\/\d{1,3}:/.exec(latin1(data, 0, 20))
      return head === null ? null : data.subarray(head[0].length)
    }
    case 'dpty':
      return data
    case 'comment':
      return latin1(data, 0, 8) === 'diptych:' ? data.subarray(8) : null
    default:
      return null
  }
}

function readXmpPacket(type: string, data: Uint8Array, budget: Budget): string | null {
  const isJpegXmp = type === 'APP1' && latin1(data, 0, jpegXmpHeader.length) === jpegXmpHeader
  if (type !== 'XMP ' && !isJpegXmp) return null
  const packet = budget.take(isJpegXmp ? data.subarray(jpegXmpHeader.length) : data)
  return packet === null ? null : decodeText(packet)
}

/** ComfyUI writes `prompt:{…}` and `workflow:{…}` into whichever EXIF texts are free (`Make`, `Model`). */
function* textsWithinExif(exif: ReadonlyMap<string, string>): Generator<readonly [string, string]> {
  for (const text of exif.values())
    for (const keyword of ['prompt', 'workflow'])
      if (text.toLowerCase().startsWith(`${keyword}:`)) yield [keyword, text.slice(keyword.length + 1)]
}
