import { commonWords } from './common-words.ts'

/** Words of the sent prompt that were not typed, and words typed that were not sent. One that moved counts as both. */
export function wordsAddedAndDropped(
  typed: string,
  sent: string,
): { readonly added: number; readonly dropped: number } {
  const { before, after, common } = commonWords(typed, sent)
  return { added: after - common, dropped: before - common }
}
