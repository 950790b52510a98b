import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { augmentByRule, condenseByRule, planByRule } from './rewrite-by-rule.ts'

const lengthOf = (text: string): number => [...text].length

describe('a prompt augmented by rule', () => {
  it.each([
    ['A fox in snow', /^A fox in snow, [a-z, ]+light[a-z ]*, .+, .+$/],
    ['눈 속의 여우', /^눈 속의 여우, .*빛, .+, .+$/],
  ])('%s says light, view and manner in its own language', (text, expected) => {
    expect(augmentByRule(text, 1000).text).toMatch(expected)
    expect(augmentByRule(text, 1000)).toEqual(augmentByRule(text, 1000))
  })

  it.each(['A watercolour of a fox at dawn, close-up', '새벽 숲의 여우, 클로즈업, 수채화'])(
    'says nothing twice: %s',
    (text) => {
      expect(augmentByRule(text, 1000)).toEqual({ text, additions: [] })
    },
  )

  it('keeps what was written and never passes the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
        fc.integer({ min: 80, max: 200 }),
        (text, maxChars) => {
          const written = augmentByRule(text, maxChars).text
          const start = text.trim().replace(/[\s,.;。]+$/u, '')
          expect(written.startsWith(start)).toBe(true)
          expect(lengthOf(written) <= Math.max(maxChars, lengthOf(start))).toBe(true)
        },
      ),
    )
  })
})

describe('a prompt condensed by rule', () => {
  it.each([
    ['Please draw me a picture of a very red fox, a very red fox, in snow.', 1000, 'a red fox, in snow'],
    ['아주 빨간 여우를 그려 주세요, 눈 속, 눈 속', 1000, '빨간 여우, 눈 속'],
    ['a fox in snow, a blue house, a long river', 30, 'a fox in snow, a blue house'],
    ['unsplittable', 5, 'unspl'],
  ])('%s', (text, maxChars, expected) => {
    expect(condenseByRule(text, maxChars)).toBe(expected)
  })

  it('never passes the limit and is never empty', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
        fc.integer({ min: 10, max: 100 }),
        (text, maxChars) => {
          fc.pre(text.trim() !== '')
          const written = condenseByRule(text, maxChars)
          expect(lengthOf(written)).toBeLessThanOrEqual(maxChars)
          expect(written).not.toBe('')
        },
      ),
    )
  })
})

describe('a plan by rule', () => {
  it.each([
    ['foxes in snow', /^foxes in snow, /],
    ['눈 속의 여우', /^눈 속의 여우, /],
  ])('sees one brief in many ways: %s', (brief, start) => {
    const items = planByRule(brief, 24, 1000)
    expect(new Set(items.map(({ prompt }) => prompt)).size).toBe(24)
    for (const { prompt } of items) expect(prompt).toMatch(start)
    expect(planByRule(brief, 24, 1000)).toEqual(items)
  })
})
