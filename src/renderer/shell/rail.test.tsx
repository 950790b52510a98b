import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { Rail } from './rail.tsx'

test('the rail is a navigation of links, and says which room is open', async () => {
  installFakeBridge()
  const { user } = renderInApp(<Rail tasks={<button type="button">Tasks</button>} />)
  const links = () => screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('aria-current')])
  expect(screen.getByRole('navigation', { name: 'Rooms' })).toBeTruthy()
  expect(links()).toEqual([
    ['Create', 'page'],
    ['Library', null],
    ['Compare', null],
    ['Edit', null],
    ['Ledger', null],
    ['Settings', null],
  ])

  await user.click(screen.getByRole('link', { name: 'Library' }))
  expect(useAppStore.getState().room).toBe('library')
  expect(links()[1]).toEqual(['Library', 'page'])
})
