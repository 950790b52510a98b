import { afterEach, expect, test } from 'vitest'
import { i18n, setLanguage } from './i18n.ts'

afterEach(() => setLanguage('en'))

test('the language changes at once and the page says which it is', () => {
  setLanguage('ko')
  expect([i18n.t('ui:close'), document.documentElement.lang]).toEqual(['닫기', 'ko'])
})

test('a Korean particle follows the last sound of the word before it', () => {
  setLanguage('ko')
  expect(['서버', '연구실'].map((label) => i18n.t('settings:connectionRemoved', { label }))).toEqual([
    '서버를 삭제했어요',
    '연구실을 삭제했어요',
  ])
})

test('every text fills in the same values in both languages', () => {
  const valuesOf = (text = '') => [...new Set([...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]))].sort().join()
  const textsOf = (language: string, area: string) =>
    // The bundles are what `i18n.ts` was given: flat objects of texts.
    i18n.getResourceBundle(language, area) as Readonly<Record<string, string>>
  const areas = [i18n.options.ns ?? []].flat()
  const differing = areas.flatMap((area) =>
    Object.entries(textsOf('en', area))
      .filter(([key, text]) => valuesOf(text) !== valuesOf(textsOf('ko', area)[key]))
      .map(([key]) => `${area}:${key}`),
  )
  expect(areas).toContain('settings')
  expect(differing).toEqual([])
})
