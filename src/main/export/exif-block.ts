/** The few EXIF blocks that are written, as TIFF without what a container puts before it. EXIF 2.32, 4.5 and 4.6. */

const header = [0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08]

/** Nothing but how the picture has to be turned (1–8). */
export const exifWithOrientation = (orientation: number): Buffer =>
  // One entry: Orientation, SHORT, one value.
  Buffer.from([...header, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0])

/** A UserComment, where programs that read generation parameters look in JPEG and WebP. */
export function exifWithUserComment(text: string): Buffer {
  const comment = Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), Buffer.from(text, 'utf16le').swap16()])
  // One entry that points to the EXIF directory at 26; in it UserComment, UNDEFINED, its bytes at 44.
  const start = Buffer.from([
    ...[...header, 0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0],
    ...[0, 1, 0x92, 0x86, 0, 7, 0, 0, 0, 0, 0, 0, 0, 44, 0, 0, 0, 0],
  ])
  start.writeUInt32BE(comment.byteLength, 32)
  return Buffer.concat([start, comment])
}

/** How a picture with this block has to be turned, 1–8; `null` where it does not say so. */
export function orientationIn(block: Buffer): number | null {
  if (block.byteLength < 8) return null
  const byteOrder = block.readUInt16BE(0)
  if (byteOrder !== 0x4949 && byteOrder !== 0x4d4d) return null
  const uint16 = (offset: number): number =>
    byteOrder === 0x4949 ? block.readUInt16LE(offset) : block.readUInt16BE(offset)
  const directory = byteOrder === 0x4949 ? block.readUInt32LE(4) : block.readUInt32BE(4)
  if (directory + 2 > block.byteLength) return null
  const count = uint16(directory)
  for (let entry = directory + 2; entry + 12 <= block.byteLength && entry < directory + 2 + count * 12; entry += 12) {
    if (uint16(entry) !== 0x0112) continue
    const value = uint16(entry + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** The block that is left of another when everything but the picture is taken out; `null` = none is needed. */
export function keepOrientation(block: Buffer): Buffer | null {
  const orientation = orientationIn(block)
  return orientation === null || orientation === 1 ? null : exifWithOrientation(orientation)
}
