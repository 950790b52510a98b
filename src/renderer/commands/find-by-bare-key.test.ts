import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { findByBareKey } from './find-by-bare-key.ts'

const command = (shortcut: string, isEnabled = true): Command => ({
  id: shortcut,
  label: shortcut,
  englishLabel: shortcut,
  shortcut,
  group: 'edit',
  isEnabled,
  run: () => undefined,
})
const commands = [command('F'), command('3'), command('Delete'), command('R', false), command('Mod+S')]
const find = (init: KeyboardEventInit, on: HTMLElement = document.body): string | undefined => {
  let found: Command | undefined
  const listen = (event: KeyboardEvent): void => {
    found = findByBareKey(commands, event)
  }
  if (on !== document.body) document.body.append(on)
  on.addEventListener('keydown', listen)
  on.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }))
  on.removeEventListener('keydown', listen)
  return found?.id
}

describe('findByBareKey', () => {
  it('goes by the place of a letter, whatever the layout makes of it', () => {
    expect(find({ key: 'ㄹ', code: 'KeyF' })).toBe('F')
  })

  it('takes digits from both places', () => {
    expect(find({ key: '3', code: 'Digit3' })).toBe('3')
    expect(find({ key: '3', code: 'Numpad3' })).toBe('3')
  })

  it('takes named keys', () => {
    expect(find({ key: 'Delete', code: 'Delete' })).toBe('Delete')
  })

  it('leaves keys with modifiers to others', () => {
    expect(find({ key: 'f', code: 'KeyF', ctrlKey: true })).toBeUndefined()
    expect(find({ key: 'F', code: 'KeyF', shiftKey: true })).toBeUndefined()
  })

  it('finds nothing that cannot run', () => {
    expect(find({ key: 'r', code: 'KeyR' })).toBeUndefined()
  })

  it('is quiet while something is typed or composed', () => {
    expect(find({ key: 'f', code: 'KeyF' }, document.createElement('input'))).toBeUndefined()
    expect(find({ key: 'Process', code: 'KeyF', keyCode: 229 })).toBeUndefined()
    expect(find({ key: 'f', code: 'KeyF', isComposing: true })).toBeUndefined()
  })

  it('hears keys on a slider', () => {
    const slider = document.createElement('input')
    slider.type = 'range'
    expect(find({ key: 'f', code: 'KeyF' }, slider)).toBe('F')
  })
})
