import { expect, test } from 'vitest'
import { type KeyPress, matchesShortcut, toAccelerator } from './shortcut.ts'

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})

test('Mod is Command on macOS and Control elsewhere', () => {
  const control = press('k', 'KeyK', { ctrlKey: true })
  const command = press('k', 'KeyK', { metaKey: true })
  expect([
    matchesShortcut(control, 'Mod+K', false),
    matchesShortcut(control, 'Mod+K', true),
    matchesShortcut(command, 'Mod+K', true),
    matchesShortcut(command, 'Mod+K', false),
  ]).toEqual([true, false, true, false])
})

test('with a Korean layout, where B types ㅠ, a letter is known by its place', () => {
  expect(matchesShortcut(press('ㅠ', 'KeyB'), 'B', false)).toBe(true)
  expect(matchesShortcut(press('ㅏ', 'KeyK', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
})

test('with a Dvorak layout a letter is the one it types', () => {
  expect(matchesShortcut(press('k', 'KeyV', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
  expect(matchesShortcut(press('t', 'KeyK', { ctrlKey: true }), 'Mod+K', false)).toBe(false)
})

test('every modifier must be as written, no more and no fewer', () => {
  expect(matchesShortcut(press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), 'Mod+K', false)).toBe(false)
  expect(matchesShortcut(press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+K', false)).toBe(true)
  expect(matchesShortcut(press('k', 'KeyK'), 'Mod+K', false)).toBe(false)
})

test('digits, named keys and punctuation match on both key blocks and any layout', () => {
  expect(matchesShortcut(press('3', 'Numpad3'), '3', false)).toBe(true)
  expect(matchesShortcut(press('Enter', 'NumpadEnter', { ctrlKey: true }), 'Mod+Enter', false)).toBe(true)
  expect(matchesShortcut(press(',', 'Comma', { ctrlKey: true }), 'Mod+,', false)).toBe(true)
  expect(matchesShortcut(press('?', 'Slash', { shiftKey: true }), '?', false)).toBe(true)
})

test('only shortcuts with Mod go into the native menu, so that a bare letter never gets in the way of typing', () => {
  expect(['Mod+Comma', 'Mod+Shift+ArrowLeft', 'F', '?'].map(toAccelerator)).toEqual([
    'CmdOrCtrl+,',
    'CmdOrCtrl+Shift+Left',
    null,
    null,
  ])
})
