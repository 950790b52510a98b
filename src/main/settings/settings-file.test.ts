import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettingsFile, resolveLanguage } from './settings-file.ts'

describe('the settings', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diptych-settings-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const read = (stored: unknown) => {
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(stored))
    const moved: string[] = []
    const file = openSettingsFile({ profileFolder: folder, nowMs: () => 1234, onDamaged: (to) => moved.push(to) })
    return { value: file.value(), moved }
  }
  const atFirst = {
    languageChoice: 'system',
    theme: 'system',
    libraryPath: null,
    isLibraryNew: false,
    backupFolder: null,
    continuesAfterRestart: true,
    window: null,
  }
  const window = { bounds: { x: -5, y: 0, width: 800, height: 600 }, isMaximized: true }

  it('come back as they were left, with what a newer version wrote beside them', () => {
    const stored = {
      languageChoice: 'ko',
      theme: 'dark',
      libraryPath: '/pictures',
      isLibraryNew: true,
      backupFolder: '/disk/Diptych Backup',
      continuesAfterRestart: false,
      window,
      fromTheFuture: [1],
    }
    expect(read(stored)).toEqual({ value: stored, moved: [] })
  })

  it.each([
    { languageChoice: 'fr', theme: 'blue', libraryPath: 7, isLibraryNew: 'yes', backupFolder: 1, window: 'large' },
    { window: { ...window, bounds: { ...window.bounds, width: 'wide' } } },
    { window: { ...window, bounds: null } },
    { window: { bounds: window.bounds } },
  ])('are as at first where %j cannot be understood', (stored) => {
    expect(read(stored)).toEqual({ value: atFirst, moved: [] })
  })

  it.each([[[]], [null], ['text']])('%j is no settings: moved aside', (stored) => {
    expect(read(stored)).toEqual({ value: atFirst, moved: [join(folder, 'settings.json.damaged-1234')] })
  })
})

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
