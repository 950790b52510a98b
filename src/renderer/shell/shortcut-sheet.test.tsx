import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'

it('lists the keys of commands, and those that only the pictures or the viewer know', async () => {
  const base = { group: 'edit', isEnabled: false, run: () => undefined } as const
  const commands = [
    { ...base, id: 'a', label: 'Edit tags…', englishLabel: 'Edit tags…', shortcut: 'T' },
    { ...base, id: 'b', label: 'Copy prompt', englishLabel: 'Copy prompt', shortcut: null },
  ]
  installFakeImageLibrary([])
  renderInApp(<ShortcutSheet commands={commands} isOpen onClose={() => undefined} />)
  const sheet = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }))
  const lines = sheet.getAllByRole('listitem').map(({ textContent }) => textContent)
  expect(lines).toContain('Edit tagsT')
  expect(lines).not.toContain('Copy prompt')
  expect(lines).toContain('Select allCtrlA')
  expect(lines).toContain('Open the stackAlt→')
  expect(lines).toContain('Swap the two comparedX')
})
