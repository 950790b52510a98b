import { expect, test } from 'vitest'
import type { Command } from './command.ts'
import { findCommands } from './find-commands.ts'

const command = (label: string, englishLabel: string): Command => ({
  id: englishLabel,
  label,
  englishLabel,
  shortcut: null,
  group: 'view',
  isEnabled: true,
  run: () => undefined,
})
const commands = [
  command('다른 라이브러리 열기…', 'Open another library…'),
  command('라이브러리로 이동', 'Go to Library'),
  command('설정…', 'Settings…'),
]
const find = (query: string) => findCommands(commands, query).map(({ englishLabel }) => englishLabel)

test('an empty query finds everything in its own order', () => {
  expect(find('  ')).toEqual(['Open another library…', 'Go to Library', 'Settings…'])
})

test('a label is found by a part of it, matches at the front first', () => {
  expect(find('라이브러리')).toEqual(['Go to Library', 'Open another library…'])
})

test('the English label is found while Korean is on screen', () => {
  expect(find('sett')).toEqual(['Settings…'])
})

test('initial consonants find a command', () => {
  expect(find('ㅅㅈ')).toEqual(['Settings…'])
  expect(find('ㄷㄹ ㄹㅇ')).toEqual(['Open another library…'])
})

test('a syllable that is still being composed finds what it may become', () => {
  expect(find('서')).toEqual(['Settings…'])
  expect(find('설ㅈ')).toEqual(['Settings…'])
})

test('decomposed Hangul finds the same as composed', () => {
  expect(find('설정'.normalize('NFD'))).toEqual(['Settings…'])
})

test('what matches nothing finds nothing', () => {
  expect(find('ㅋㅋ')).toEqual([])
})
