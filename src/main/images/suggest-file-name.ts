import type { Image } from '#shared/image.ts'

/** Names that Windows keeps for devices (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A file name from the first words of the prompt, safe on every system: Hangul kept, no separators, no control
 * characters, at most 120 UTF-8 bytes before the picture's id.
 */
export function suggestFileName(options: {
  readonly words: string
  readonly image: Pick<Image, 'id' | 'format'>
}): string {
  const { words, image } = options
  const cleaned = words
    .normalize('NFC')
    .replace(/\.(png|jpe?g|webp|gif)$/i, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const start = cutToBytes(cleaned, 120).replace(/^[. ]+|[. ]+$/g, '')
  const stem = start === '' || reserved.test(start) ? 'diptych' : start
  return `${stem} ${image.id}.${image.format === 'jpeg' ? 'jpg' : image.format}`
}

/** Whole graphemes only: half a syllable is no name. */
function cutToBytes(text: string, maxBytes: number): string {
  const encoder = new TextEncoder()
  let bytes = 0
  let cut = ''
  for (const { segment } of new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(text)) {
    bytes += encoder.encode(segment).byteLength
    if (bytes > maxBytes) break
    cut += segment
  }
  return cut
}
