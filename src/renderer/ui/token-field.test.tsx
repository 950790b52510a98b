import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { TokenField } from './token-field.tsx'

afterEach(cleanup)

function setUp(tokens: readonly string[] = []) {
  installFakeBridge()
  const done: string[] = []
  const view = renderInApp(
    <TokenField
      label="Tags"
      tokens={tokens.map((name) => ({ name }))}
      suggest={(typed) => ['winter', 'window', 'fox'].filter((name) => name.startsWith(typed))}
      onAdd={(name) => done.push(`+${name}`)}
      onRemove={(name) => done.push(`-${name}`)}
      removeLabel={(name) => `Remove ${name}`}
      maxLength={100}
    />,
  )
  return { ...view, done, field: screen.getByRole('combobox', { name: 'Tags' }) as HTMLInputElement }
}
const options = () => screen.queryAllByRole('option').map((option) => option.textContent)

test('Enter and a comma add what is typed, and the field is empty again', async () => {
  const { user, field, done } = setUp()
  await user.type(field, 'red fox{Enter}  snow ,')
  expect([done, field.value]).toEqual([['+red fox', '+snow'], ''])
})

test('what is pasted with commas is several', async () => {
  const { user, field, done } = setUp()
  await user.click(field)
  await user.paste('sea, 바다, ,sky')
  await user.keyboard('{Enter}')
  expect(done).toEqual(['+sea', '+바다', '+sky'])
})

test('names that begin so are offered, without those already there', async () => {
  const { user, field, done } = setUp(['window'])
  await user.type(field, 'wi')
  expect(options()).toEqual(['winter'])
  await user.keyboard('{ArrowDown}{Enter}')
  expect([done, options()]).toEqual([['+winter'], []])
})

test('a press on an offered name adds it once', async () => {
  const { user, field, done } = setUp()
  await user.type(field, 'f')
  await user.click(screen.getByRole('option', { name: 'fox' }))
  await user.tab()
  expect(done).toEqual(['+fox'])
})

test('leaving the field adds what was typed', async () => {
  const { user, field, done } = setUp()
  await user.type(field, 'half')
  await user.tab()
  expect(done).toEqual(['+half'])
})

test('Backspace takes the last one away, but only from an empty field', async () => {
  const { user, field, done } = setUp(['sea', 'sky'])
  await user.type(field, 'a{Backspace}')
  expect(done).toEqual([])
  await user.keyboard('{Backspace}')
  expect(done).toEqual(['-sky'])
  await user.click(screen.getByRole('button', { name: 'Remove sea' }))
  expect(done).toEqual(['-sky', '-sea'])
})

test('the Enter that ends a syllable adds nothing', () => {
  const { field, done } = setUp()
  fireEvent.compositionStart(field)
  fireEvent.input(field, { target: { value: '바다' }, isComposing: true })
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229, isComposing: true })
  fireEvent.compositionEnd(field)
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 229 })
  expect(done).toEqual([])
  fireEvent.keyDown(field, { key: 'Enter', keyCode: 13 })
  expect(done).toEqual(['+바다'])
})

test('Escape closes the list and stays in the field', async () => {
  const { user, field } = setUp()
  await user.type(field, 'wi{Escape}')
  expect([options(), document.activeElement, field.value]).toEqual([[], field, 'wi'])
})
