import { isPicture } from '../is-picture.ts'

export interface TextWithPictures {
  /** The text with a marker in the place of each `data:` address. */
  readonly prose: string
  /** By marker; `null` = what stood there is no picture. */
  readonly pictures: readonly (Uint8Array | null)[]
}

/** A private-use character: no model has a reason to write one. */
const mark = '\u{f8fe}'
export const markerOf = (index: number): string => `${mark}${index}${mark}`
export const markers = new RegExp(`${mark}(\\d{1,6})${mark}`, 'g')

const scheme = 'data:image/'
/** `png;base64,` and what else may stand before the comma. */
const longestHead = 100

/**
 * Takes the pictures that stand in a text as `data:` addresses out of it, wherever they stand. One pass by native
 * search: a regular expression would walk megabytes of base64 again and again. `isWhole`: the text came to its end; a
 * picture that touches the end of a text cut short is cut as well.
 */
export function takeOutPictures(text: string, isWhole: boolean): TextWithPictures {
  const prose: string[] = []
  const pictures: (Uint8Array | null)[] = []
  let keptUpTo = 0
  for (let at = text.indexOf(scheme); at !== -1; at = text.indexOf(scheme, keptUpTo)) {
    const comma = text.indexOf(',', at)
    const head = comma === -1 || comma - at > longestHead ? '' : text.slice(at, comma)
    if (!head.endsWith(';base64')) {
      prose.push(text.slice(keptUpTo, at + scheme.length))
      keptUpTo = at + scheme.length
      continue
    }
    const end = findEnd(text, comma + 1)
    prose.push(text.slice(keptUpTo, at).replaceAll(mark, ''), markerOf(pictures.length))
    pictures.push(end === text.length && !isWhole ? null : decode(text.slice(comma + 1, end)))
    keptUpTo = end
  }
  prose.push(text.slice(keptUpTo).replaceAll(mark, ''))
  return { prose: prose.join(''), pictures }
}

function findEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && isBase64(text.charCodeAt(end))) end += 1
  return end
}

const isBase64 = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x61 && code <= 0x7a) ||
  // + / = and, from the alphabet for addresses, - _
  code === 0x2b ||
  code === 0x2f ||
  code === 0x3d ||
  code === 0x2d ||
  code === 0x5f

function decode(base64: string): Uint8Array | null {
  const bytes = Buffer.from(base64, 'base64')
  return isPicture(bytes) ? bytes : null
}
