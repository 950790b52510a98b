import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { call } from '#renderer/bridge.ts'
import { giveElementsRoom, installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { LibraryRoom } from './library-room.tsx'
import { useLibraryStore } from './library-store.ts'

// Room for three columns of 200 px: 20 + 3 × 200 + 2 × 12 + 20.
giveElementsRoom(664, 600)
const pictures = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ id: place + 1, prompt: `p${place}` }))
const seven = ['sea', 'fox', 'bell', 'moon', 'boat', 'tree', 'hill'].map((prompt, place) => ({ id: 7 - place, prompt }))

const cell = (name: string) => screen.findByRole('gridcell', { name: new RegExp(name) })
const selectedNames = (): (string | null)[] =>
  screen
    .getAllByRole('gridcell', { selected: true })
    .map((element) => within(element).getByRole('img').getAttribute('alt'))
const focusedName = (): string | null | undefined => document.activeElement?.querySelector('img')?.getAttribute('alt')

describe('the Library', () => {
  beforeEach(() => {
    useLibraryStore.setState(useLibraryStore.getInitialState(), true)
    useAppStore.setState({ ...useAppStore.getInitialState(), room: 'library' }, true)
  })

  it('shows the newest picture first in a grid with one tab stop', async () => {
    installFakeImageLibrary(seven)
    renderInApp(<LibraryRoom />)
    const first = await cell('sea')
    const grid = screen.getByRole('grid', { name: 'Pictures' })
    expect(grid).toHaveProperty('ariaRowCount', '3')
    expect(within(grid).getAllByRole('row')).toHaveLength(3)
    expect(
      within(grid)
        .getAllByRole('gridcell')
        .filter((element) => element.tabIndex === 0),
    ).toEqual([first])
    expect(screen.getByText('7 pictures')).toBeDefined()
  })

  it('moves and chooses with the keys of a grid, and tells whose provenance to show', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('sea'))
    await user.keyboard('{ArrowRight}{ArrowDown}')
    expect(focusedName()).toBe('boat')
    expect(selectedNames()).toEqual(['boat'])
    expect(useAppStore.getState().selectedImageId).toBe(3)
    await user.keyboard('{Home}')
    expect(focusedName()).toBe('moon')
    await user.keyboard('{Control>}{End}{/Control}')
    expect(focusedName()).toBe('hill')
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}')
    expect(selectedNames()).toEqual(['moon', 'boat', 'tree', 'hill'])
  })

  it('goes from the search down to what was found, and chooses the picture the keyboard comes to', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await cell('sea')
    await user.click(screen.getByRole('searchbox', { name: 'Search' }))
    await user.keyboard('{ArrowDown}')
    expect(focusedName()).toBe('sea')
    expect(selectedNames()).toEqual(['sea'])
  })

  it('chooses ranges and single pictures with the mouse', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('fox'))
    await user.keyboard('{Shift>}')
    await user.click(await cell('boat'))
    await user.keyboard('{/Shift}{Control>}')
    await user.click(await cell('bell'))
    await user.keyboard('{/Control}')
    expect(selectedNames()).toEqual(['fox', 'moon', 'boat'])
    expect(screen.getByText('3 selected')).toBeDefined()
  })

  it('judges with keys, by their place on a Korean keyboard too', async () => {
    const fake = installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('fox'))
    await user.keyboard('4')
    await cell('fox Rated 4 of 5')
    fireEvent.keyDown(await cell('fox'), { key: 'ㄹ', code: 'KeyF' })
    await cell('fox Favourite, Rated 4 of 5')
    expect(fake.image(6)).toMatchObject({ isFavorite: true, rating: 4 })
    await user.keyboard('4')
    await waitFor(() => expect(fake.image(6).rating).toBeNull())
  })

  it('takes a judgement back on screen when main refuses it, and says so', async () => {
    installFakeImageLibrary(seven, { 'images.mark': { kind: 'library-read-only' } })
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('fox'))
    await user.keyboard('f')
    expect(await screen.findByText('The library cannot be written to')).toBeDefined()
    await waitFor(() => expect(screen.queryByRole('gridcell', { name: /Favourite/ })).toBeNull())
  })

  it('deletes to the Trash, goes on to the next picture, and brings back with Undo', async () => {
    const fake = installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('fox'))
    await user.keyboard('{Delete}')
    await waitFor(() => expect(screen.queryByRole('gridcell', { name: 'fox' })).toBeNull())
    await waitFor(() => expect(focusedName()).toBe('bell'))
    expect(useAppStore.getState().selectedImageId).toBe(5)
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    await cell('fox')
    expect(fake.image(6).deletedAtMs).toBeNull()
    expect(selectedNames()).toEqual(['fox'])
  })

  it('restores from the Trash with R', async () => {
    const fake = installFakeImageLibrary([...seven, { id: 20, prompt: 'lost', deletedAtMs: 5 }])
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('button', { name: 'Trash' }))
    await user.click(await cell('lost'))
    expect(screen.getByRole('button', { name: 'Restore' })).toBeDefined()
    await user.keyboard('r')
    await screen.findByText('The Trash is empty')
    expect(fake.image(20).deletedAtMs).toBeNull()
  })

  it('opens the viewer on the whole list with Enter, and not by looking', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('fox'))
    expect(useAppStore.getState().viewer).toBeNull()
    await user.keyboard('{Enter}')
    expect(useAppStore.getState().viewer).toEqual({ imageIds: [7, 6, 5, 4, 3, 2, 1], imageId: 6 })
  })

  it('opens the picture that the keyboard stands on when several are chosen', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('fox'))
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}{Enter}')
    expect(useAppStore.getState().viewer?.imageId).toBe(5)
  })

  it('opens what was clicked first when the second click finds the cells moved', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.dblClick(await cell('fox'))
    expect(useAppStore.getState().viewer?.imageId).toBe(6)
  })

  it('follows the viewer, so that closing it finds the picture last seen', async () => {
    installFakeImageLibrary(seven)
    renderInApp(<LibraryRoom />)
    await cell('sea')
    act(() => useAppStore.getState().openViewer([7, 6, 5, 4, 3, 2, 1], 2))
    await waitFor(() => expect(selectedNames()).toEqual(['tree']))
  })

  it('searches while a syllable is composed, and keeps the focus in the field', async () => {
    const fake = installFakeImageLibrary([
      { id: 2, prompt: '바다' },
      { id: 1, prompt: '숲' },
    ])
    const { user } = renderInApp(<LibraryRoom />)
    await cell('바다')
    const field = screen.getByRole('searchbox', { name: 'Search' })
    await user.click(field)
    fireEvent.compositionStart(field)
    await user.keyboard('바')
    await waitFor(() => expect(screen.queryByRole('gridcell', { name: '숲' })).toBeNull())
    expect(document.activeElement).toBe(field)
    expect(fake.inputsOf('images.list').at(-1)?.query.text).toBe('바')
    // This Escape belongs to the input method.
    fireEvent.keyDown(field, { key: 'Escape', isComposing: true })
    expect(field).toHaveProperty('value', '바')
    fireEvent.compositionEnd(field)
    await user.keyboard('{Escape}')
    expect(field).toHaveProperty('value', '')
    await cell('숲')
  })

  it('asks once for a word that is typed in one go', async () => {
    const fake = installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await cell('sea')
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'boat')
    await waitFor(() => expect(screen.getAllByRole('gridcell')).toHaveLength(1))
    expect(fake.inputsOf('images.list').map(({ query }) => query.text)).toEqual(['', 'boat'])
  })

  it('says what was not found, and clears search and filters', async () => {
    installFakeImageLibrary(seven)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('button', { name: 'Favourites only' }))
    expect(await screen.findByText('No picture fits these filters')).toBeDefined()
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'xyz')
    expect(await screen.findByText('Nothing found for “xyz”')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Clear search and filters' }))
    await cell('sea')
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveProperty('value', '')
  })

  it('shows active filters as chips that take themselves away', async () => {
    installFakeImageLibrary(seven.map((picture) => ({ ...picture, isFavorite: picture.id === 5 })))
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('button', { name: 'Favourites only' }))
    await waitFor(() => expect(screen.getAllByRole('gridcell')).toHaveLength(1))
    await user.click(screen.getByRole('button', { name: 'Remove filter Favourites' }))
    await waitFor(() => expect(screen.getAllByRole('gridcell')).toHaveLength(7))
  })

  it('counts exactly, however many there are', async () => {
    installFakeImageLibrary(pictures(1200))
    renderInApp(<LibraryRoom />)
    expect(await screen.findByText('1,200 pictures')).toBeDefined()
    expect(screen.getByRole('grid')).toHaveProperty('ariaRowCount', '400')
  })

  it('keeps only the rows in sight in the document, and asks for no card twice', async () => {
    const fake = installFakeImageLibrary(pictures(230))
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('p229'))
    expect(screen.getAllByRole('row').length).toBeLessThan(12)
    await user.keyboard('{Control>}{End}{/Control}')
    // jsdom scrolls without saying so.
    fireEvent.scroll(screen.getByRole('grid'))
    await cell('p0')
    expect(focusedName()).toBe('p0')
    expect(screen.getAllByRole('row').length).toBeLessThan(12)
    const asked = fake.inputsOf('images.cards').flatMap(({ ids }) => ids)
    expect(asked.length).toBe(new Set(asked).size)
  })

  it('chooses all pictures, loaded or not', async () => {
    installFakeImageLibrary(pictures(230))
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('gridcell', { name: 'p229' }))
    await user.keyboard('{Control>}a{/Control}')
    expect(await screen.findByText('230 selected')).toBeDefined()
  })

  it('asks for no pictures while they fly past, and for all in sight once it slows down', async () => {
    installFakeImageLibrary(pictures(200))
    renderInApp(<LibraryRoom />)
    const grid = await screen.findByRole('grid')
    for (const top of [10, 9000]) {
      grid.scrollTop = top
      fireEvent.scroll(grid)
    }
    const picturesWithout = () =>
      within(grid)
        .getAllByRole('img')
        .filter((image) => !image.hasAttribute('src'))
    expect(picturesWithout().length).toBeGreaterThan(5)
    await waitFor(() => expect(picturesWithout()).toEqual([]))
  })

  it('is found where it was left', async () => {
    installFakeImageLibrary(pictures(100))
    const { unmount } = renderInApp(<LibraryRoom />)
    const grid = await screen.findByRole('grid')
    grid.scrollTop = 1500
    fireEvent.scroll(grid)
    unmount()
    renderInApp(<LibraryRoom />)
    expect((await screen.findByRole('grid')).scrollTop).toBe(1500)
  })

  it('does not move what is looked at when pictures arrive above it', async () => {
    installFakeImageLibrary(pictures(100))
    renderInApp(<LibraryRoom />)
    const grid = await screen.findByRole('grid')
    grid.scrollTop = 1500
    fireEvent.scroll(grid)
    for (const fileName of ['a.png', 'b.png', 'c.png'])
      await act(() => call('images.import', { bytes: new Uint8Array(1), fileName }))
    // Three pictures are one row of 200 px and its gap.
    await waitFor(() => expect(grid.scrollTop).toBe(1712))
  })

  it('leads from an empty library to the first picture', async () => {
    installFakeImageLibrary([])
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('button', { name: 'Make a picture' }))
    expect(useAppStore.getState().room).toBe('create')
  })

  it('says what went wrong when pictures cannot be read, and tries again', async () => {
    const failOn: Record<string, { kind: 'disk-full' }> = { 'images.list': { kind: 'disk-full' } }
    installFakeImageLibrary(seven, failOn)
    const { user } = renderInApp(<LibraryRoom />)
    expect(await screen.findByText('The disk is full')).toBeDefined()
    delete failOn['images.list']
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await cell('sea')
  })

  it('speaks Korean', async () => {
    installFakeImageLibrary([])
    renderInApp(<LibraryRoom />, { language: 'ko' })
    expect(await screen.findByText('만든 이미지는 모두 여기에 보관돼요')).toBeDefined()
  })
})
