import { segmentsOf } from './segments-of.ts'

export interface DiffPart {
  readonly kind: 'kept' | 'added' | 'removed'
  readonly text: string
}

/** Beyond this many word pairs a person would not read the difference either, and the table would take seconds. */
const maxCells = 4_000_000
/** Beyond this many pairs between two kept words nothing was inflected: it was written anew. */
const maxStemCells = 10_000

/**
 * What became of the words of `before` in `after`; `null` where the texts are too long to compare. Words by
 * `Intl.Segmenter` after NFC: a difference by letters takes every Hangul syllable for a word and shows nonsense. Within a
 * Korean word that kept its stem only the ending counts (고양이가 → 고양이를).
 * Kept and removed parts together are `before`; kept and added parts are `after`.
 */
export function diffWords(before: string, after: string, language: string): readonly DiffPart[] | null {
  const old = segmentsOf(before, language)
  const now = segmentsOf(after, language)
  if (old.length * now.length > maxCells) return null

  const parts: { kind: DiffPart['kind']; text: string }[] = []
  const put = (kind: DiffPart['kind'], text: string): void => {
    const last = parts.at(-1)
    if (text === '') return
    if (last?.kind === kind) last.text += text
    else parts.push({ kind, text })
  }
  const gap = { old: [] as string[], now: [] as string[] }
  const closeGap = (): void => {
    const isReadable = gap.old.length * gap.now.length <= maxStemCells
    for (const [oldWord, newWord] of align(gap.old, gap.now, (one, other) => isReadable && stemOf(one, other) !== '')) {
      const stem = oldWord === null || newWord === null ? '' : stemOf(oldWord, newWord)
      put('kept', stem)
      put('removed', oldWord?.slice(stem.length) ?? '')
      put('added', newWord?.slice(stem.length) ?? '')
    }
    gap.old = []
    gap.now = []
  }
  for (const [oldWord, newWord] of align(old, now, (one, other) => one === other)) {
    if (oldWord !== null && newWord !== null) {
      closeGap()
      put('kept', oldWord)
    } else if (oldWord !== null) gap.old.push(oldWord)
    else if (newWord !== null) gap.now.push(newWord)
  }
  closeGap()
  return parts
}

/** Words that belong together, in order; `null` beside those that belong to none. As many pairs as can be. */
function* align(
  old: readonly string[],
  now: readonly string[],
  isPair: (oldWord: string, newWord: string) => boolean,
): Generator<readonly [oldWord: string | null, newWord: string | null]> {
  const lengths = commonLengths(old, now, isPair)
  const width = now.length + 1
  let row = 0
  let column = 0
  while (row < old.length || column < now.length) {
    const oldWord = old[row] ?? null
    const newWord = now[column] ?? null
    if (oldWord !== null && newWord !== null && isPair(oldWord, newWord)) {
      yield [oldWord, newWord]
      row += 1
      column += 1
    } else if (
      newWord === null ||
      (oldWord !== null && (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      yield [oldWord, null]
      row += 1
    } else {
      yield [null, newWord]
      column += 1
    }
  }
}

/** Longest common subsequence of the words from each place on, row by row; one row and column more than there are words. */
function commonLengths(
  old: readonly string[],
  now: readonly string[],
  isPair: (oldWord: string, newWord: string) => boolean,
): Uint16Array {
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  for (const [row, oldWord] of [...old.entries()].toReversed())
    for (let column = now.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] = isPair(oldWord, now[column] ?? '')
        ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
        : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
  return lengths
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' })
const syllablesOf = (word: string): readonly string[] => Array.from(graphemes.segment(word), ({ segment }) => segment)

/**
 * The syllables with which two Korean words begin alike, where those are at least half of either; `''` = two words. In
 * Korean the end of a word is its grammar; elsewhere a common beginning is chance too often (green, grey).
 */
function stemOf(one: string, other: string): string {
  if (!/^\p{Script=Hangul}/u.test(one) || one[0] !== other[0]) return ''
  const [syllables, others] = [syllablesOf(one), syllablesOf(other)]
  const end = syllables.findIndex((syllable, index) => syllable !== others[index])
  const stem = end < 0 ? syllables : syllables.slice(0, end)
  return 2 * stem.length >= Math.max(syllables.length, others.length) ? stem.join('') : ''
}
