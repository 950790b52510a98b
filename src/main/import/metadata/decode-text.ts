/**
 * Text of an unknown encoding: UTF-8 where it is that, Latin-1 otherwise. PNG says Latin-1 for tEXt, but many programs
 * write UTF-8 there; Latin-1 that happens to be valid UTF-8 hardly exists.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * UTF-16 in whichever byte order gives more of the letters that every such text has: EXIF says the file's own order,
 * and half of the programs use the other one. `isLittle` decides where both are as good.
 */
export function decodeUtf16(bytes: Uint8Array, isLittle: boolean): string {
  const even = bytes.subarray(0, bytes.byteLength & ~1)
  const little = new TextDecoder('utf-16le').decode(even)
  const big = new TextDecoder('utf-16be').decode(even)
  const difference = plainLetterCount(little) - plainLetterCount(big)
  const isChosenLittle = difference === 0 ? isLittle : difference > 0
  return isChosenLittle ? little : big
}

function plainLetterCount(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if ((unit >= 0x20 && unit < 0x7f) || unit === 0x0a) count += 1
  }
  return count
}
