import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Command } from '#renderer/commands/command.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { CommandPalette } from './command-palette.tsx'

function setUp() {
  installFakeBridge()
  const ran: string[] = []
  const onClose = vi.fn()
  const command = (id: string, label: string, part: Partial<Command> = {}): Command => ({
    id,
    label,
    englishLabel: id,
    shortcut: null,
    group: 'view',
    isEnabled: true,
    run: () => ran.push(id),
    ...part,
  })
  const commands = [
    command('Go to Create', '만들기로 이동', { shortcut: 'Mod+1' }),
    command('Settings', '설정…'),
    command('Quit', '종료', { isEnabled: false }),
  ]
  const view = renderInApp(<CommandPalette commands={commands} isOpen onClose={onClose} />, { language: 'ko' })
  const input = screen.getByRole('combobox', { name: '명령 팔레트' })
  return { ...view, input, ran, onClose }
}

const shown = () => screen.queryAllByRole('option').map((option) => option.textContent)

test('it offers every command that can run now, with its keys', () => {
  setUp()
  expect(shown()).toEqual(['만들기로 이동Ctrl1', '설정…'])
})

test('initial consonants find a command, Enter runs it and closes', async () => {
  const { user, input, ran, onClose } = setUp()
  await user.type(input, 'ㅅㅈ')
  expect(shown()).toEqual(['설정…'])
  await user.keyboard('{Enter}')
  expect(ran).toEqual(['Settings'])
  expect(onClose).toHaveBeenCalled()
})

test('results follow a syllable while it is being composed, and the Enter that ends it runs nothing', () => {
  const { input, ran } = setUp()
  fireEvent.compositionStart(input)
  fireEvent.input(input, { target: { value: '서' }, isComposing: true })
  expect(shown()).toEqual(['설정…'])
  fireEvent.keyDown(input, { key: 'Enter', keyCode: 229, which: 229, isComposing: true })
  fireEvent.compositionEnd(input)
  fireEvent.keyDown(input, { key: 'Enter', keyCode: 229, which: 229 })
  expect(ran).toEqual([])

  fireEvent.keyDown(input, { key: 'Enter', keyCode: 13, which: 13 })
  expect(ran).toEqual(['Settings'])
})

test('it says so when nothing matches', async () => {
  const { user, input } = setUp()
  await user.type(input, 'zzz')
  expect(shown()).toEqual([])
  expect(screen.getByText('‘zzz’에 맞는 명령이 없어요.')).toBeTruthy()
})
