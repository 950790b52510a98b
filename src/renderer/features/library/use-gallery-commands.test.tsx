import { act, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useDraftStore } from '#renderer/draft-store.ts'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { useLibraryStore } from './library-store.ts'
import { useGalleryCommands } from './use-gallery-commands.ts'

const three = [
  { id: 3, prompt: 'sea' },
  { id: 2, prompt: 'fox' },
  { id: 1, prompt: 'gift.png', generationId: null, importedFileName: 'gift.png' },
]

/** Every command as a button. */
function Palette() {
  return useGalleryCommands().map(({ id, label, isEnabled, run }) => (
    <button key={id} type="button" disabled={!isEnabled} onClick={run}>
      {label}
    </button>
  ))
}
const button = (name: string) => screen.findByRole('button', { name })
const enabledButton = async (name: string) => {
  await waitFor(() => expect(screen.getByRole('button', { name })).toHaveProperty('disabled', false))
  return button(name)
}
const look = (imageId: number) => act(() => useAppStore.getState().openViewer([3, 2, 1], imageId))

describe('gallery commands', () => {
  beforeEach(() => {
    useLibraryStore.setState(useLibraryStore.getInitialState(), true)
    useAppStore.setState(useAppStore.getInitialState(), true)
    useDraftStore.setState(useDraftStore.getInitialState(), true)
  })

  // A draft that waits to be saved is saved while there is still a page to save it.
  afterEach(() => {
    dispatchEvent(new Event('pagehide'))
  })

  it('have nothing to act on until a picture is chosen', async () => {
    installFakeImageLibrary(three)
    renderInApp(<Palette />)
    await button('Search the library')
    const enabled = screen.getAllByRole('button').filter((element) => !element.hasAttribute('disabled'))
    expect(enabled.map((element) => element.textContent)).toEqual([
      'Search the library',
      'Empty Trash',
      'New collection…',
      'Manage tags…',
      'Find duplicates',
    ])
  })

  it('go on to the next picture when the viewer’s is deleted, and come back with Undo', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    look(2)
    await user.click(await enabledButton('Move to Trash'))
    await waitFor(() => expect(useAppStore.getState().viewer).toEqual({ imageIds: [3, 1], imageId: 1 }))
    await user.click(await button('Undo'))
    await waitFor(() => expect(useAppStore.getState().viewer).toEqual({ imageIds: [3, 2, 1], imageId: 2 }))
  })

  it('close the viewer when its last picture is deleted', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    act(() => useAppStore.getState().openViewer([2], 2))
    await user.click(await enabledButton('Move to Trash'))
    await waitFor(() => expect(useAppStore.getState()).toMatchObject({ viewer: null, selectedImageId: null }))
  })

  it('offer Restore in place of Trash for a picture in the Trash', async () => {
    installFakeImageLibrary(three.map((picture) => ({ ...picture, deletedAtMs: 7 })))
    renderInApp(<Palette />)
    look(2)
    await enabledButton('Restore')
    expect(screen.getByRole('button', { name: 'Move to Trash' })).toHaveProperty('disabled', true)
  })

  it('copy the prompt as it was typed, whole', async () => {
    const long = '바다 '.repeat(200)
    installFakeImageLibrary([{ id: 2, prompt: long }])
    const { user } = renderInApp(<Palette />)
    act(() => useAppStore.getState().selectImage(2))
    await user.click(await enabledButton('Copy prompt'))
    await screen.findByText('Prompt copied')
    expect(await navigator.clipboard.readText()).toBe(long)
  })

  it('load a prompt into the draft so that it can be taken back', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    useDraftStore.getState().setPrompt('half a thought')
    look(3)
    expect(useDraftStore.getState().typedPrompt).toBe('half a thought')
    await user.click(await enabledButton('Use prompt'))
    await waitFor(() => expect(useDraftStore.getState().typedPrompt).toBe('sea'))
    expect(useAppStore.getState()).toMatchObject({ room: 'create', viewer: null })
    await user.click(await button('Undo'))
    expect(useDraftStore.getState().typedPrompt).toBe('half a thought')
  })

  it('know that an imported picture has no prompt', async () => {
    installFakeImageLibrary(three)
    renderInApp(<Palette />)
    look(1)
    await enabledButton('Copy image')
    expect(screen.getByRole('button', { name: 'Copy prompt' })).toHaveProperty('disabled', true)
  })

  it('say that the clipboard refused a picture', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    look(3)
    // jsdom decodes no pictures, so there is nothing to put on the clipboard.
    await user.click(await enabledButton('Copy image'))
    expect(await screen.findByText('The image was not copied')).toBeDefined()
  })

  it('say nothing when the save dialog is closed', async () => {
    const fake = installFakeImageLibrary(three)
    const { user } = renderInApp(<Palette />)
    look(3)
    await user.click(await enabledButton('Save as…'))
    await waitFor(() => expect(fake.inputsOf('images.saveAs')).toEqual([{ id: 3 }]))
    // What comes after has spoken, so this would have too.
    await user.click(await enabledButton('Copy prompt'))
    await screen.findByText('Prompt copied')
    expect(screen.getAllByRole('dialog').map((toast) => toast.textContent)).toEqual(['Prompt copied'])
  })

  it('are found by their English names in Korean too', async () => {
    installFakeImageLibrary(three)
    const names: string[] = []
    function Names() {
      names.push(...useGalleryCommands().map(({ label, englishLabel }) => `${label} = ${englishLabel}`))
      return null
    }
    renderInApp(<Names />, { language: 'ko' })
    expect(names).toContain('휴지통으로 이동 = Move to Trash')
    expect(names).toContain('별점 3점 = Rate 3 stars')
  })
})
