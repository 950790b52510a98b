import { describe, expect, it } from 'vitest'
import type { Condition } from '#shared/query-language.ts'
import { findTerm, toFacetValues, toggleTerm, withDates } from './facet-terms.ts'

const model = (value: string): Condition => ({ isNegated: false, kind: 'model', value })
const tag = (value: string): Condition => ({ isNegated: false, kind: 'tag', value })

describe('choosing a facet', () => {
  it('writes it into the search, and takes it out again', () => {
    const once = toggleTerm('바다', tag('긴 이름'))
    expect(once).toBe('바다 tag:"긴 이름"')
    expect(toggleTerm(once, tag('긴 이름'))).toBe('바다')
  })

  it('turns asking for into leaving out, and back', () => {
    const without = toggleTerm('tag:sea', { ...tag('sea'), isNegated: true })
    expect(without).toBe('-tag:sea')
    expect(toggleTerm(without, tag('sea'))).toBe('tag:sea')
  })

  it('replaces what a picture has one of, and adds what it may have several of', () => {
    expect(toggleTerm('model:a cat', model('b'))).toBe('cat model:b')
    expect(toggleTerm('tag:a', tag('b'))).toBe('tag:a tag:b')
    expect(toggleTerm('-model:a', model('b'))).toBe('-model:a model:b')
  })

  it('recognises its own term however it was written', () => {
    expect(findTerm('-모델:"a"', model('a'))).toMatchObject({ isNegated: true, start: 0, end: 7 })
  })

  it('puts new dates in the place of the old ones', () => {
    expect(withDates('after:2026-01 cat before:2026-02', [{ isNegated: false, kind: 'after', date: 'today' }])).toBe(
      'cat after:today',
    )
    expect(withDates('cat after:today', [])).toBe('cat')
  })
})

it('counted values become conditions, those that the language cannot say are left out', () => {
  const facets = {
    model: [{ value: 'gpt image', count: 3 }],
    provider: [],
    tag: [],
    rating: [
      { value: '4', count: 2 },
      { value: '0', count: 9 },
    ],
    size: [{ value: '1024x1536', count: 1 }],
    is: [
      { value: 'favorite', count: 5 },
      { value: 'unheard-of', count: 1 },
    ],
  }
  expect(toFacetValues('model', facets)).toEqual([{ condition: model('gpt image'), count: 3 }])
  expect(toFacetValues('rating', facets).map(({ condition }) => condition)).toEqual([
    { isNegated: false, kind: 'rating', comparison: '=', stars: 4 },
    { isNegated: false, kind: 'rating', comparison: '=', stars: 0 },
  ])
  expect(toFacetValues('size', facets)[0]?.condition).toEqual({
    isNegated: false,
    kind: 'size',
    shape: null,
    width: 1024,
    height: 1536,
  })
  expect(toFacetValues('is', facets)).toHaveLength(1)
  expect(toFacetValues('tag', undefined)).toEqual([])
})
