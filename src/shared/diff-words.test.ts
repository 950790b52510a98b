import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffPart, diffWords } from './diff-words.ts'

const textOf = (parts: readonly DiffPart[] | null, without: DiffPart['kind']): string =>
  (parts ?? []).flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')

describe('diffWords', () => {
  it('compares Korean by words, not by syllables', () => {
    expect(diffWords('한복을 입은 고양이가 웃는다', '한복을 입고 고양이는 크게 웃는다', 'ko')).toEqual([
      { kind: 'kept', text: '한복을 ' },
      { kind: 'removed', text: '입은' },
      { kind: 'added', text: '입고' },
      { kind: 'kept', text: ' ' },
      { kind: 'removed', text: '고양이가' },
      { kind: 'added', text: '고양이는' },
      { kind: 'kept', text: ' ' },
      { kind: 'added', text: '크게 ' },
      { kind: 'kept', text: '웃는다' },
    ])
  })

  it('takes two spellings of the same syllables for the same words', () => {
    expect(diffWords('여우'.normalize('NFD'), '여우', 'ko')).toEqual([{ kind: 'kept', text: '여우' }])
  })

  it('loses nothing of either text', () => {
    const text = fc.array(fc.constantFrom('fox', ' ', 'red', ', ', '여우', '\n', 'snow')).map((words) => words.join(''))
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
