import { inflateSync } from 'node:zlib'
import { latin1, type Segment } from '../../library/image-segments.ts'
import type { Budget } from './budget.ts'
import { decodeText } from './decode-text.ts'

/** The longest keyword is 79 bytes. https://www.w3.org/TR/png-3/#11keywords */
const maxKeywordBytes = 79

/**
 * The keyword and the text of a tEXt, zTXt or iTXt chunk; `null` for any other chunk, for one that is not well formed,
 * for a keyword nobody asked for, and when the text is more than what is left of the budget.
 */
export function readPngText(
  { type, data }: Segment,
  isWanted: (keyword: string) => boolean,
  budget: Budget,
): { readonly keyword: string; readonly text: string } | null {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return null
  const keywordEnd = data.subarray(0, maxKeywordBytes + 1).indexOf(0)
  if (keywordEnd <= 0) return null
  const keyword = latin1(data, 0, keywordEnd)
  if (!isWanted(keyword)) return null

  const rest = data.subarray(keywordEnd + 1)
  const bytes = textBytes(type, rest, budget)
  return bytes === null ? null : { keyword, text: decodeText(bytes) }
}

function textBytes(type: 'tEXt' | 'zTXt' | 'iTXt', rest: Uint8Array, budget: Budget): Uint8Array | null {
  switch (type) {
    case 'tEXt':
      return budget.take(rest)
    case 'zTXt':
      return rest[0] === 0 ? inflateWithin(rest.subarray(1), budget) : null
    case 'iTXt': {
      const [isCompressed, method] = rest
      const languageEnd = rest.indexOf(0, 2)
      const translationEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1)
      if (translationEnd < 0) return null
      const text = rest.subarray(translationEnd + 1)
      if (isCompressed === 0) return budget.take(text)
      return isCompressed === 1 && method === 0 ? inflateWithin(text, budget) : null
    }
  }
}

/** A bomb, or a stream that is none, spends the whole budget: the next of its kind is not even tried. */
function inflateWithin(compressed: Uint8Array, budget: Budget): Uint8Array | null {
  if (budget.leftBytes() === 0) return null
  try {
    return budget.take(inflateSync(compressed, { maxOutputLength: budget.leftBytes() }))
  } catch {
    budget.spend()
    return null
  }
}
