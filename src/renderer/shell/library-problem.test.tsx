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
  renderInApp(<LibraryProblem wasOpen={false} path={path} failure={failure} />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(title)
  expect(screen.getByRole('alert').textContent).toContain(path)
})

test('another library can be opened and the studio can be quit', async () => {
  const bridge = installFakeBridge({ 'library.open': () => err({ kind: 'cancelled' }), 'app.quit': () => ok({}) })
  const { user } = renderInApp(
    <LibraryProblem wasOpen={false} path={path} failure={{ kind: 'library-locked', path }} />,
  )
  await user.click(screen.getByRole('button', { name: 'Open another library' }))
  await user.click(screen.getByRole('button', { name: 'Quit' }))
  expect([bridge.inputsOf('library.open'), bridge.inputsOf('app.quit')]).toEqual([[{}], [{}]])
})

test('one that is away is waited for, and the studio can start again', async () => {
  const bridge = installFakeBridge({ 'library.restart': () => ok({}) })
  const { user } = renderInApp(<LibraryProblem wasOpen path={path} failure={{ kind: 'library-missing', path }} />)
  expect(screen.getByText('As soon as it is there again, the studio goes on by itself.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Start again' }))
  expect(bridge.inputsOf('library.restart')).toEqual([{}])
})

test('one that was not there from the start is not waited for', () => {
  installFakeBridge()
  renderInApp(<LibraryProblem wasOpen={false} path={path} failure={{ kind: 'library-missing', path }} />)
  expect(screen.queryByText(/goes on by itself/)).toBeNull()
})

test('damage that shows while it is open is repaired by a restart', () => {
  installFakeBridge()
  renderInApp(<LibraryProblem wasOpen path={path} failure={{ kind: 'library-damaged', path }} />)
  expect(screen.getByRole('button', { name: 'Restart and restore' })).toBeTruthy()
})

test('what a newer studio wrote is not opened by starting this one again', () => {
  installFakeBridge()
  renderInApp(<LibraryProblem wasOpen={false} path={path} failure={{ kind: 'library-newer', path, version: 9 }} />)
  expect(screen.queryByRole('button', { name: 'Start again' })).toBeNull()
})
