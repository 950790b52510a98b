import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { showToast } from './toast.tsx'

test('a toast is announced politely and its action runs once, then it is gone', async () => {
  installFakeBridge()
  const { user } = renderInApp(<p>Room</p>)
  const undo = vi.fn()

  act(() => void showToast({ title: '3 pictures moved to the Trash', action: { label: 'Undo', run: undo } }))

  const region = screen.getByRole('region', { name: 'Notifications' })
  expect(region.getAttribute('aria-live')).toBe('polite')
  expect(within(region).getByText('3 pictures moved to the Trash')).toBeTruthy()

  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(undo).toHaveBeenCalledOnce()
  await waitFor(() => expect(screen.queryByText('3 pictures moved to the Trash')).toBeNull())
})

test('the region and its close button speak the language on screen', async () => {
  installFakeBridge()
  const { user } = renderInApp(<p>Room</p>, { language: 'ko' })
  act(() => void showToast({ title: '저장했어요' }))
  expect(screen.getByRole('region', { name: '알림' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '닫기' }))
  await waitFor(() => expect(screen.queryByText('저장했어요')).toBeNull())
})
