import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { OfflineBanner } from './offline-banner.tsx'

const setOnline = (isOnline: boolean) =>
  act(() => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline)
    window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
  })
const banner = () => screen.queryByText('You are offline')

test('the banner comes and goes with the network and stays dismissed until the network was back', async () => {
  installFakeBridge()
  const { user } = renderInApp(<OfflineBanner />)
  expect(banner()).toBeNull()

  setOnline(false)
  expect(banner()).not.toBeNull()
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(banner()).toBeNull()

  setOnline(true)
  setOnline(false)
  expect(banner()).not.toBeNull()
  setOnline(true)
  expect(banner()).toBeNull()
})
