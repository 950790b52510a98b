import { segmentsOf } from '../segments-of.ts'

export interface CommonWords {
  /** Words of either text. */
  readonly before: number
  readonly after: number
  /** Words that stand in both, in the same order. */
  readonly common: number
}

/**
 * How many words two texts share: the longest common subsequence of their words, as a difference of them shows it
 * (`diffWords`), but of the words alone. Upper and lower case, spaces and punctuation make no difference; an emoji is a word.
 */
export function commonWords(before: string, after: string): CommonWords {
  // Numbers instead of words: comparing those letter by letter took most of the time with long prompts.
  const numberOf = new Map<string, number>()
  const numbersOf = (text: string): Uint32Array =>
    Uint32Array.from(wordsOf(text), (word) => {
      const number = numberOf.get(word) ?? numberOf.size
      numberOf.set(word, number)
      return number
    })
  const old = numbersOf(before)
  const now = numbersOf(after)
  // Two rows of the table are enough for its last number, so that texts of any length can be compared.
  let above = new Uint32Array(now.length + 1)
  let row = new Uint32Array(now.length + 1)
  for (const word of old) {
    for (let column = 0; column < now.length; column += 1)
      row[column + 1] =
        word === now[column] ? (above[column] ?? 0) + 1 : Math.max(above[column + 1] ?? 0, row[column] ?? 0)
    ;[above, row] = [row, above]
  }
  return { before: old.length, after: now.length, common: above[now.length] ?? 0 }
}

// `und`: a measure that is kept must not hang on the language of the screen.
const wordsOf = (text: string): readonly string[] =>
  segmentsOf(text.toLowerCase(), 'und').filter((segment) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment))
