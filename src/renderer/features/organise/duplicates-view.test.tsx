import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useOrganiseStore } from '#renderer/organise-store.ts'
import { useUndoStore } from '#renderer/undo.ts'
import type { DuplicateGroup } from '#shared/organising.ts'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { DuplicatesView } from './duplicates-view.tsx'

const pictures = [
  { id: 1, prompt: 'fox' },
  { id: 2, prompt: 'fox again', rating: 4 },
  { id: 3, prompt: 'fox small', width: 256 },
  { id: 4, prompt: 'sea' },
  { id: 5, prompt: 'sea large', width: 4096 },
]
const groups: readonly DuplicateGroup[] = [
  { kind: 'same-file', imageIds: [1, 2, 3] },
  { kind: 'look-alike', imageIds: [4, 5] },
]

function open(shown: readonly DuplicateGroup[] = groups) {
  const fake = installFakeImageLibrary(pictures)
  const view = renderInApp(<DuplicatesView />)
  act(() => useOrganiseStore.getState().openDuplicates(shown))
  return { ...view, fake }
}
const group = (name: RegExp) => within(screen.getByRole('group', { name }))
const trashed = (fake: ReturnType<typeof open>['fake']) =>
  [1, 2, 3, 4, 5].filter((id) => fake.image(id).deletedAtMs !== null)

beforeEach(() => {
  useOrganiseStore.setState(useOrganiseStore.getInitialState(), true)
  useUndoStore.setState({ changes: [] })
})

describe('the duplicates', () => {
  it('propose the best of each group to be kept', async () => {
    open()
    await screen.findByRole('group', { name: 'Group 1: The same file, 3 pictures' })
    const kept = screen.getAllByRole<HTMLInputElement>('radio').filter(({ checked }) => checked)
    expect(kept.map((radio) => radio.getAttribute('aria-label'))).toEqual(['Keep fox again', 'Keep sea large'])
  })

  it('throw the others of a group away, and give them back with one Undo', async () => {
    const { user, fake } = open()
    await screen.findByRole('group', { name: /^Group 1/ })
    await user.click(group(/^Group 1/).getByRole('radio', { name: 'Keep fox' }))
    await user.click(group(/^Group 1/).getByRole('button', { name: 'Move the others to Trash' }))
    await waitFor(() => expect(screen.queryByRole('group', { name: /^Group 1/ })).toBeNull())
    expect([trashed(fake), fake.inputsOf('images.trash')]).toEqual([[2, 3], [{ ids: [2, 3] }]])

    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await screen.findByRole('group', { name: /^Group 1/ })
    expect(trashed(fake)).toEqual([])
  })

  it('are settled one after the other by keys, and the view keeps them after the last', async () => {
    const { user } = open()
    await screen.findByRole('group', { name: /^Group 2/ })
    group(/^Group 1/)
      .getByRole('button', { name: 'Move the others to Trash' })
      .focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('group', { name: /^Group 1/ })).toBeNull())
    expect(document.activeElement).toBe(group(/^Group 2/).getByRole('button', { name: 'Move the others to Trash' }))
    await user.keyboard('{Enter}')
    await screen.findByText('No duplicates are left')
    expect(document.activeElement).toBe(screen.getByRole('dialog', { name: 'Duplicates' }))
  })

  it('can all be settled at once', async () => {
    const { user, fake } = open()
    await user.click(await screen.findByRole('button', { name: 'Move 3 pictures to Trash' }))
    expect(await screen.findByText('No duplicates are left')).toBeTruthy()
    expect(trashed(fake)).toEqual([1, 3, 4])
    expect(useUndoStore.getState().changes).toHaveLength(1)
  })

  it('that are none are put aside, and nothing happens to them', async () => {
    const { user, fake } = open()
    await screen.findByRole('group', { name: /^Group 2/ })
    await user.click(group(/^Group 2/).getByRole('button', { name: 'Not duplicates' }))
    expect(screen.queryByRole('group', { name: /^Group 2/ })).toBeNull()
    expect(trashed(fake)).toEqual([])
  })

  it('can be compared, the one to be kept on the left', async () => {
    const { user } = open()
    await screen.findByRole('group', { name: /^Group 2/ })
    await user.click(group(/^Group 2/).getByRole('button', { name: 'Compare' }))
    expect(useOrganiseStore.getState().compare).toEqual({ kind: 'shown', leftId: 5, rightId: 4 })
  })

  it('say so when there are none, and close with Escape', async () => {
    const { user } = open([])
    expect(await screen.findByText('No two pictures in the library look alike.')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(useOrganiseStore.getState().duplicates).toBeNull()
  })
})
