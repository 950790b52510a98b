import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { importOutcome, verifyOutcome } from '#test/support/sample-tasks.ts'
import { RefusedFilesDialog } from './refused-files-dialog.tsx'
import { VerifyReport } from './verify-report.tsx'

beforeEach(() => useAppStore.setState(useAppStore.getInitialState(), true))
const damaged = 'd'.repeat(64)
const missing = 'e'.repeat(64)

test('all is well in one sentence, with its figures', () => {
  installFakeBridge()
  renderInApp(<VerifyReport outcome={verifyOutcome} onClose={vi.fn()} />)
  const report = screen.getByRole('dialog', { name: 'Library report' })
  expect(within(report).getByText(/^Everything is in order/).parentElement?.textContent).toBe(
    'Everything is in order. The database is sound, and all 1,234 files hold exactly the bytes they were saved with (2.5 GB read).',
  )
  expect(screen.queryByRole('alert')).toBeNull()
})

test('each problem is named with the way out of it', async () => {
  const bridge = installFakeBridge({ 'library.restart': () => ok({}), 'images.showInFolder': () => ok({}) })
  const { user } = renderInApp(
    <VerifyReport
      outcome={{
        ...verifyOutcome,
        databaseProblems: ['row 3 missing from index'],
        missing: [{ imageId: 12, sha256: missing }],
        damaged: [
          { imageId: 7, sha256: damaged },
          { imageId: null, sha256: 'f'.repeat(64) },
        ],
        adoptedCount: 2,
        unsweptOrphanCount: 400,
      }}
      onClose={vi.fn()}
    />,
  )
  expect(screen.getAllByRole('alert').map((problem) => problem.querySelector('p')?.textContent)).toEqual([
    'The database is damaged',
    'The file of one picture is missing',
    '2 files have changed since they were saved',
  ])
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    'Picture 12Open',
    'Picture 7OpenShow file',
    'File ffffffffffff',
  ])
  expect(screen.getByText(/400 files belong to no picture/)).toBeTruthy()
  expect(screen.getByText(/2 pictures that the database did not know/)).toBeTruthy()

  await user.click(screen.getByRole('button', { name: 'Show file: Picture 7' }))
  await user.click(screen.getByRole('button', { name: 'Restart and restore' }))
  expect([bridge.inputsOf('images.showInFolder'), bridge.inputsOf('library.restart')]).toEqual([[{ id: 7 }], [{}]])
  await user.click(screen.getByRole('button', { name: 'Open: Picture 12' }))
  expect(useAppStore.getState().viewer).toEqual({ imageIds: [12], imageId: 12 })
})

test('every file that was left out is listed with its reason', () => {
  installFakeBridge()
  renderInApp(<RefusedFilesDialog outcome={importOutcome} onClose={vi.fn()} />)
  expect(screen.getByRole('dialog', { name: '3 files were left out' })).toBeTruthy()
  expect(screen.getAllByRole('listitem').map((line) => line.querySelector('span')?.textContent)).toEqual([
    'notes.txt',
    'half.png',
    'huge.png',
  ])
  expect(screen.getByText(/^The file is too large/)).toBeTruthy()
})
