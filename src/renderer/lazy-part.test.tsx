import { cleanup, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, expect, test } from 'vitest'
import { lazyPart, loadPartsWhenIdle } from './lazy-part.ts'

afterEach(cleanup)

test('a part that was fetched meanwhile is drawn in the same moment it is asked for', async () => {
  const Part = lazyPart(async () => () => <p>here</p>)
  const Late = lazyPart(async () => () => <p>late</p>)
  const idle: (() => void)[] = []
  globalThis.requestIdleCallback = (run) => idle.push(() => run({ didTimeout: false, timeRemaining: () => 1 }))
  loadPartsWhenIdle()
  idle[0]?.()
  await Promise.resolve()
  await Promise.resolve()

  render(
    <Suspense fallback={<p>waiting</p>}>
      <Part />
    </Suspense>,
  )
  expect(screen.queryByText('here')).not.toBeNull()

  render(
    <Suspense fallback={<p>waiting</p>}>
      <Late />
    </Suspense>,
  )
  expect(screen.queryByText('waiting')).not.toBeNull()
  expect(await screen.findByText('late')).toBeDefined()
})
