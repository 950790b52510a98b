import { latin1 } from '../../library/image-segments.ts'
import { decodeText, decodeUtf16 } from './decode-text.ts'

type Kind = 'text' | 'utf16' | 'comment' | 'number' | 'fraction' | 'seconds'

/**
 * What is read, by tag. Exif 3.0, 4.6. Where a picture was taken (GPS) is left in the file: it would otherwise be
 * copied into everything that is made from the record.
 */
const tags: ReadonlyMap<number, { readonly name: string; readonly kind: Kind }> = new Map([
  [0x010e, { name: 'ImageDescription', kind: 'text' }],
  [0x010f, { name: 'Make', kind: 'text' }],
  [0x0110, { name: 'Model', kind: 'text' }],
  [0x0131, { name: 'Software', kind: 'text' }],
  [0x013b, { name: 'Artist', kind: 'text' }],
  [0x8298, { name: 'Copyright', kind: 'text' }],
  [0x829a, { name: 'ExposureTime', kind: 'seconds' }],
  [0x829d, { name: 'FNumber', kind: 'fraction' }],
  [0x8827, { name: 'ISO', kind: 'number' }],
  [0x9003, { name: 'DateTimeOriginal', kind: 'text' }],
  [0x920a, { name: 'FocalLength', kind: 'fraction' }],
  [0x927c, { name: 'MakerNote', kind: 'text' }],
  [0x9286, { name: 'UserComment', kind: 'comment' }],
  [0x9c9b, { name: 'XPTitle', kind: 'utf16' }],
  [0x9c9c, { name: 'XPComment', kind: 'utf16' }],
  [0x9c9e, { name: 'XPKeywords', kind: 'utf16' }],
  [0x9c9f, { name: 'XPSubject', kind: 'utf16' }],
  [0xa434, { name: 'LensModel', kind: 'text' }],
])
const exifDirectoryTag = 0x8769

/** Bytes a value of each type takes. Exif 3.0, 4.6.2. */
const bytesByType: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 129: 1 }

/** A camera writes a few dozen. */
const maxEntries = 500

interface Tiff {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly isLittle: boolean
  /** Each tag is read once: hundreds of entries may claim the same megabytes. */
  readonly tried: Set<number>
}

/**
 * The tags above that an EXIF block holds, as texts. Takes the TIFF structure with or without `Exif\0\0` before it.
 * Whatever points outside the block, or is of a type that does not fit, is left out.
 */
export function readExif(block: Uint8Array): ReadonlyMap<string, string> {
  const bytes = latin1(block, 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  const order = latin1(bytes, 0, 2)
  const found = new Map<string, string>()
  const tried = new Set<number>()
  if (bytes.byteLength < 8 || (order !== 'II' && order !== 'MM')) return found
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tiff: Tiff = { bytes, view, isLittle: order === 'II', tried }
  const exifDirectory = readDirectory(tiff, view.getUint32(4, tiff.isLittle), found)
  // One level and no further: a directory that points to itself leads nowhere.
  if (exifDirectory !== null) readDirectory(tiff, exifDirectory, found)
  return found
}

/** Returns where the Exif directory is, if this one says so. */
function readDirectory(
  { bytes, view, isLittle, tried }: Tiff,
  start: number,
  found: Map<string, string>,
): number | null {
  if (start + 2 > bytes.byteLength) return null
  const count = Math.min(view.getUint16(start, isLittle), maxEntries)
  let exifDirectory: number | null = null
  for (let entry = start + 2; entry < start + 2 + count * 12 && entry + 12 <= bytes.byteLength; entry += 12) {
    const tag = view.getUint16(entry, isLittle)
    if (tag === exifDirectoryTag) exifDirectory = view.getUint32(entry + 8, isLittle)
    const known = tags.get(tag)
    if (known === undefined || tried.has(tag)) continue
    tried.add(tag)
    const type = view.getUint16(entry + 2, isLittle)
    const length = view.getUint32(entry + 4, isLittle) * (bytesByType[type] ?? 0)
    const at = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle)
    if (length === 0 || at + length > bytes.byteLength) continue
    const value = toText(known.kind, type, bytes.subarray(at, at + length), isLittle)
    if (value !== null) found.set(known.name, value)
  }
  return exifDirectory
}

function toText(kind: Kind, type: number, value: Uint8Array, isLittle: boolean): string | null {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  const isText = bytesByType[type] === 1
  switch (kind) {
    case 'text':
      return isText ? withoutPadding(decodeText(value)) : null
    case 'utf16':
      return isText ? withoutPadding(decodeUtf16(value, true)) : null
    case 'comment':
      return isText ? readUserComment(value, isLittle) : null
    case 'number':
      if (type === 3) return String(view.getUint16(0, isLittle))
      return type === 4 ? String(view.getUint32(0, isLittle)) : null
    case 'fraction':
    case 'seconds': {
      if (type !== 5) return null
      const [top, bottom] = [view.getUint32(0, isLittle), view.getUint32(4, isLittle)]
      if (top === 0 || bottom === 0) return null
      const number = top / bottom
      return kind === 'seconds' && number < 1 ? `1/${Math.round(1 / number)}` : String(Math.round(number * 100) / 100)
    }
  }
}

/** Eight bytes name the encoding, then comes the text. Exif 3.0, 4.6.5 (UserComment). */
function readUserComment(value: Uint8Array, isLittle: boolean): string | null {
  const encoding = latin1(value, 0, 8)
  const text = value.subarray(8)
  if (encoding.startsWith('UNICODE')) return withoutPadding(decodeUtf16(text, isLittle))
  if (encoding.startsWith('ASCII') || encoding === '\0'.repeat(8)) return withoutPadding(decodeText(text))
  if (encoding.startsWith('JIS')) return null
  // Some write the text alone.
  return withoutPadding(decodeText(value))
}

/** Texts end at a NUL, or are filled up with blanks. A text with a NUL inside is no text. */
function withoutPadding(text: string): string | null {
  let end = text.length
  while (end > 0 && '\0 \t\r\n'.includes(text.charAt(end - 1))) end -= 1
  const trimmed = text.slice(text.startsWith('\ufeff') ? 1 : 0, end)
  return trimmed === '' || trimmed.includes('\0') ? null : trimmed
}
