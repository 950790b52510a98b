import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

/**
 * Writes a zip archive as it goes along, with the 64-bit records where they are needed (APPNOTE 6.3.10). Entries are
 * small enough to be in memory one at a time; what is kept of each is its line in the directory.
 *
 * Not yazl: it looks through all entries for each further one, which took three minutes for the two hundred thousand of
 * a library of a hundred thousand pictures.
 */
export interface ZipWriter {
  readonly add: (name: string, data: Buffer, kind: 'stored' | 'deflated') => Promise<void>
  /** The directory, which makes it an archive. */
  readonly end: () => Promise<void>
}

const deflate = promisify(deflateRaw)

/** Readers of archives refuse text that grows by more than 200; what shrinks further is not worth a doubt. */
const maxShrinking = 100

const max16 = 0xffff
const max32 = 0xffffffff
/** UTF-8 names. */
const flags = 0x0800
/** 1 January 1980, midnight: the archive tells nothing about when it was made that its manifest does not. */
const noDate = 0x0021
/** A plain file that everyone may read, as Unix writes it. */
const plainFile = 0o100644 * 0x10000

export function createZipWriter(write: (bytes: Buffer) => Promise<void>, startOffset = 0): ZipWriter {
  const directory: Buffer[] = []
  let offset = startOffset
  const put = async (bytes: Buffer): Promise<void> => {
    await write(bytes)
    offset += bytes.byteLength
  }

  return {
    add: async (name, data, kind) => {
      const small = kind === 'deflated' && data.byteLength > 0 ? await deflate(data) : data
      const isDeflated = small.byteLength < data.byteLength && data.byteLength < small.byteLength * maxShrinking
      const body = isDeflated ? small : data
      const fileName = Buffer.from(name)
      const common = Buffer.alloc(26)
      common.writeUInt16LE(20, 0)
      common.writeUInt16LE(flags, 2)
      common.writeUInt16LE(isDeflated ? 8 : 0, 4)
      common.writeUInt16LE(0, 6)
      common.writeUInt16LE(noDate, 8)
      common.writeUInt32LE(crc32(data), 10)
      common.writeUInt32LE(body.byteLength, 14)
      common.writeUInt32LE(data.byteLength, 18)
      common.writeUInt16LE(fileName.byteLength, 22)
      const headerOffset = offset
      await put(Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, fileName]))
      await put(body)
      directory.push(directoryLine(common, fileName, headerOffset))
    },
    end: async () => {
      const start = offset
      for (const line of directory) await put(line)
      await put(endOfDirectory(directory.length, start, offset))
    },
  }
}

/** 4.3.12: what the entry's own header says, and where that is. */
function directoryLine(common: Buffer, fileName: Buffer, headerOffset: number): Buffer {
  const isFar = headerOffset >= max32
  const line = Buffer.alloc(46)
  line.writeUInt32LE(0x02014b50, 0)
  line.writeUInt16LE(0x0300 | 45, 4)
  common.copy(line, 6)
  line.writeUInt16LE(isFar ? 45 : 20, 6)
  line.writeUInt16LE(isFar ? 12 : 0, 30)
  line.writeUInt32LE(plainFile, 38)
  line.writeUInt32LE(isFar ? max32 : headerOffset, 42)
  if (!isFar) return Buffer.concat([line, fileName])
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(0x0001, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(BigInt(headerOffset), 4)
  return Buffer.concat([line, fileName, extra])
}

/** 4.3.14 to 4.3.16. */
function endOfDirectory(count: number, start: number, end: number): Buffer {
  const size = end - start
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50, 0)
  last.writeUInt16LE(Math.min(count, max16), 8)
  last.writeUInt16LE(Math.min(count, max16), 10)
  last.writeUInt32LE(Math.min(size, max32), 12)
  last.writeUInt32LE(Math.min(start, max32), 16)
  if (count < max16 && size < max32 && start < max32) return last

  const wide = Buffer.alloc(56)
  wide.writeUInt32LE(0x06064b50, 0)
  wide.writeBigUInt64LE(44n, 4)
  wide.writeUInt16LE(0x0300 | 45, 12)
  wide.writeUInt16LE(45, 14)
  wide.writeBigUInt64LE(BigInt(count), 24)
  wide.writeBigUInt64LE(BigInt(count), 32)
  wide.writeBigUInt64LE(BigInt(size), 40)
  wide.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(end), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([wide, locator, last])
}
