import { act } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import type { Command } from './command.ts'
import { useNativeMenu } from './use-native-menu.ts'

const generate: Command = {
  id: 'create.generate',
  label: 'Generate',
  englishLabel: 'Generate',
  shortcut: 'Mod+Enter',
  group: 'file',
  isEnabled: true,
  run: () => undefined,
}

function Menu({ commands }: { readonly commands: readonly Command[] }) {
  useNativeMenu(commands)
  return null
}

test('the native menu is described once, and again only when something in it changed', () => {
  const bridge = installFakeBridge({ 'menu.set': () => ok({}) })
  const { rerender } = renderInApp(<Menu commands={[generate]} />)
  rerender(<Menu commands={[{ ...generate }]} />)
  expect(bridge.inputsOf('menu.set')).toEqual([
    {
      groups: [
        {
          role: 'file',
          label: 'File',
          items: [{ commandId: 'create.generate', label: 'Generate', accelerator: 'CmdOrCtrl+Enter', isEnabled: true }],
        },
        { role: 'edit', label: 'Edit', items: [] },
        { role: 'view', label: 'View', items: [] },
        { role: 'help', label: 'Help', items: [] },
      ],
    },
  ])

  rerender(<Menu commands={[{ ...generate, isEnabled: false }]} />)
  expect(bridge.inputsOf('menu.set')).toHaveLength(2)
})

test('the menu follows the language', () => {
  const bridge = installFakeBridge({ 'menu.set': () => ok({}) })
  renderInApp(<Menu commands={[]} />)
  act(() => setLanguage('ko'))
  expect(
    bridge
      .inputsOf('menu.set')
      .at(-1)
      ?.groups.map(({ label }) => label),
  ).toEqual(['파일', '편집', '보기', '도움말'])
})

test('what is chosen in the menu runs, unless it was disabled meanwhile', () => {
  const bridge = installFakeBridge({ 'menu.set': () => ok({}) })
  const run = vi.fn()
  const { rerender } = renderInApp(<Menu commands={[{ ...generate, run }]} />)
  bridge.emit('command.chosen', { commandId: 'create.generate' })
  expect(run).toHaveBeenCalledOnce()

  rerender(<Menu commands={[{ ...generate, isEnabled: false, run }]} />)
  bridge.emit('command.chosen', { commandId: 'create.generate' })
  expect(run).toHaveBeenCalledOnce()
})
