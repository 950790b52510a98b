import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useShortcuts } from '#renderer/commands/use-shortcuts.ts'
import { useDraftStore } from '#renderer/draft-store.ts'
import { useOrganiseStore } from '#renderer/organise-store.ts'
import { useUndoStore } from '#renderer/undo.ts'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { useLibraryStore } from './library-store.ts'
import { useGalleryCommands } from './use-gallery-commands.ts'

const three = [
  { id: 3, prompt: 'sea', rating: 2 },
  { id: 2, prompt: 'fox' },
  { id: 1, prompt: 'bell', tags: ['brass'] },
]

/** Every command as a button, and their keys. */
function Palette() {
  const commands = useGalleryCommands()
  useShortcuts(commands)
  return (
    <>
      {commands.map(({ id, label, isEnabled, run }) => (
        <button key={id} type="button" disabled={!isEnabled} onClick={run}>
          {label}
        </button>
      ))}
      <input aria-label="field" />
    </>
  )
}
const enabled = async (name: string) => {
  await waitFor(() => expect(screen.getByRole('button', { name })).toHaveProperty('disabled', false))
  return screen.getByRole('button', { name })
}
const choose = (...ids: number[]) =>
  act(() => useLibraryStore.getState().select({ ids: new Set(ids), anchorId: ids[0] ?? null, focusId: ids[0] ?? null }))

beforeEach(() => {
  useLibraryStore.setState(useLibraryStore.getInitialState(), true)
  useAppStore.setState({ ...useAppStore.getInitialState(), room: 'library' }, true)
  useOrganiseStore.setState(useOrganiseStore.getInitialState(), true)
  useDraftStore.setState(useDraftStore.getInitialState(), true)
  useUndoStore.setState({ changes: [] })
})
// A draft that waits to be saved is saved while there is still a page to save it.
afterEach(() => {
  dispatchEvent(new Event('pagehide'))
})

describe('one change to many pictures', () => {
  it('is one call, one notice and one Undo', async () => {
    const fake = installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(3, 2, 1)
    await user.click(await enabled('Rate 4 stars'))
    await screen.findByText('3 pictures rated')
    expect(fake.inputsOf('images.mark')).toEqual([{ ids: [3, 2, 1], change: { kind: 'rating', rating: 4 } }])
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    await waitFor(() => expect([1, 2, 3].map((id) => fake.image(id).rating)).toEqual([null, null, 2]))
  })

  it('that gives what all have already takes it away', async () => {
    const fake = installFakeImageLibrary(three.map((picture) => ({ ...picture, rating: 3 })))
    const { user } = renderInApp(<Palette />)
    choose(3, 2)
    await user.click(await enabled('Rate 3 stars'))
    await waitFor(() => expect([fake.image(3).rating, fake.image(2).rating]).toEqual([null, null]))
    expect(fake.image(1).rating).toBe(3)
  })

  it('to one picture is seen where it is done, and says nothing', async () => {
    const fake = installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(2)
    await user.click(await enabled('Favourite'))
    await waitFor(() => expect(fake.image(2).isFavorite).toBe(true))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
    await enabled('Undo favourite')
  })
})

describe('Mod+Z', () => {
  it('goes back several steps, and is called by what it takes back', async () => {
    const fake = installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(3, 2)
    await user.click(await enabled('Rate 5 stars'))
    await enabled('Undo rating of 2 pictures')
    await user.click(await enabled('Move to Trash'))
    await enabled('Undo move of 2 pictures to Trash')
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(fake.image(3).deletedAtMs).toBeNull())
    expect([...useLibraryStore.getState().selection.ids]).toEqual([3, 2])
    await screen.findByText('Undone: move of 2 pictures to Trash')
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect([fake.image(3).rating, fake.image(2).rating]).toEqual([2, null]))
    expect(await screen.findByRole('button', { name: 'Undo the last change' })).toHaveProperty('disabled', true)
  })

  it('belongs to the words in a field, and to the prompt in Create', async () => {
    const fake = installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(3)
    await user.click(await enabled('Rate 5 stars'))
    await enabled('Undo rating')
    await user.click(screen.getByRole('textbox', { name: 'field' }))
    await user.keyboard('{Control>}z{/Control}')
    act(() => useAppStore.getState().goTo('create'))
    act(() => screen.getByRole('textbox', { name: 'field' }).blur())
    await user.keyboard('{Control>}z{/Control}')
    expect(fake.inputsOf('changes.undo')).toEqual([])
  })
})

describe('commands that ask', () => {
  it('open their question with what is chosen', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(3, 1)
    const dialog = () => useOrganiseStore.getState().dialog
    await user.click(await enabled('Edit tags…'))
    expect(dialog()).toEqual({ kind: 'edit-tags', ids: [3, 1] })
    await user.click(await enabled('Add to collection…'))
    expect(dialog()).toEqual({ kind: 'add-to-collection', ids: [3, 1] })
    await user.click(await enabled('Drop the pixels, keep the record…'))
    expect(dialog()).toEqual({ kind: 'drop-pixels', ids: [3, 1] })
    await user.click(await enabled('Empty Trash'))
    expect(dialog()).toEqual({ kind: 'empty-trash', deletedBeforeMs: null })
  })

  it('in the Trash delete for good instead of moving there', async () => {
    installFakeImageLibrary(three.map((picture) => ({ ...picture, deletedAtMs: 1 })))
    const { user } = renderInApp(<Palette />)
    act(() => useLibraryStore.getState().changeQuery({ place: 'trash' }))
    choose(3)
    expect(screen.getByRole('button', { name: 'Move to Trash' })).toHaveProperty('disabled', true)
    await user.click(await enabled('Delete for good…'))
    expect(useOrganiseStore.getState().dialog).toEqual({ kind: 'delete-for-good', ids: [3] })
  })
})

describe('comparing', () => {
  it('shows two chosen pictures at once', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(3, 1)
    await user.click(await enabled('Compare the two'))
    expect(useOrganiseStore.getState().compare).toEqual({ kind: 'shown', leftId: 3, rightId: 1 })
  })

  it('of one picture looks for the second in the Library', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    act(() => useAppStore.getState().openViewer([3, 2], 2))
    await user.click(await enabled('Compare with…'))
    expect(useOrganiseStore.getState().compare).toEqual({ kind: 'picking', imageId: 2 })
    expect(useAppStore.getState()).toMatchObject({ room: 'library', viewer: null })
  })
})

describe('using a picture again', () => {
  it('takes everything, and remembers from which picture', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(2)
    await user.click(await enabled('Use everything'))
    await waitFor(() =>
      expect(useDraftStore.getState()).toMatchObject({
        typedPrompt: 'fox',
        sources: [{ imageId: 2, role: 'recipe' }],
      }),
    )
  })

  it('copies its whole record as JSON', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    choose(1)
    await user.click(await enabled('Copy record as JSON'))
    await screen.findByText('Record copied')
    const record: unknown = JSON.parse(await navigator.clipboard.readText())
    expect(record).toMatchObject({
      image: { id: 1 },
      generation: { typedPrompt: 'bell' },
      tags: ['brass'],
      collections: [],
      metadata: null,
    })
  })
})
