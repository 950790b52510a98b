import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { honouredFrom, readObedience } from './obedience.ts'
import { similarity } from './similarity.ts'
import { wordsAddedAndDropped } from './words-added-and-dropped.ts'

const word = fc.constantFrom('fox', 'red', 'snow', '여우', '눈밭', '🦊', 'in', 'a')
const prompt = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))

describe('similarity', () => {
  it.each([
    ['a red fox in snow', 'a red fox in snow', 1],
    ['a red fox', 'a quick red fox', 6 / 7],
    ['A red fox.', 'a  RED fox', 1],
    ['dog bites man', 'man bites dog', 1 / 3],
    ['a fox', 'the bear', 0],
    ['', 'a fox', 0],
    ['', '', 1],
    ['…', '!', 0],
    ['🦊', '🐻', 0],
    // Words of 어절, not syllables: of four, two are the same.
    ['눈밭에서 웃는 붉은 여우', '눈밭에서 우는 붉은 여우가', 0.5],
    ['한복을 입은 고양이', '한복을 입은 고양이'.normalize('NFD'), 1],
  ])('of %j and %j', (one, other, expected) => {
    expect(similarity(one, other)).toBeCloseTo(expected, 12)
  })

  it('lies between 0 and 1, is the same both ways, and is 1 for a text and itself', () => {
    fc.assert(
      fc.property(prompt, prompt, (one, other) => {
        const alike = similarity(one, other)
        expect(alike).toBeGreaterThanOrEqual(0)
        expect(alike).toBeLessThanOrEqual(1)
        expect(similarity(other, one)).toBe(alike)
        expect(similarity(one, one)).toBe(1)
      }),
    )
  })
})

describe('wordsAddedAndDropped', () => {
  it.each([
    ['a fox', 'a red fox in snow', { added: 3, dropped: 0 }],
    ['a red fox in snow', 'a fox', { added: 0, dropped: 3 }],
    ['붉은 여우', '눈밭에 앉은 붉은 여우 한 마리', { added: 4, dropped: 0 }],
    ['a red fox', 'a blue fox', { added: 1, dropped: 1 }],
    ['fox red', 'red fox', { added: 1, dropped: 1 }],
    ['', '', { added: 0, dropped: 0 }],
  ])('from %j to %j', (typed, sent, expected) => {
    expect(wordsAddedAndDropped(typed, sent)).toEqual(expected)
  })

  it('counts what was put in, whatever it was and wherever', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word), fc.nat(), (words, more, place) => {
        const at = place % (words.length + 1)
        const sent = [...words.slice(0, at), ...more, ...words.slice(at)]
        expect(wordsAddedAndDropped(words.join(' '), sent.join(' '))).toEqual({ added: more.length, dropped: 0 })
        expect(wordsAddedAndDropped(sent.join(' '), words.join(' '))).toEqual({ added: 0, dropped: more.length })
      }),
    )
  })
})

describe('readObedience', () => {
  const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

  it.each([
    ['A red fox.', ' a red\nFOX. ', 'honoured'],
    ['그릴수있는 여우', '그릴 수 있는  여우', 'honoured'],
    ['여우', '여우'.normalize('NFD'), 'honoured'],
    ['a red fox', 'a red fox!', 'honoured'],
    ['a red fox', 'a very red fox', 'altered'],
    ['a fox without a hat', 'a fox with a hat', 'altered'],
    ['a fox', '', 'altered'],
    [numbered(24), `${numbered(24)} more`, 'altered'],
    [numbered(25), `${numbered(25)} more`, 'honoured'],
    [numbered(49), `${numbered(48)} other`, 'altered'],
    [numbered(50), `${numbered(49)} other`, 'honoured'],
  ])('of %j revised to %j: %s', (typed, revised, expected) => {
    expect(readObedience(typed, revised)).toBe(expected)
  })

  it('draws the line where it says', () => {
    expect(similarity(numbered(25), `${numbered(25)} more`)).toBeGreaterThanOrEqual(honouredFrom)
    expect(similarity(numbered(24), `${numbered(24)} more`)).toBeLessThan(honouredFrom)
  })
})
