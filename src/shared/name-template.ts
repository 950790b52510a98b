/** What a name template can hold in braces. */
export const nameFields = ['date', 'time', 'prompt', 'model', 'id', 'n', 'size', 'rating'] as const
export type NameField = (typeof nameFields)[number]
export type NameValues = Readonly<Record<NameField, string>>

export const defaultNameTemplate = '{date} {prompt} {id}'

/** UTF-8 bytes of a name with its number and extension, which most file systems take. */
const maxStemBytes = 180

const field = /\{([^{}]*)\}/g

/** The first name in braces that stands for nothing; `null` = the template can be used. */
export function findUnknownField(template: string): string | null {
  for (const [, name = ''] of template.matchAll(field)) if (!nameFields.some((known) => known === name)) return name
  return null
}

/**
 * A file name without its extension, safe on every system: one line, no separators, nothing that Windows reserves,
 * NFC. Where there is not enough room, the prompt is cut and what stands around it stays.
 */
export function fillNameTemplate(template: string, values: NameValues): string {
  const fill = (prompt: string): string =>
    template.replaceAll(field, (whole, name: string) => {
      const known = nameFields.find((one) => one === name)
      if (known === undefined) return whole
      return known === 'prompt' ? prompt : values[known]
    })
  const room = maxStemBytes - utf8Length(toSafeName(fill('')))
  const prompts = template.split('{prompt}').length - 1
  const prompt = prompts === 0 ? '' : cutToBytes(toSafeName(values.prompt), Math.max(0, Math.floor(room / prompts) - 1))
  const stem = trimEnds(cutToBytes(toSafeName(fill(prompt)), maxStemBytes))
  if (stem === '') return 'diptych'
  return reserved.test(stem) ? `${stem}_` : stem
}

/** Names that Windows keeps for devices, whatever follows a dot ("Naming Files, Paths, and Namespaces"). */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])(\.|$)/i

const toSafeName = (text: string): string =>
  trimEnds(
    text
      .toWellFormed()
      .normalize('NFC')
      // Separators and wildcards of any system, controls, and the marks that turn the direction of what follows.
      .replaceAll(/[<>:"/\\|?*\p{Cc}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
      .replaceAll(/\s+/g, ' '),
  )

/** Windows drops dots and blanks at the end, and a dot at the start hides a file elsewhere. */
const trimEnds = (text: string): string => text.replaceAll(/^[. ]+|[. ]+$/g, '')

/** Whole graphemes only: half a syllable is no name. */
function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0
  let cut = ''
  for (const { segment } of new Intl.Segmenter('ko', { granularity: 'grapheme' }).segment(text)) {
    bytes += utf8Length(segment)
    if (bytes > maxBytes) break
    cut += segment
  }
  return cut
}

/** By hand, because `TextEncoder` is not part of the language and this runs anywhere. */
function utf8Length(text: string): number {
  let length = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return length
}
