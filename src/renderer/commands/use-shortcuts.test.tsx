import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Command } from './command.ts'
import { useShortcuts } from './use-shortcuts.ts'

afterEach(cleanup)

function Page({ commands }: { readonly commands: readonly Command[] }) {
  useShortcuts(commands)
  return (
    <>
      <textarea aria-label="Prompt" onKeyDown={(event) => event.altKey && event.preventDefault()} />
      <div role="dialog" data-dialog>
        <button type="button">OK</button>
      </div>
    </>
  )
}

function setUp(shortcut: string, rest: Partial<Command> = {}) {
  const run = vi.fn()
  const command: Command = {
    id: 'test',
    label: 'Test',
    englishLabel: 'Test',
    shortcut,
    group: 'view',
    isEnabled: true,
    run,
    ...rest,
  }
  render(<Page commands={[command]} />)
  return run
}

const controlK = { key: 'ㅏ', code: 'KeyK', ctrlKey: true }

test('a shortcut with Mod works from inside a text field, whatever the keyboard layout', () => {
  const run = setUp('Mod+K')
  const wasNotPrevented = fireEvent.keyDown(screen.getByRole('textbox'), controlK)
  expect(run).toHaveBeenCalledOnce()
  expect(wasNotPrevented).toBe(false)
})

test('while a syllable is composed, keys belong to the input method', () => {
  const run = setUp('Mod+K')
  fireEvent.keyDown(screen.getByRole('textbox'), { ...controlK, isComposing: true })
  fireEvent.keyDown(screen.getByRole('textbox'), { ...controlK, keyCode: 229 })
  expect(run).not.toHaveBeenCalled()
})

test('a key that its own area has handled runs nothing a second time', () => {
  const run = setUp('Mod+Alt+K')
  fireEvent.keyDown(screen.getByRole('textbox'), { ...controlK, altKey: true })
  expect(run).not.toHaveBeenCalled()
})

test('nothing behind a dialog is set off', () => {
  const run = setUp('Mod+K')
  fireEvent.keyDown(screen.getByRole('button'), controlK)
  expect(run).not.toHaveBeenCalled()
})

test('a disabled command does not run', () => {
  const run = setUp('Mod+K', { isEnabled: false })
  fireEvent.keyDown(document.body, controlK)
  expect(run).not.toHaveBeenCalled()
})

test('a question mark opens the sheet, but in a text field it is a question mark', () => {
  const run = setUp('?')
  const questionMark = { key: '?', code: 'Slash', shiftKey: true }
  fireEvent.keyDown(screen.getByRole('textbox'), questionMark)
  expect(run).not.toHaveBeenCalled()
  fireEvent.keyDown(document.body, questionMark)
  expect(run).toHaveBeenCalledOnce()
})

test('other bare letters are left to the grid and the viewer', () => {
  const run = setUp('F')
  fireEvent.keyDown(document.body, { key: 'f', code: 'KeyF' })
  expect(run).not.toHaveBeenCalled()
})

test('undo in a text field means the words in it, unless the command says that it means more', () => {
  const controlZ = { key: 'z', code: 'KeyZ', ctrlKey: true }
  const ofWords = setUp('Mod+Z')
  fireEvent.keyDown(screen.getByRole('textbox'), controlZ)
  expect(ofWords).not.toHaveBeenCalled()
  cleanup()
  const ofMore = setUp('Mod+Z', { worksInFields: true })
  fireEvent.keyDown(screen.getByRole('textbox'), controlZ)
  expect(ofMore).toHaveBeenCalledOnce()
})
