import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ImportDialog } from './import-dialog.tsx'

test('files, a folder or an archive: main asks which, and the dialog leaves once that has begun', async () => {
  const answers = [err({ kind: 'cancelled' } as const), ok({ taskId: 1 })]
  const bridge = installFakeBridge({ 'import.choose': () => answers.shift() ?? ok({ taskId: 1 }) })
  const onClose = vi.fn()
  const { user } = renderInApp(<ImportDialog onClose={onClose} />)
  expect(screen.getByRole('dialog', { name: 'Import' })).toBeTruthy()
  expect(document.activeElement?.textContent).toContain('Picture files…')

  await user.click(screen.getByRole('button', { name: /^A folder…/ }))
  await waitFor(() => expect(bridge.inputsOf('import.choose')).toHaveLength(1))
  expect(onClose).not.toHaveBeenCalled()
  expect(screen.queryByRole('alert')).toBeNull()
  await user.click(screen.getByRole('button', { name: /^Import archive…/ }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(bridge.inputsOf('import.choose')).toEqual([{ what: 'folder' }, { what: 'archive' }])
})

test('what stands in the way is said beside the choice', async () => {
  installFakeBridge({ 'import.choose': () => err({ kind: 'library-read-only' }) })
  const { user } = renderInApp(<ImportDialog onClose={vi.fn()} />)
  await user.click(screen.getByRole('button', { name: /^Picture files…/ }))
  expect((await screen.findByRole('alert')).textContent).toContain('The library cannot be written to')
})
