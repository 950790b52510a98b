import { afterEach, expect, test, vi } from 'vitest'
import { applyTheme, readStartAppearance } from './appearance.ts'

afterEach(() => vi.unstubAllGlobals())
const shownTheme = () => document.documentElement.dataset['theme']

test('the address decides the first paint; what it does not say is the system and English', () => {
  expect(readStartAppearance('?theme=dark&lang=ko')).toEqual({ theme: 'dark', language: 'ko' })
  expect(readStartAppearance('?theme=pink&lang=fr')).toEqual({ theme: 'system', language: 'en' })
})

test('a chosen theme stands whatever the system prefers', () => {
  applyTheme('light')
  expect(shownTheme()).toBe('light')
})

test('as the system means as the system is now, until it is undone', () => {
  const system = Object.assign(new EventTarget(), { matches: true })
  vi.stubGlobal('matchMedia', () => system)
  const stop = applyTheme('system')
  expect(shownTheme()).toBe('dark')

  system.matches = false
  system.dispatchEvent(new Event('change'))
  expect(shownTheme()).toBe('light')

  stop()
  system.matches = true
  system.dispatchEvent(new Event('change'))
  expect(shownTheme()).toBe('light')
})
