import { beforeEach, describe, expect, it } from 'vitest'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import type { Command } from './command.ts'
import { pictureMenu } from './picture-menu.ts'
import { openPopupMenu } from './popup-menu.ts'

const ran: string[] = []
const command = (id: string, shortcut: string | null, isEnabled = true): Command => ({
  id,
  label: id,
  englishLabel: id,
  shortcut,
  group: 'edit',
  isEnabled,
  run: () => ran.push(id),
})
const commands = [
  command('picture.trash', 'Delete'),
  command('picture.restore', 'R', false),
  command('picture.open', 'Enter'),
  command('picture.copyPrompt', null, false),
  command('picture.addToCollection', 'Shift+C'),
  command('library.search', 'Mod+F'),
]

beforeEach(() => {
  ran.length = 0
})

describe('the context menu of a picture', () => {
  it('describes commands in groups, with every key, and leaves out what makes no sense here', async () => {
    const bridge = installFakeBridge({ 'menu.popup': () => ok({ commandId: 'picture.trash' }) })
    await openPopupMenu({ target: document.body, button: 2 }, pictureMenu(commands))
    expect(bridge.inputsOf('menu.popup')).toEqual([
      {
        items: [
          { kind: 'command', commandId: 'picture.open', label: 'picture.open', accelerator: 'Enter', isEnabled: true },
          { kind: 'separator' },
          {
            kind: 'command',
            commandId: 'picture.addToCollection',
            label: 'picture.addToCollection',
            accelerator: 'Shift+C',
            isEnabled: true,
          },
          { kind: 'separator' },
          {
            kind: 'command',
            commandId: 'picture.copyPrompt',
            label: 'picture.copyPrompt',
            accelerator: null,
            isEnabled: false,
          },
          { kind: 'separator' },
          {
            kind: 'command',
            commandId: 'picture.trash',
            label: 'picture.trash',
            accelerator: 'Delete',
            isEnabled: true,
          },
        ],
        at: null,
      },
    ])
    expect(ran).toEqual(['picture.trash'])
  })

  it('stands at the picture when a key opened it, and runs nothing when it is closed', async () => {
    const bridge = installFakeBridge({ 'menu.popup': () => ok({ commandId: null }) })
    await openPopupMenu({ target: document.body, button: 0 }, pictureMenu(commands))
    expect(bridge.inputsOf('menu.popup').map(({ at }) => at)).toEqual([{ x: 0, y: 0 }])
    expect(ran).toEqual([])
  })
})
