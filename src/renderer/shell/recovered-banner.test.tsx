import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { RecoveredBanner } from './recovered-banner.tsx'

test('a start that settled nothing says nothing', () => {
  installFakeBridge()
  renderInApp(<RecoveredBanner recovered={{ succeeded: 0, failed: 0, maybeBilled: 0 }} />)
  expect(screen.queryByRole('status')).toBeNull()
})

test('what was settled is told with what it may have cost, and waits to be dismissed', async () => {
  installFakeBridge()
  const { user } = renderInApp(<RecoveredBanner recovered={{ succeeded: 2, failed: 0, maybeBilled: 1 }} />)
  expect(screen.getByRole('status').textContent).toBe(
    'The last run was interrupted 2 generations were completed from what had arrived. ' +
      '1 generation may have been billed without giving a picture. Nothing was sent again.',
  )
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByRole('status')).toBeNull()
})
