import { commonWords } from './common-words.ts'

/**
 * How alike two prompts are by their words, 0–1: twice the common words over the words of both (L. R. Dice, Ecology 26
 * (1945), 297–302). Without any word, 1 when they are the same text and 0 otherwise.
 */
export function similarity(one: string, other: string): number {
  const { before, after, common } = commonWords(one, other)
  if (before + after === 0) return one.normalize('NFC') === other.normalize('NFC') ? 1 : 0
  return (2 * common) / (before + after)
}
