/**
 * Full-text search that works inside Korean words: one contentless FTS5 table with two columns.
 *
 * `latin` holds words of alphabets with spaces: they are found by their beginning.
 * `grams` holds, for each run of Hangul, Han or Kana, every pair of neighbours and then the run's last character alone:
 * 고양이 becomes `고양 양이 이`. A query of several characters is the phrase of its pairs and a query of one is the
 * prefix `꽃*`, because every character either begins a pair or ends a run. Both find exactly the substrings: the lone
 * last character keeps the pairs of two runs from standing side by side. Where a run follows a word without a blank
 * (cat을, 3D렌더), the two characters at the joint are a pair as well: `t을 을`, `d렌 렌더 더`.
 *
 * The prefix index covers one to four letters. At 100,000 prompts it makes one syllable 7.5 ms → 0.04 ms and `po*`
 * 17 → 0.06 ms, for 0.8 kB a prompt instead of 0.33 kB.
 */
export interface SearchText {
  readonly latin: string
  readonly grams: string
}

// The unicode61 tokenizer takes letters and digits as words; the rest separates. The long-vowel marks belong to no one
// script but are part of Katakana words.
const cjk = String.raw`[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ーｰ]`
const letter = String.raw`[\p{L}\p{N}]`
const runOrWord = new RegExp(
  String.raw`(?<run>[${cjk}&&${letter}]+)|(?<word>[${letter}--${cjk}][[\p{L}\p{N}\p{M}]--${cjk}]*)`,
  'gv',
)

export interface Token {
  readonly kind: 'run' | 'word'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** How texts are compared: without regard to upper and lower case, or to how letters are composed. */
export const toComparable = (text: string): string => text.normalize('NFC').toLowerCase()

/** Runs and words of a comparable text, in order. Those without anything between them make one segment. */
export function toSegments(comparable: string): readonly (readonly Token[])[] {
  const segments: Token[][] = []
  for (const { 0: text, index: start, groups } of comparable.matchAll(runOrWord)) {
    const token: Token = { kind: groups?.['run'] === undefined ? 'word' : 'run', text, start, end: start + text.length }
    const segment = segments.at(-1)
    if (segment?.at(-1)?.end === start) segment.push(token)
    else segments.push([token])
  }
  return segments
}

/** What the index keeps of these texts. */
export function toSearchText(texts: readonly string[]): SearchText {
  const segments = texts.flatMap((text) => toSegments(toComparable(text)))
  return {
    latin: segments
      .flat()
      .flatMap(({ kind, text }) => (kind === 'word' ? [text] : []))
      .join(' '),
    grams: segments
      .flatMap((segment) =>
        segment.flatMap((token, index) => (token.kind === 'run' ? gramsOf(segment, index, 'indexed') : [])),
      )
      .join(' '),
  }
}

/**
 * The grams of the run at `index`, with the pair at the joint before it. What is `asked` leaves the end open, where the
 * text may go on; a lone character then has no gram.
 */
export function gramsOf(segment: readonly Token[], index: number, use: 'indexed' | 'asked'): readonly string[] {
  const characters = [...(segment[index]?.text ?? '')]
  const before = [...(segment[index - 1]?.text ?? '')].at(-1) ?? ''
  return [
    // A combining mark does not begin a token.
    ...(/[\p{L}\p{N}]/u.test(before) ? [before + (characters[0] ?? '')] : []),
    ...characters.slice(1).map((character, place) => `${characters[place]}${character}`),
    ...(use === 'indexed' ? [characters.at(-1) ?? ''] : []),
  ]
}
