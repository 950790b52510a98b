import { expect, test } from 'vitest'
import { ariaShortcut, shortcutLabel } from './shortcut-label.ts'

test('a shortcut is written as this computer writes its keys', () => {
  expect(['Mod+Shift+K', 'Mod+Comma', 'Mod+Enter', 'ArrowLeft', '?'].map((it) => shortcutLabel(it, true))).toEqual([
    '⌘⇧K',
    '⌘,',
    '⌘↩',
    '←',
    '?',
  ])
  expect(['Mod+Shift+K', 'Mod+Comma', 'Mod+Enter', 'Escape'].map((it) => shortcutLabel(it, false))).toEqual([
    'Ctrl+Shift+K',
    'Ctrl+,',
    'Ctrl+Enter',
    'Esc',
  ])
})

test('assistive technology hears the standard names', () => {
  expect([ariaShortcut('Mod+K', true), ariaShortcut('Mod+K', false)]).toEqual(['Meta+K', 'Control+K'])
})
