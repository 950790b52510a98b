import { gramsOf, type Token, toComparable, toSegments } from './search-text.ts'

/** How the texts that hold a word, or a quoted text, are found. */
export interface TextPlan {
  /**
   * For `image_search MATCH`: everything that is meant is among what this finds. `null`: the index cannot narrow it
   * down. Every token is quoted, so that no text is a syntax problem.
   */
  readonly expression: string | null
  /** Comparable texts; each must stand somewhere in what the index has found. Empty: the index is exact. */
  readonly needles: readonly string[]
}

/**
 * What is typed without quotes. Signs in it separate. Words of alphabets are found by their beginning, runs of Hangul,
 * Han or Kana anywhere, and what mixes both without a blank exactly as it is written.
 */
export function planWord(text: string): TextPlan {
  const comparable = toComparable(text)
  const segments = toSegments(comparable)
  if (segments.length === 0) return { expression: null, needles: [comparable] }
  const parts = segments.map((segment): TextPlan => {
    const [token, ...others] = segment
    if (token?.kind === 'word' && others.length === 0) return { expression: beginning(token.text), needles: [] }
    const isExact = others.length === 0 && [...(token?.text ?? '')].length <= mostPairs
    return {
      expression: runsOf(segment),
      needles: isExact ? [] : [segment.map((part) => part.text).join('')],
    }
  })
  return {
    expression: allOf(parts.map(({ expression }) => expression)),
    needles: parts.flatMap((part) => part.needles),
  }
}

/** What is typed in quotes: these characters in this order. */
export function planExact(text: string): TextPlan {
  const comparable = toComparable(text)
  const segments = toSegments(comparable)
  const only = segments[0]?.[0]
  if (only?.kind === 'run' && only.text === comparable) return planWord(comparable)
  const words = segments.flat().map(({ kind, text: word, start, end }) => {
    // The first word can be the end of a longer one, the last word the beginning.
    const isOpenBefore = /^\p{M}*$/u.test(comparable.slice(0, start))
    if (kind === 'run' || isOpenBefore) return null
    return end === comparable.length ? beginning(word) : `latin : "${word}"`
  })
  return { expression: allOf([...segments.map(runsOf), ...words]), needles: [comparable] }
}

/** All of these; `null` among them asks for nothing. */
export function allOf(expressions: readonly (string | null)[]): string | null {
  const asked = new Set(expressions.filter((expression) => expression !== null))
  return asked.size === 0 ? null : [...asked].join(' AND ')
}

/** One or more of these. */
export const anyOf = (expressions: readonly string[]): string =>
  [...new Set(expressions)].map((expression) => `(${expression})`).join(' OR ')

const beginning = (word: string): string => `latin : "${word}" *`

/** A phrase costs its length times how often it may begin; these many say enough, and the texts decide the rest. */
const mostPairs = 32

const runsOf = (segment: readonly Token[]): string | null =>
  allOf(
    segment.map(({ kind, text }, index) => {
      if (kind === 'word') return null
      const grams = gramsOf(segment, index, 'asked').slice(0, mostPairs)
      return grams.length === 0 ? `grams : "${text}" *` : `grams : "${grams.join(' ')}"`
    }),
  )
