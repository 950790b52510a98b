import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useOrganiseStore } from '#renderer/organise-store.ts'
import { ok } from '#shared/result.ts'
import type { Task } from '#shared/task.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { doneTask, importOutcome, sampleTask, verifyOutcome } from '#test/support/sample-tasks.ts'
import { TaskAnnouncer } from './task-announcer.tsx'
import { TasksButton } from './tasks-button.tsx'
import { TasksPanel } from './tasks-panel.tsx'

beforeEach(() => {
  useAppStore.setState(useAppStore.getInitialState(), true)
  useOrganiseStore.setState(useOrganiseStore.getInitialState(), true)
})

function show(tasks: readonly Task[], language: 'en' | 'ko' = 'en') {
  const bridge = installFakeBridge({
    'tasks.list': () => ok({ tasks: [...tasks] }),
    'tasks.cancel': () => ok({}),
    'tasks.dismiss': () => ok({}),
    'tasks.showResult': () => ok({}),
  })
  const view = renderInApp(
    <>
      <TasksButton />
      <TaskAnnouncer />
      <TasksPanel />
    </>,
    { language },
  )
  return { bridge, ...view }
}
const items = () => screen.queryAllByRole('listitem')
const panel = () => screen.findByRole('dialog', { name: 'Tasks' })

test('with nothing to show it says what will be here, and the button opens and closes it', async () => {
  const { user } = show([])
  await user.click(screen.getByRole('button', { name: 'Tasks' }))
  expect(within(await panel()).getByText('Nothing is running')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Tasks' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a running task shows how far it is and can be cancelled', async () => {
  const { user, bridge } = show([sampleTask({ done: 340, total: 1000 })])
  await user.click(await screen.findByRole('button', { name: 'Tasks 1 running' }))
  await panel()
  expect(items().map((item) => item.textContent)).toEqual(['Importing “Holiday”340 of 1,000Cancel'])
  expect(screen.getByRole('progressbar', { name: 'Importing “Holiday”' })).toMatchObject({ value: 340, max: 1000 })

  await user.click(screen.getByRole('button', { name: 'Cancel: Importing “Holiday”' }))
  expect(bridge.inputsOf('tasks.cancel')).toEqual([{ id: 1 }])
  bridge.emit('task.changed', { task: sampleTask({ state: { kind: 'cancelling' } }) })
  expect(await screen.findByText('Stopping…')).toBeTruthy()
})

test('ended tasks say what came of them, with the next step, and leave when dismissed', async () => {
  const { user, bridge } = show([
    doneTask(
      { kind: 'export', path: '/home/mina/Out', fileCount: 12, bytes: 3_000_000, refused: [], refusedCount: 0 },
      { id: 4, name: 'Out' },
    ),
    doneTask(
      {
        kind: 'backup',
        path: '/disk/Diptych',
        copiedCount: 3,
        keptCount: 9,
        bytes: 5_000_000,
        onlyInBackupCount: 1,
        refused: [],
        refusedCount: 0,
      },
      { id: 3 },
    ),
    doneTask({ kind: 'duplicates', groups: [{ kind: 'same-file', imageIds: [1, 2] }] }, { id: 2 }),
    sampleTask({ id: 1, kind: 'import-archive', state: { kind: 'failed', failure: { kind: 'disk-full' } } }),
  ])
  await user.click(screen.getByRole('button', { name: 'Tasks' }))
  await panel()
  await waitFor(() => expect(items()).toHaveLength(4))
  expect(items().map((item) => [...item.querySelectorAll('p, button')].map((part) => part.textContent))).toEqual([
    ['12 files exported', '/home/mina/Out · 3 MB', 'Show in folder', ''],
    [
      'Backup finished',
      '3 new and 9 already there (5 MB), in /disk/Diptych. 1 that is no longer in the library stays in it.',
      'Show in folder',
      '',
    ],
    ['One group of duplicates found', 'Review', ''],
    [
      'Did not finish: Importing “Holiday”',
      'The disk is full. Everything already saved is safe, but nothing more can be written until there is space.',
      '',
    ],
  ])

  await user.click(screen.getAllByRole('button', { name: 'Show in folder' })[0] as HTMLElement)
  expect(bridge.inputsOf('tasks.showResult')).toEqual([{ id: 4 }])
  await user.click(screen.getByRole('button', { name: 'Dismiss: Exporting to “Out”' }))
  expect(items()).toHaveLength(3)
  await user.click(screen.getByRole('button', { name: 'Clear finished' }))
  expect(await screen.findByText('Nothing is running')).toBeTruthy()
  expect(bridge.inputsOf('tasks.dismiss')).toEqual([{ id: 4 }, { id: 3 }, { id: 2 }, { id: 1 }])
})

test('the steps lead to the pictures, the refused files, the report and the duplicates', async () => {
  const { user } = show([
    doneTask(importOutcome, { id: 3 }),
    doneTask(verifyOutcome, { id: 2 }),
    doneTask({ kind: 'duplicates', groups: [{ kind: 'look-alike', imageIds: [4, 5] }] }, { id: 1 }),
  ])
  const press = async (name: string) => {
    useAppStore.getState().setTasksOpen(true)
    await user.click(await within(await panel()).findByRole('button', { name }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Tasks' })).toBeNull())
  }
  await press('Show')
  expect(useAppStore.getState()).toMatchObject({ room: 'library', revealedIds: importOutcome.importedIds })
  await press('Show refused files')
  expect(useAppStore.getState().dialog).toEqual({ kind: 'refused-files', outcome: importOutcome })
  useAppStore.getState().closeDialog()
  await press('Show report')
  expect(useAppStore.getState().dialog).toEqual({ kind: 'verify-report', outcome: verifyOutcome })
  useAppStore.getState().closeDialog()
  await press('Review')
  expect(useOrganiseStore.getState().duplicates).toEqual([{ kind: 'look-alike', imageIds: [4, 5] }])
})

test('beginning and end are said once; what lies between is not', async () => {
  const { user, bridge } = show([])
  const said = screen.getByRole('status')
  const emit = (task: Task) => bridge.emit('task.changed', { task })
  emit(sampleTask())
  await waitFor(() => expect(said.textContent).toBe('Begun: Importing “Holiday”'))
  const second = sampleTask({ id: 2, kind: 'verify' })
  emit(second)
  await waitFor(() => expect(said.textContent).toBe('Begun: Verifying the library'))
  emit(sampleTask({ done: 10, total: 10 }))
  emit(doneTask(importOutcome))
  expect(await screen.findByText('997 imported, 3 refused')).toBeTruthy()
  expect(said.textContent).toBe('Begun: Verifying the library')
  emit(doneTask(importOutcome))
  emit({ ...second, state: { kind: 'cancelled' } })
  await waitFor(() => expect(said.textContent).toBe('Stopped: Verifying the library'))
  expect(screen.getAllByText('997 imported, 3 refused')).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Show' }))
  expect(useAppStore.getState().revealedIds).toHaveLength(997)
})

test('a result that is in sight already gets no notice beside it', async () => {
  const { bridge } = show([])
  useAppStore.getState().setTasksOpen(true)
  await panel()
  bridge.emit('task.changed', { task: doneTask(verifyOutcome) })
  await waitFor(() => expect(screen.getByText('The library is in order', { selector: '[role=status]' })).toBeTruthy())
  expect(screen.getAllByText('The library is in order')).toHaveLength(2)
})

test('a list that cannot be read says so', async () => {
  installFakeBridge()
  const { user } = renderInApp(
    <>
      <TasksButton />
      <TaskAnnouncer />
      <TasksPanel />
    </>,
  )
  await user.click(screen.getByRole('button', { name: 'Tasks' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong in the studio')
})
