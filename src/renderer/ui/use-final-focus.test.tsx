import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { Dialog } from './dialog.tsx'

/** Opens by a key from anywhere in the room, as commands do. */
function Room() {
  const [isOpen, setOpen] = useState(false)
  const [isNextOpen, setNextOpen] = useState(false)
  return (
    <>
      <main tabIndex={-1} onKeyDown={(event) => event.key === 't' && setOpen(true)}>
        <input type="search" aria-label="Search" />
        <button type="button">Picture</button>
      </main>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title="Tags">
        <input
          aria-label="Tag"
          onKeyDown={(event) => {
            if (event.key !== '+') return
            setOpen(false)
            setNextOpen(true)
          }}
        />
      </Dialog>
      <Dialog isOpen={isNextOpen} onClose={() => setNextOpen(false)} title="Collections" />
    </>
  )
}

it.each([
  ['the room, when the room itself had it', () => screen.getByRole('main')],
  ['the button that had it', () => screen.getByRole('button', { name: 'Picture' })],
])('a dialog gives the focus back to %s, and so does one that another opened', async (_, find) => {
  installFakeBridge()
  const { user } = renderInApp(<Room />)
  find().focus()
  await user.keyboard('t')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Tag' })))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(find()))

  await user.keyboard('t+')
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true))
  await screen.findByRole('dialog', { name: 'Collections' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(document.activeElement).toBe(find()))
})
