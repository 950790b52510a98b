import { describe, expect, it } from 'vitest'
import { resolveLanguage } from './settings-file.ts'

describe('the language of the screen', () => {
  it.each([
    [
      { forced: 'ko', choice: 'en', systemLanguages: ['en-US'] },
      { language: 'ko', isForced: true },
    ],
    [
      { forced: 'fr', choice: 'system', systemLanguages: ['ko-KR'] },
      { language: 'ko', isForced: false },
    ],
    [
      { forced: undefined, choice: 'en', systemLanguages: ['ko-KR'] },
      { language: 'en', isForced: false },
    ],
    [
      { forced: undefined, choice: 'system', systemLanguages: ['fr-FR', 'ko', 'en'] },
      { language: 'ko', isForced: false },
    ],
    [
      { forced: undefined, choice: 'system', systemLanguages: ['de-DE'] },
      { language: 'en', isForced: false },
    ],
    [
      { forced: undefined, choice: 'system', systemLanguages: [] },
      { language: 'en', isForced: false },
    ],
  ] as const)('%j gives %j', (options, expected) => {
    expect(resolveLanguage(options)).toEqual(expected)
  })
})
