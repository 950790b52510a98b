/**
 * A WebP whose pixels are all opaque, with the colours that it has where one can see through it; `null` = there is no
 * alpha to take away. RFC 9649: the flags of VP8X, a bit of VP8L, and the chunk ALPH.
 */
export function webpColours(webp: Uint8Array): Uint8Array | null {
  const opaque = Buffer.from(webp)
  let isChanged = false
  for (let offset = 12; offset + 8 <= opaque.byteLength; ) {
    const type = opaque.toString('latin1', offset, offset + 4)
    const bytes = opaque.readUInt32LE(offset + 4)
    const body = offset + 8
    if (type === 'VP8X' && bytes >= 10) opaque[body] = (opaque[body] ?? 0) & ~alphaFlag
    if (type === 'VP8L' && bytes >= 5 && ((opaque[body + 4] ?? 0) & alphaIsUsed) !== 0) {
      opaque[body + 4] = (opaque[body + 4] ?? 0) & ~alphaIsUsed
      isChanged = true
    }
    if (type === 'ALPH') {
      // No decoder reads a chunk that it does not know.
      opaque.write('none', offset, 'latin1')
      isChanged = true
    }
    offset = body + bytes + (bytes % 2)
  }
  return isChanged ? opaque : null
}

const alphaFlag = 0x10
/** Bit 28 of what follows the signature byte: in the last of those four bytes. */
const alphaIsUsed = 0x10
