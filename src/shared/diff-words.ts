import { segmentsOf } from './segments-of.ts'

export interface DiffPart {
  readonly kind: 'kept' | 'added' | 'removed'
  readonly text: string
}

/** Beyond this many word pairs a person would not read the difference either, and the table would take seconds. */
const maxCells = 4_000_000

/**
 * What became of the words of `before` in `after`; `null` where the texts are too long to compare. Words by
 * `Intl.Segmenter` after NFC: a difference by letters takes every Hangul syllable for a word and shows nonsense.
 * Kept and removed parts together are `before`; kept and added parts are `after`.
 */
export function diffWords(before: string, after: string, language: string): readonly DiffPart[] | null {
  const old = segmentsOf(before, language)
  const now = segmentsOf(after, language)
  if (old.length * now.length > maxCells) return null
  const lengths = commonLengths(old, now)
  const width = now.length + 1

  const parts: { kind: DiffPart['kind']; text: string }[] = []
  const put = (kind: DiffPart['kind'], text: string): void => {
    const last = parts.at(-1)
    if (last?.kind === kind) last.text += text
    else parts.push({ kind, text })
  }
  let row = 0
  let column = 0
  while (row < old.length || column < now.length) {
    const oldWord = old[row]
    const newWord = now[column]
    if (oldWord !== undefined && oldWord === newWord) {
      put('kept', oldWord)
      row += 1
      column += 1
    } else if (
      newWord === undefined ||
      (oldWord !== undefined && (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      put('removed', oldWord ?? '')
      row += 1
    } else {
      put('added', newWord)
      column += 1
    }
  }
  return parts
}

/** Longest common subsequence of the words from each place on, row by row; one row and column more than there are words. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        old[row] === now[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
  return lengths
}
