import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { LibraryProblem } from './library-problem.tsx'

const path = '/home/mina/Pictures/Diptych'

test.each([
  ['library-locked', { kind: 'library-locked', path }, 'This library is open somewhere else'],
  ['library-newer', { kind: 'library-newer', path, version: 9 }, 'This library needs a newer studio'],
  ['library-damaged', { kind: 'library-damaged', path }, 'The library cannot be read'],
  ['library-missing', { kind: 'library-missing', path }, 'The library folder is not there'],
] as const)('%s says what happened and where', (_kind, failure, title) => {
  installFakeBridge()
  renderInApp(<LibraryProblem path={path} failure={failure} />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title)
  expect(screen.getByRole('alert').textContent).toContain(path)
})

test('another library can be opened and the studio can be quit', async () => {
  const bridge = installFakeBridge({ 'library.open': () => err({ kind: 'cancelled' }), 'app.quit': () => ok({}) })
  const { user } = renderInApp(<LibraryProblem path={path} failure={{ kind: 'library-locked', path }} />)
  await user.click(screen.getByRole('button', { name: 'Open another library' }))
  await user.click(screen.getByRole('button', { name: 'Quit' }))
  expect([bridge.inputsOf('library.open'), bridge.inputsOf('app.quit')]).toEqual([[{}], [{}]])
})
