import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTerm,
  type Condition,
  formatTerm,
  parseQuery,
  removeTerm,
  replaceTerm,
  startOfDateMs,
  typingAt,
} from './query-language.ts'

const conditionsIn = (text: string): readonly Condition[] =>
  parseQuery(text).terms.map(({ start: _, end: __, ...condition }) => condition)
const isNegated = false

describe('a query is read as', () => {
  it.each<[string, readonly Condition[]]>([
    ['', []],
    ['  \u3000 ', []],
    ['겨울 바다', [word('겨울'), word('바다')]],
    ['바다'.normalize('NFD'), [word('바다')]],
    ['"겨울 바다" cat', [{ isNegated, kind: 'exact', text: '겨울 바다' }, word('cat')]],
    ['“겨울 바다”', [{ isNegated, kind: 'exact', text: '겨울 바다' }]],
    ['"still open', [{ isNegated, kind: 'exact', text: 'still open' }]],
    ['"say ""hi"""', [{ isNegated, kind: 'exact', text: 'say "hi"' }]],
    [
      '-dog -"two dogs"',
      [
        { ...word('dog'), isNegated: true },
        { isNegated: true, kind: 'exact', text: 'two dogs' },
      ],
    ],
    ['-', []],
    ['"', []],
    ['""', []],
    ['"-"', [{ isNegated, kind: 'exact', text: '-' }]],
    ['--ar 16:9', [word('--ar'), word('16:9')]],
    ['cat-like don"t', [word('cat-like'), word('don"t')]],
    ['model:gpt-image-1', [{ isNegated, kind: 'model', value: 'gpt-image-1' }]],
    ['provider:sketch', [{ isNegated, kind: 'provider', value: 'sketch' }]],
    [
      'tag:"긴 이름"-tag:b',
      [
        { isNegated, kind: 'tag', value: '긴 이름' },
        { isNegated: true, kind: 'tag', value: 'b' },
      ],
    ],
    ['Collection:여행/제주', [{ isNegated, kind: 'collection', value: '여행/제주' }]],
    ['태그:바다', [{ isNegated, kind: 'tag', value: '바다' }]],
    ['태그:바다'.normalize('NFD'), [{ isNegated, kind: 'tag', value: '바다' }]],
    ['rating>=4', [{ isNegated, kind: 'rating', comparison: '>=', stars: 4 }]],
    ['rating:0', [{ isNegated, kind: 'rating', comparison: '=', stars: 0 }]],
    ['별점≥4', [{ isNegated, kind: 'rating', comparison: '>=', stars: 4 }]],
    ['cost>0.05', [{ isNegated, kind: 'cost', comparison: '>', usd: 0.05 }]],
    ['cost<=$1', [{ isNegated, kind: 'cost', comparison: '<=', usd: 1 }]],
    ['before:2026', [{ isNegated, kind: 'before', date: '2026' }]],
    ['after:2026-2', [{ isNegated, kind: 'after', date: '2026-02' }]],
    ['after:2026.11.5', [{ isNegated, kind: 'after', date: '2026-11-05' }]],
    ['이후:오늘', [{ isNegated, kind: 'after', date: 'today' }]],
    [
      'after:7d 이전:30일',
      [
        { isNegated, kind: 'after', date: '7d' },
        { isNegated, kind: 'before', date: '30d' },
      ],
    ],
    ['-is:favourite', [{ isNegated: true, kind: 'is', state: 'favorite' }]],
    ['상태:즐겨찾기', [{ isNegated, kind: 'is', state: 'favorite' }]],
    ['size:1024x1024', [{ isNegated, kind: 'size', shape: null, width: 1024, height: 1024 }]],
    ['size:1536×1024', [{ isNegated, kind: 'size', shape: null, width: 1536, height: 1024 }]],
    ['크기:세로', [{ isNegated, kind: 'size', shape: 'portrait' }]],
  ])('%j', (text, expected) => {
    expect(conditionsIn(text)).toEqual(expected)
  })
})

describe('what cannot be meant is searched as words, and said', () => {
  it.each([
    ['rating>=9', 'rating>=9', 'unknown-value'],
    ['rating>=0', 'rating>=0', 'unknown-value'],
    ['-cost>much', 'cost>much', 'unknown-value'],
    ['before:2026-02-30', 'before:2026-02-30', 'unknown-value'],
    ['after:soon', 'after:soon', 'unknown-value'],
    ['is:lovely', 'is:lovely', 'unknown-value'],
    ['size:0x4', 'size:0x4', 'unknown-value'],
    ['modle:x', 'modle:x', 'unknown-field'],
  ])('%s', (text, words, kind) => {
    const { terms, problems } = parseQuery(text)
    expect([terms.map((term) => 'text' in term && term.text), problems.map((problem) => problem.kind)]).toEqual([
      [words],
      [kind],
    ])
  })

  it('a field without a value asks for nothing yet', () => {
    expect(parseQuery('cat tag: -is:""')).toEqual({
      terms: [{ start: 0, end: 3, ...word('cat') }],
      problems: [
        { start: 4, end: 8, kind: 'no-value', field: 'tag' },
        { start: 9, end: 15, kind: 'no-value', field: 'is' },
      ],
    })
  })

  it('an address, a ratio and a time are no fields', () => {
    expect(parseQuery('https://example.org 16:9 7:30').problems).toEqual([])
  })
})

it('A term knows where it stands', () => {
  const text = ' 고양이  -tag:"a b"cat '
  expect(parseQuery(text).terms.map(({ start, end }) => text.slice(start, end))).toEqual([
    '고양이',
    '-tag:"a b"',
    'cat',
  ])
})

it('A date begins at midnight of this computer', () => {
  const nowMs = new Date(2026, 2, 1, 15, 30).getTime()
  expect(
    ['2026', '2026-03', '2026-03-01', 'today', 'yesterday', '7d'].map((date) => startOfDateMs(date, nowMs)),
  ).toEqual(
    [
      [2026, 0, 1],
      [2026, 2, 1],
      [2026, 2, 1],
      [2026, 2, 1],
      [2026, 1, 28],
      [2026, 1, 22],
    ].map(([year = 0, month = 0, day = 0]) => new Date(year, month, day).getTime()),
  )
})

describe('a query is changed by its terms', () => {
  const text = 'cat  tag:"긴 이름" dog'
  const [, tag] = parseQuery(text).terms
  if (tag === undefined) throw new Error('The query has a tag')

  it('one more', () => {
    expect(addTerm(' cat ', { isNegated, kind: 'tag', value: '긴 이름' })).toBe('cat tag:"긴 이름"')
    expect(addTerm('', { isNegated, kind: 'is', state: 'favorite' })).toBe('is:favorite')
    expect(addTerm('"open', { isNegated, kind: 'is', state: 'favorite' })).toBe('"open" is:favorite')
  })
  it('none twice', () => {
    expect(addTerm('태그:바다 cat', { isNegated, kind: 'tag', value: '바다' })).toBe('태그:바다 cat')
  })
  it('one less', () => {
    expect(removeTerm(text, tag)).toBe('cat dog')
  })
  it('another in its place', () => {
    expect(replaceTerm(text, tag, { isNegated: true, kind: 'rating', comparison: '>', stars: 3 })).toBe(
      'cat  -rating>3 dog',
    )
    expect(replaceTerm('"a"b', { start: 0, end: 3 }, word('c'))).toBe('c b')
  })
})

describe('completion sees what is being typed', () => {
  it.each([
    ['ta', { start: 0, end: 2, isNegated, field: null, value: 'ta' }],
    ['cat -tag:', { start: 4, end: 9, isNegated: true, field: 'tag', value: '' }],
    ['태그:바', { start: 0, end: 4, isNegated, field: 'tag', value: '바' }],
    ['tag:"긴 이', { start: 0, end: 8, isNegated, field: 'tag', value: '긴 이' }],
    ['cat ', null],
    ['', null],
  ])('in %j', (text, expected) => {
    expect(typingAt(text, text.length)).toEqual(expected)
  })
  it('also before the end of the text', () => {
    expect(typingAt('cat tag:바다 dog', 9)).toEqual({ start: 4, end: 10, isNegated, field: 'tag', value: '바' })
  })
})

const quotable = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc
    .array(fc.constantFrom('"', '“', '”', '-', ':', ' ', 'tag', 'rating', '>=', '4', '고', '양', 'a'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
)
const nfc = quotable.map((text) => text.normalize('NFC')).filter((text) => text !== '')
const name = nfc.map((text) => text.trim()).filter((text) => text !== '')
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ isNegated: fc.boolean(), kind: fc.constant('exact' as const), text: nfc }),
  fc.record({
    isNegated: fc.boolean(),
    kind: fc.constantFrom('model' as const, 'provider' as const, 'tag' as const, 'collection' as const),
    value: name,
  }),
  fc.record({
    isNegated: fc.boolean(),
    kind: fc.constant('rating' as const),
    comparison: fc.constantFrom('=' as const, '<' as const, '>=' as const),
    stars: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    isNegated: fc.boolean(),
    kind: fc.constant('cost' as const),
    comparison: fc.constantFrom('=' as const, '>' as const),
    usd: fc.integer({ min: 0, max: 10 ** 9 }).map((microUsd) => microUsd / 10 ** 6),
  }),
)

it('What is written is read again as it was meant, alone and among others', () => {
  fc.assert(
    fc.property(fc.array(anyCondition, { minLength: 1, maxLength: 5 }), (conditions) => {
      expect(conditionsIn(conditions.map(formatTerm).join(' '))).toEqual(conditions)
    }),
    { numRuns: 2000 },
  )
})

it('Every text is a query, its terms follow each other, and each is written so that it is read the same', () => {
  fc.assert(
    fc.property(fc.oneof(quotable, fc.string({ unit: 'binary', maxLength: 2000 })), (text) => {
      const { terms, problems } = parseQuery(text)
      let position = 0
      for (const { start, end } of terms) {
        expect(start).toBeGreaterThanOrEqual(position)
        expect(end).toBeGreaterThan(start)
        position = end
      }
      expect(position).toBeLessThanOrEqual(text.length)
      for (const { start, end, ...condition } of terms)
        if (condition.kind !== 'word') expect(conditionsIn(formatTerm(condition))).toEqual([condition])
      for (const { start, end } of problems) expect(text.slice(start, end).trim()).not.toBe('')
    }),
    { numRuns: 2000 },
  )
})

it('Reading is linear: a hundred thousand quotes or dashes take no time', () => {
  const startMs = performance.now()
  for (const sign of ['"', '-', 'tag:"', '" ', '-"']) parseQuery(sign.repeat(100_000))
  expect(performance.now() - startMs).toBeLessThan(3000)
})

function word(text: string): Extract<Condition, { kind: 'word' }> {
  return { isNegated: false, kind: 'word', text }
}
