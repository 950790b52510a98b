import { describe, expect, it } from 'vitest'
import type { Condition } from '#shared/query-language.ts'
import { type Completions, complete, type Suggestion, suggest } from './complete-query.ts'

const tag = (value: string): Condition => ({ isNegated: false, kind: 'tag', value })
const from: Completions = {
  facets: {
    model: [{ condition: { isNegated: false, kind: 'model', value: 'gpt-image-2.6' }, count: 12 }],
    provider: [],
    tag: [{ condition: tag('바다'), count: 7 }],
    rating: [],
    size: [],
    is: [{ condition: { isNegated: false, kind: 'is', state: 'favorite' }, count: 3 }],
  },
  tags: ['바다', '긴 이름'],
  collections: ['Travel'],
  savedSearches: [
    {
      id: 1,
      name: 'Best of the sea',
      query: { text: 'sea rating>=4', place: 'library', collectionId: null },
      createdAtMs: 1,
    },
  ],
  nameOfField: (field) => (field === 'tag' ? '태그' : field),
  nameOfValue: (condition) => (condition.kind === 'is' && condition.state === 'favorite' ? '즐겨찾기' : ''),
}
const texts = (suggestions: readonly Suggestion[]) =>
  suggestions.map((suggestion) =>
    suggestion.kind === 'field'
      ? `${suggestion.field}:`
      : suggestion.kind === 'saved-search'
        ? suggestion.search.name
        : JSON.stringify(suggestion.condition),
  )
const at = (text: string) => suggest(text, text.length, from)

describe('completing a search', () => {
  it('offers fields by either name, and what is saved, while nothing is typed', () => {
    expect(texts(at('')).slice(0, 2)).toEqual(['tag:', 'model:'])
    expect(texts(at('')).at(-1)).toBe('Best of the sea')
    expect(texts(at('태'))).toEqual(['tag:'])
  })

  it('finds what a plain word is the name of', () => {
    expect(at('바ㄷ')).toEqual([{ kind: 'term', condition: tag('바다'), count: 7 }])
    expect(texts(at('sea'))).toEqual(['Best of the sea'])
    expect(texts(at('cat sea'))).toEqual([])
  })

  it('offers the values of a field with how often they occur, then those that do not occur', () => {
    expect(at('cat tag:')).toEqual([
      { kind: 'term', condition: tag('바다'), count: 7 },
      { kind: 'term', condition: tag('긴 이름'), count: null },
    ])
    expect(texts(at('is:즐'))).toEqual(['{"isNegated":false,"kind":"is","state":"favorite"}'])
    expect(at('is:').map((suggestion) => suggestion.kind === 'term' && suggestion.count)).toEqual([
      3,
      ...Array<null>(4).fill(null),
    ])
    expect(at('collection:tra')).toHaveLength(1)
  })

  it('narrows ratings, dates and shapes by what is typed', () => {
    expect(at('rating:')).toHaveLength(6)
    expect(texts(at('after:ye'))).toEqual(['{"isNegated":false,"kind":"after","date":"yesterday"}'])
    expect(texts(at('size:po'))).toEqual(['{"isNegated":false,"kind":"size","shape":"portrait"}'])
  })

  it('offers nothing that is written there already', () => {
    expect(at('cat tag:바다')).toEqual([])
    expect(at('-is:favorite')).toEqual([])
    expect(texts(at('rating>=4'))).toEqual([])
  })

  it('puts what is chosen where it was typed, and goes on behind it', () => {
    expect(complete('cat ta', 6, { kind: 'field', field: 'tag' })).toEqual({
      text: 'cat tag:',
      caret: 8,
      isUnfinished: true,
    })
    expect(complete('cat -tag:긴', 10, { kind: 'term', condition: tag('긴 이름'), count: null })).toEqual({
      text: 'cat -tag:"긴 이름" ',
      caret: 16,
      isUnfinished: false,
    })
    expect(complete('tag:바 cat', 5, { kind: 'term', condition: tag('바다'), count: 7 })).toEqual({
      text: 'tag:바다 cat',
      caret: 7,
      isUnfinished: false,
    })
    expect(complete('', 0, { kind: 'field', field: 'rating' }).text).toBe('rating>=')
  })
})
