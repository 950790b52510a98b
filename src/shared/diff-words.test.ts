import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffPart, diffWords } from './diff-words.ts'

const textOf = (parts: readonly DiffPart[] | null, without: DiffPart['kind']): string =>
  (parts ?? []).flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')

describe('diffWords', () => {
  /** `[-removed-]`, `[+added+]`. */
  const shown = (before: string, after: string, language = 'ko'): string =>
    (diffWords(before, after, language) ?? [])
      .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'added' ? `[+${text}+]` : `[-${text}-]`))
      .join('')

  it('compares Korean by words, not by syllables', () => {
    expect(diffWords('한복을 입은 여우가 웃는다', '모자를 입은 사자가 크게 웃는다', 'ko')).toEqual([
      { kind: 'removed', text: '한복을' },
      { kind: 'added', text: '모자를' },
      { kind: 'kept', text: ' 입은 ' },
      { kind: 'removed', text: '여우가' },
      { kind: 'added', text: '사자가' },
      { kind: 'kept', text: ' ' },
      { kind: 'added', text: '크게 ' },
      { kind: 'kept', text: '웃는다' },
    ])
  })

  it.each([
    ['고양이가 웃는다', '고양이를 그린다', '고양이[-가-][+를+] [-웃는다-][+그린다+]'],
    ['눈이 내린 밤', '눈을 맞은 밤의 숲', '눈[-이-][+을+] [-내린-][+맞은+] 밤[+의 숲+]'],
    ['고양이가', '귀여운 고양이를', '[+귀여운 +]고양이[-가-][+를+]'],
    ['여우', '여우와 토끼', '여우[+와 토끼+]'],
    ['웃는다', '웃었다', '[-웃는다-][+웃었다+]'],
    ['고양이가'.normalize('NFD'), '고양이를', '고양이[-가-][+를+]'],
    ['한글 👩‍🎨가', '한글 👩‍🚀가', '한글 [-👩‍🎨-][+👩‍🚀+]가'],
  ])('shows of a Korean word that kept its stem the ending alone: %s → %s', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })

  it('takes words in Latin letters as wholes', () => {
    expect(shown('a green car', 'a grey cart', 'en')).toBe('a [-green-][+grey+] [-car-][+cart+]')
  })

  it('takes two spellings of the same syllables for the same words', () => {
    expect(diffWords('여우'.normalize('NFD'), '여우', 'ko')).toEqual([{ kind: 'kept', text: '여우' }])
  })

  it('loses nothing of either text', () => {
    const text = fc
      .array(fc.constantFrom('fox', ' ', 'red', ', ', '여우', '여우가', '여우를', '\n', 'snow'))
      .map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after, 'en')
        expect([textOf(parts, 'added'), textOf(parts, 'removed')]).toEqual([before, after])
      }),
    )
  })

  it('gives up on texts that nobody would compare by eye', () => {
    expect(diffWords('word '.repeat(2_000), 'other '.repeat(2_000), 'en')).toBeNull()
  })
})
