import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleLibrary } from '#test/support/sample-library.ts'
import { LibrarySection } from './library-section.tsx'

beforeEach(() => useAppStore.setState(useAppStore.getInitialState(), true))
const backedUpAt = new Date(2026, 10, 19, 9, 30).getTime()

function show(handlers: Partial<Handlers> = {}) {
  const bridge = installFakeBridge({
    'library.status': () => ok(sampleLibrary({ trashCount: 3 })),
    'backup.status': () => ok({ folder: '/disk/Diptych', lastAtMs: backedUpAt, isReachable: true }),
    'library.quarantine': () => ok({ fileCount: 0, bytes: 0 }),
    'library.verify': () => ok({ taskId: 1 }),
    'backup.now': () => ok({ taskId: 2 }),
    'backup.chooseFolder': () => ok({ folder: '/disk/Other' }),
    'backup.restore': () => ok({ taskId: 3 }),
    ...handlers,
  })
  return { bridge, ...renderInApp(<LibrarySection />) }
}
const part = (name: string) => screen.findByRole('region', { name })

test('it says where the library is, what is in it, and leads to its export', async () => {
  const { user } = show()
  expect((await screen.findByText('/home/mina/Pictures/Diptych')).tagName).toBe('DD')
  expect(screen.getByText('1,234 pictures · 3 in the Trash · 148 MB')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Export library' }))
  expect(useAppStore.getState().dialog).toEqual({ kind: 'export', ids: null })
})

test('the backup says where and since when, and is brought up to date by a press', async () => {
  const { user, bridge } = show()
  const backup = within(await part('Backup'))
  expect((await backup.findByText('/disk/Diptych')).tagName).toBe('DD')
  expect(backup.getByText('November 19, 2026 at 9:30 AM')).toBeTruthy()
  expect(backup.queryByRole('button', { name: 'Restore' })).toBeNull()
  await user.click(backup.getByRole('button', { name: 'Back up now' }))
  await waitFor(() => expect(bridge.inputsOf('backup.now')).toEqual([{}]))
  expect(bridge.inputsOf('backup.chooseFolder')).toEqual([])
})

test('without a folder, backing up asks for one first', async () => {
  const { user, bridge } = show({ 'backup.status': () => ok({ folder: null, lastAtMs: null, isReachable: false }) })
  await user.click(await screen.findByRole('button', { name: 'Back up now' }))
  await waitFor(() => expect(bridge.inputsOf('backup.now')).toEqual([{}]))
  expect(bridge.inputsOf('backup.chooseFolder')).toEqual([{}])
  expect(screen.queryByRole('alert')).toBeNull()
})

test('a backup folder that is out of reach is said to be so, and nothing is written there', async () => {
  show({ 'backup.status': () => ok({ folder: '/disk/Diptych', lastAtMs: null, isReachable: false }) })
  expect(await screen.findByText('The backup folder cannot be reached')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Back up now' })).toHaveProperty('disabled', true)
})

test('an empty library can be filled from a backup', async () => {
  const { user, bridge } = show({
    'library.status': () => ok(sampleLibrary({ imageCount: 0 })),
    'backup.restore': () => err({ kind: 'library-newer', path: '/disk/Diptych', version: 9 }),
  })
  await user.click(await screen.findByRole('button', { name: 'Restore' }))
  expect((await screen.findByRole('alert')).textContent).toContain('needs a newer studio')
  expect(bridge.inputsOf('backup.restore')).toEqual([{}])
})

test('the check begins at a press', async () => {
  const { user, bridge } = show()
  await user.click(within(await part('Check')).getByRole('button', { name: 'Verify library' }))
  expect(bridge.inputsOf('library.verify')).toEqual([{}])
})

test('the quarantine is emptied only after a question', async () => {
  let files = { fileCount: 12, bytes: 3_000_000 }
  const { user, bridge } = show({
    'library.quarantine': () => ok(files),
    'library.emptyQuarantine': () => {
      files = { fileCount: 0, bytes: 0 }
      return ok({ fileCount: 12 })
    },
  })
  const quarantine = within(await part('Quarantine'))
  expect(await quarantine.findByText('12 files, 3 MB')).toBeTruthy()
  await user.click(quarantine.getByRole('button', { name: 'Empty quarantine…' }))
  const question = screen.getByRole('dialog', { name: 'Delete 12 files for good?' })
  expect(bridge.inputsOf('library.emptyQuarantine')).toEqual([])
  await user.click(within(question).getByRole('button', { name: 'Delete for good' }))
  expect(await quarantine.findByText('There is nothing in it.')).toBeTruthy()
  expect(screen.getByText('12 files deleted')).toBeTruthy()
})
