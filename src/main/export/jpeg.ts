import { exifWithUserComment, keepOrientation } from './exif-block.ts'
import { type PictureTexts, recordKeyword } from './picture-texts.ts'

interface Segment {
  /** The second byte of its marker. */
  readonly marker: number
  readonly data: Buffer
  /** With its marker, and for a scan with the pixels behind it. */
  readonly whole: Buffer
}

const app0 = 0xe0
const app1 = 0xe1
const app2 = 0xe2
const app14 = 0xee
const comment = 0xfe
const startOfScan = 0xda
const exifName = 'Exif\0\0'

/** Of a file whose header was read before, from behind SOI to before EOI. ITU T.81, annex B. */
function* segmentsOf(jpeg: Buffer): Generator<Segment> {
  for (let offset = 2; offset + 4 <= jpeg.byteLength; ) {
    const marker = jpeg.readUInt8(offset + 1)
    if (jpeg.readUInt8(offset) !== 0xff || marker === 0xd9) return
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      offset += 1
      continue
    }
    const bodyEnd = offset + 2 + jpeg.readUInt16BE(offset + 2)
    const end = marker === startOfScan ? endOfScan(jpeg, bodyEnd) : bodyEnd
    if (end > jpeg.byteLength) return
    yield { marker, data: jpeg.subarray(offset + 4, bodyEnd), whole: jpeg.subarray(offset, end) }
    offset = end
  }
}

/** Within a scan an FF is followed by 00 or by a restart marker; the first other marker ends it. */
function endOfScan(jpeg: Buffer, start: number): number {
  for (let offset = jpeg.indexOf(0xff, start); offset !== -1; offset = jpeg.indexOf(0xff, offset + 1)) {
    const next = jpeg[offset + 1] ?? 0xd9
    const isData = next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!isData) return offset
  }
  return jpeg.byteLength
}

const startsWith = ({ data }: Segment, name: string): boolean => data.toString('latin1', 0, name.length) === name
const isExif = (segment: Segment): boolean => segment.marker === app1 && startsWith(segment, exifName)

/**
 * Adds the record as comments and the parameters as EXIF, unless the file has EXIF of its own; every other byte stays.
 * Parameters that no segment can hold are left out: the record has them.
 */
export function embedInJpeg(jpeg: Buffer, { record, parameters }: PictureTexts): Buffer {
  const segments = [...segmentsOf(jpeg)]
  const exif = parameters === null || segments.some(isExif) ? null : exifWithUserComment(parameters)
  const added = [
    ...(exif === null || exif.byteLength + exifName.length > maxData ? [] : [exifSegment(exif)]),
    ...(segments.some(isRecordPart) ? [] : recordSegments(record)),
  ]
  // JFIF asks for its own segment to be the first.
  const [first] = segments
  const behindHeader = first?.marker === app0 ? jpeg.indexOf(first.whole) + first.whole.byteLength : 2
  return Buffer.concat([jpeg.subarray(0, behindHeader), ...added, jpeg.subarray(behindHeader)])
}

/** The picture, its colour profile and how it has to be turned, and nothing else. */
export function stripJpeg(jpeg: Buffer): Buffer {
  const kept = [...segmentsOf(jpeg)].flatMap((segment) => {
    const { marker, data, whole } = segment
    if (isExif(segment)) {
      const orientation = keepOrientation(data.subarray(exifName.length))
      return orientation === null ? [] : [exifSegment(orientation)]
    }
    if (marker === app0) return startsWith(segment, 'JFIF\0') ? [jfifSegment(data)] : []
    if (marker === app2) return startsWith(segment, 'ICC_PROFILE\0') ? [whole] : []
    const isOther = marker === comment || (marker >= app0 && marker <= 0xef && marker !== app14)
    return isOther ? [] : [whole]
  })
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...kept, Buffer.from([0xff, 0xd9])])
}

/** A segment says its length, itself included, in two bytes. */
const maxData = 0xffff - 2

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.byteLength + 2, 2)
  return Buffer.concat([head, data])
}

const exifSegment = (block: Buffer): Buffer => segment(app1, Buffer.concat([Buffer.from(exifName, 'latin1'), block]))

/** Version, units and density; the thumbnail that may follow is left out. */
function jfifSegment(data: Buffer): Buffer {
  const head = Buffer.alloc(14)
  data.copy(head, 0, 0, 12)
  return segment(app0, head)
}

const partHead = /^diptych (\d{1,3})\/(\d{1,3}):/

const isRecordPart = ({ marker, data }: Segment): boolean =>
  marker === comment && partHead.test(data.toString('latin1', 0, 20))

/** `diptych 1/2:` and a part of the record; parts follow each other and may end within a character. */
function recordSegments(record: string): readonly Buffer[] {
  const bytes = Buffer.from(record)
  const size = maxData - 20
  const count = Math.max(1, Math.ceil(bytes.byteLength / size))
  return Array.from({ length: count }, (_, index) =>
    segment(
      comment,
      Buffer.concat([
        Buffer.from(`${recordKeyword} ${index + 1}/${count}:`),
        bytes.subarray(index * size, (index + 1) * size),
      ]),
    ),
  )
}

export function readJpegRecord(jpeg: Buffer): string | null {
  const parts = [...segmentsOf(jpeg)].filter(isRecordPart)
  if (parts.length === 0) return null
  return Buffer.concat(parts.map(({ data }) => data.subarray(data.indexOf(':') + 1))).toString()
}
