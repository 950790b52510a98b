import { afterEach, expect, it } from 'vitest'
import { focusNextRow } from './focus-next-row.ts'

afterEach(() => document.body.replaceChildren())

/** Rows of two buttons each: “rename sea”, “remove sea” and so on. */
function show(...names: readonly string[]): void {
  const list = document.createElement('ul')
  for (const name of names) {
    const row = document.createElement('li')
    for (const act of ['rename', 'remove']) {
      const button = document.createElement('button')
      button.textContent = `${act} ${name}`
      row.append(button)
    }
    list.append(row)
  }
  document.body.append(list)
}

function press(label: string): string | null | undefined {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)
  if (button === undefined) throw new Error(`There is no button “${label}”.`)
  button.focus()
  focusNextRow(button)
  return document.activeElement?.textContent
}

it('goes on to the same button of the row after', () => {
  show('sea', 'snow', 'wood')
  expect(press('remove sea')).toBe('remove snow')
  expect(press('rename snow')).toBe('rename wood')
})

it('goes back to the row before from the last', () => {
  show('sea', 'snow')
  expect(press('remove snow')).toBe('remove sea')
})

it('leaves the focus where there is no other row', () => {
  show('sea')
  expect(press('remove sea')).toBe('remove sea')
})
