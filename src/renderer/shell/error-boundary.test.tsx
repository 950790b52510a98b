import { screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

afterEach(() => vi.restoreAllMocks())

function Broken(): never {
  throw new Error('defect')
}

test('a defect in one place leaves the rest standing and shows the way to the log', async () => {
  // React reports the defect there; here it is expected.
  const reported = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const bridge = installFakeBridge({ 'app.openLogFolder': () => ok({}) })
  const { user } = renderInApp(
    <>
      <p>The rest</p>
      <ErrorBoundary>
        <Broken />
      </ErrorBoundary>
    </>,
  )
  expect(screen.getByText('The rest')).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('This screen stopped working')
  expect(reported).toHaveBeenCalled()

  await user.click(screen.getByRole('button', { name: 'Open log folder' }))
  expect(bridge.inputsOf('app.openLogFolder')).toEqual([{}])
})
