import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Db } from './database.ts'
import { migrate } from './migrate.ts'
import { indexImage, planSearch } from './search.ts'

function openIndex(texts: readonly string[]): Db {
  const db = new Sqlite(':memory:')
  migrate(db)
  for (const [index, text] of texts.entries()) indexImage(db, index + 1, [text])
  return db
}

/** Places of the texts that a query finds. */
function search(db: Db, query: string): readonly number[] {
  const plan = planSearch(query)
  if (plan.kind === 'none') return []
  const rows =
    plan.kind === 'all'
      ? db.prepare<[], { readonly rowid: number }>('SELECT rowid FROM image_search ORDER BY rowid').all()
      : db
          .prepare<[string], { readonly rowid: number }>(
            'SELECT rowid FROM image_search WHERE image_search MATCH ? ORDER BY rowid',
          )
          .all(plan.expression)
  return rows.map(({ rowid }) => rowid - 1)
}

const finds = (text: string, query: string): boolean => {
  const db = openIndex([text])
  const found = search(db, query).length === 1
  db.close()
  return found
}

test.each([
  ['겨울 바다를 걷는 고양이', '바다', true],
  ['겨울 바다를 걷는 고양이', '양이', true],
  ['겨울 바다를 걷는 고양이', '꽃', false],
  ['꽃', '꽃', true],
  ['벚꽃', '꽃', true],
  ['벚꽃길', '꽃', true],
  ['고양이', '이', true],
  ['겨울 바다', '울바', false],
  ['가나 나다', '가나다', false],
  ['겨울 바다를 걷는 고양이', '고양이 겨울', true],
  ['겨울 바다를 걷는 고양이', '고양이 여름', false],
  ['cat을 그린 portrait', 'cat', true],
  ['cat을 그린 portrait', '을', true],
  ['a soft portrait of a cat', 'port', true],
  ['a soft portrait of a cat', 'port cat', false],
  ['a soft portrait of a cat', 'CAT por', true],
  ['Émile in the café', 'emile cafe', true],
  ['東京タワーの夜', 'タワー', true],
  ['東京タワーの夜', '夜', true],
  ['𠮷野家', '𠮷野', true],
  ['ㅋㅋㅋ 웃는 얼굴', 'ㅋㅋ', true],
  ['바다'.normalize('NFD'), '바다', true],
  ['바다', '바다'.normalize('NFD'), true],
])('In “%s”, “%s” is found: %s', (text, query, isFound) => {
  expect(finds(text, query)).toBe(isFound)
})

test('Nothing asked finds all, only signs find nothing', () => {
  expect(['', '   ', '!?', '"', '🌸', '-- ()'].map((query) => planSearch(query).kind)).toEqual([
    'all',
    'all',
    'none',
    'none',
    'none',
    'none',
  ])
})

test('A heart with its variation sign beside a word does not hide what the word finds', () => {
  expect(finds('a cat', 'cat ❤️')).toBe(true)
})

test('No text that a person can type is a syntax problem', () => {
  const db = openIndex(['a cat', '고양이'])
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1000 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '*',
          '(',
          ')',
          ':',
          '^',
          '-',
          '+',
          '{',
          '}',
          'AND',
          'NOT',
          'NEAR',
          'latin:',
          '가',
          '\0',
        ),
        {
          maxLength: 60,
        },
      )
      .map((parts) => parts.join(' ')),
  )
  fc.assert(
    fc.property(text, (query) => {
      search(db, query)
    }),
    { numRuns: 2000 },
  )
  db.close()
})

test('Five hundred words are a query like any other', () => {
  const words = Array.from({ length: 500 }, (_, index) => `w${index}`).join(' ')
  expect(finds(words, words)).toBe(true)
})

// Few syllables, so that runs repeat, overlap and end in each other's beginnings.
const syllables = fc
  .array(fc.constantFrom('가', '나', '다', '꽃', '밭'), { minLength: 1, maxLength: 6 })
  .map((all) => all.join(''))
const gaps = fc.constantFrom(' ', ', ', '. ', ' a ', '\n', '…')
const koreanText = fc
  .array(fc.tuple(syllables, gaps), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join(''))

test('A run of Hangul finds exactly the texts that contain it', () => {
  fc.assert(
    fc.property(fc.array(koreanText, { minLength: 1, maxLength: 8 }), syllables, (texts, query) => {
      const db = openIndex(texts)
      const expected = texts.flatMap((text, index) => (text.includes(query) ? [index] : []))
      const found = search(db, query)
      db.close()
      expect(found).toEqual(expected)
    }),
    { numRuns: 400 },
  )
})

test('Several runs find exactly the texts that contain each of them', () => {
  fc.assert(
    fc.property(
      fc.array(koreanText, { minLength: 1, maxLength: 8 }),
      fc.array(syllables, { minLength: 2, maxLength: 4 }),
      (texts, queries) => {
        const db = openIndex(texts)
        const expected = texts.flatMap((text, index) => (queries.every((query) => text.includes(query)) ? [index] : []))
        const found = search(db, queries.join(' '))
        db.close()
        expect(found).toEqual(expected)
      },
    ),
    { numRuns: 200 },
  )
})
