import { crc32, deflateRawSync } from 'node:zlib'

/** An entry as it shall lie in the file; whatever is not said is as it should be. */
export interface ZipEntry {
  readonly name: string | Buffer
  readonly data: Buffer
  readonly isDeflated?: boolean
  readonly localName?: string
  readonly method?: number
  readonly flags?: number
  readonly crc?: number
  readonly compressedSize?: number
  readonly uncompressedSize?: number
  readonly mode?: number
  readonly extra?: Buffer
  /** Where the directory says that the entry is. */
  readonly offset?: number
  readonly signature?: number
}

export interface ZipEnd {
  readonly entryCount?: number
  readonly directoryOffset?: number
  readonly comment?: Buffer
  readonly commentLength?: number
  readonly disk?: number
  /** A 64-bit end record with these numbers before the ordinary one. */
  readonly wide?: { readonly entryCount: bigint; readonly directoryOffset?: bigint; readonly recordOffset?: bigint }
}

/** Builds a zip file that may lie about anything. */
export function buildZip(entries: readonly ZipEntry[], end: ZipEnd = {}): Buffer {
  const parts: Buffer[] = []
  const lines: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const { data, isDeflated = false, extra = Buffer.alloc(0), mode = 0o100644 } = entry
    const name = Buffer.from(entry.name)
    const localName = entry.localName === undefined ? name : Buffer.from(entry.localName)
    const body = isDeflated ? deflateRawSync(data) : data
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(entry.flags ?? 0x0800, 2)
    common.writeUInt16LE(entry.method ?? (isDeflated ? 8 : 0), 4)
    common.writeUInt32LE(entry.crc ?? crc32(data), 10)
    common.writeUInt32LE(entry.compressedSize ?? body.byteLength, 14)
    common.writeUInt32LE(entry.uncompressedSize ?? data.byteLength, 18)

    const local = Buffer.from(common)
    local.writeUInt16LE(localName.byteLength, 22)
    parts.push(Buffer.from([0x50, 0x4b, 3, 4]), local, localName, body)

    const line = Buffer.alloc(46)
    line.writeUInt32LE(entry.signature ?? 0x02014b50, 0)
    line.writeUInt16LE(0x0314, 4)
    common.copy(line, 6)
    line.writeUInt16LE(name.byteLength, 28)
    line.writeUInt16LE(extra.byteLength, 30)
    line.writeUInt32LE((mode * 0x10000) >>> 0, 38)
    line.writeUInt32LE(entry.offset ?? offset, 42)
    lines.push(line, name, extra)
    offset += 30 + localName.byteLength + body.byteLength
  }
  const directory = Buffer.concat(lines)
  const comment = end.comment ?? Buffer.alloc(0)
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50, 0)
  last.writeUInt16LE(end.disk ?? 0, 4)
  last.writeUInt16LE(end.entryCount ?? entries.length, 8)
  last.writeUInt16LE(end.entryCount ?? entries.length, 10)
  last.writeUInt32LE(directory.byteLength, 12)
  last.writeUInt32LE(end.directoryOffset ?? offset, 16)
  last.writeUInt16LE(end.commentLength ?? comment.byteLength, 20)
  return Buffer.concat([...parts, directory, wideEnd(end.wide, offset, offset + directory.byteLength), last, comment])
}

function wideEnd(wide: ZipEnd['wide'], directoryOffset: number, recordOffset: number): Buffer {
  if (wide === undefined) return Buffer.alloc(0)
  const record = Buffer.alloc(76)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(wide.entryCount, 24)
  record.writeBigUInt64LE(wide.entryCount, 32)
  record.writeBigUInt64LE(wide.directoryOffset ?? BigInt(directoryOffset), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(wide.recordOffset ?? BigInt(recordOffset), 64)
  record.writeUInt32LE(1, 72)
  return record
}
