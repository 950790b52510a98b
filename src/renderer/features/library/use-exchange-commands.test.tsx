import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import type { Command } from '#renderer/commands/command.ts'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleLibrary } from '#test/support/sample-library.ts'
import { useLibraryStore } from './library-store.ts'
import { useExchangeCommands } from './use-exchange-commands.ts'

beforeEach(() => {
  useAppStore.setState(useAppStore.getInitialState(), true)
  useLibraryStore.setState(useLibraryStore.getInitialState(), true)
})

async function setUp(handlers: Partial<Handlers> = {}, imageCount = 5, language: 'en' | 'ko' = 'en') {
  const bridge = installFakeBridge({ 'library.status': () => ok(sampleLibrary({ imageCount })), ...handlers })
  const current: { commands: readonly Command[] } = { commands: [] }
  function Probe() {
    current.commands = useExchangeCommands()
    return null
  }
  renderInApp(<Probe />, { language })
  await waitFor(() => expect(current.commands.find(({ id }) => id === 'library.verify')?.isEnabled).toBe(true))
  const find = (id: string): Command => {
    const command = current.commands.find((candidate) => candidate.id === id)
    if (command === undefined) throw new Error(`No command ${id}.`)
    return command
  }
  return { bridge, find, all: () => current.commands }
}

test('the four that have fixed names have them, in the file menu', async () => {
  const { all } = await setUp()
  expect(
    all()
      .filter(({ group }) => group === 'file')
      .map(({ label, shortcut, isEnabled }) => [label, shortcut, isEnabled]),
  ).toEqual([
    ['Import', 'Mod+I', true],
    ['Export…', 'Mod+Shift+E', false],
    ['Export library', null, true],
    ['Back up now', null, true],
    ['Restore from a backup…', null, false],
    ['Verify library', null, true],
  ])
})

test('they speak Korean, and are found in English too', async () => {
  const { all } = await setUp({}, 5, 'ko')
  expect(all().map(({ label, englishLabel }) => [label, englishLabel])).toEqual([
    ['가져오기', 'Import'],
    ['내보내기…', 'Export…'],
    ['라이브러리 내보내기', 'Export library'],
    ['지금 백업', 'Back up now'],
    ['백업에서 복원…', 'Restore from a backup…'],
    ['라이브러리 검사', 'Verify library'],
    ['작업 보기', 'Show tasks'],
  ])
})

test('an empty library can be restored and not exported', async () => {
  const { find } = await setUp({}, 0)
  expect([find('library.restore').isEnabled, find('library.export').isEnabled]).toEqual([true, false])
})

test('what is exported is what is chosen in the Library, elsewhere the one picture that is shown', async () => {
  const { find } = await setUp()
  act(() => useAppStore.setState({ room: 'create', selectedImageId: 3 }))
  act(() => find('picture.export').run())
  expect(useAppStore.getState().dialog).toEqual({ kind: 'export', ids: [3] })
  act(() => {
    useAppStore.setState({ room: 'library' })
    useLibraryStore.getState().select({ ids: new Set([7, 9]), anchorId: 7, focusId: 9 })
  })
  act(() => find('picture.export').run())
  expect(useAppStore.getState().dialog).toEqual({ kind: 'export', ids: [7, 9] })
})

test('what could not begin is said in passing; a closed dialog of the system is no news', async () => {
  const { find } = await setUp({
    'library.verify': () => err({ kind: 'library-missing', path: '/pictures' }),
    'backup.status': () => ok({ folder: null, lastAtMs: null, isReachable: false }),
    'backup.chooseFolder': () => err({ kind: 'cancelled' }),
  })
  find('library.backUp').run()
  find('library.verify').run()
  expect(await screen.findByText('The library folder is not there')).toBeTruthy()
  expect(screen.queryByText('Stopped')).toBeNull()
})
