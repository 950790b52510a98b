import { expect, test } from 'vitest'
import { toSearchText } from './search-text.ts'
import { planExact, planWord } from './text-plan.ts'

test('The index keeps words, pairs of neighbours, the last of each run, and the pair where a run follows a word', () => {
  expect(toSearchText(['Cat을 그린 고양이', '3D렌더, 꽃', '한복cat'])).toEqual({
    latin: 'cat 3d cat',
    grams: 't을 을 그린 린 고양 양이 이 d렌 렌더 더 꽃 한복 복',
  })
})

test('What the index answers exactly needs no text; the rest is narrowed down as far as it can', () => {
  expect(
    [planWord('바다를'), planWord('꽃'), planWord('Cat'), planWord('sci-fi'), planWord('cat을'), planWord('🌸')].map(
      ({ expression, needles }) => [expression, ...needles],
    ),
  ).toEqual([
    ['grams : "바다 다를"'],
    ['grams : "꽃" *'],
    ['latin : "cat" *'],
    ['latin : "sci" * AND latin : "fi" *'],
    ['grams : "t을"', 'cat을'],
    [null, '🌸'],
  ])
  expect(
    [planExact('바다를'), planExact('겨울 바다'), planExact('soft portrait of'), planExact('cat')].map(
      ({ expression, needles }) => [expression, ...needles],
    ),
  ).toEqual([
    ['grams : "바다 다를"'],
    ['grams : "겨울" AND grams : "바다"', '겨울 바다'],
    ['latin : "portrait" AND latin : "of" *', 'soft portrait of'],
    [null, 'cat'],
  ])
})
