import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { giveElementsRoom, installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { LibraryRoom } from './library-room.tsx'
import { useLibraryStore } from './library-store.ts'

// Room for three columns of 200 px: 20 + 3 × 200 + 2 × 12 + 20.
giveElementsRoom(664, 600)
const tagged = [
  { id: 5, prompt: 'sea', tags: ['바다', 'blue'], rating: 5 },
  { id: 4, prompt: 'fox', tags: ['animal'] },
  { id: 3, prompt: 'boat', tags: ['바다'], isFavorite: true },
  { id: 2, prompt: 'tree' },
  { id: 1, prompt: 'hill' },
]
const field = () => screen.getByRole('searchbox', { name: 'Search' })
const names = () => screen.getAllByRole('gridcell').map((cell) => within(cell).getByRole('img').getAttribute('alt'))
const options = () => screen.getAllByRole('option').map((option) => option.textContent)
const activeOption = () =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null

describe('finding pictures', () => {
  beforeEach(() => {
    localStorage.clear()
    useLibraryStore.setState(useLibraryStore.getInitialState(), true)
    useAppStore.setState({ ...useAppStore.getInitialState(), room: 'library' }, true)
  })

  it('completes fields, then their values with how often they occur, by keys alone', async () => {
    installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await screen.findByRole('gridcell', { name: /sea/ })
    await user.click(field())
    await user.keyboard('ta{ArrowDown}')
    expect(activeOption()).toContain('tag:')
    await user.keyboard('{Enter}')
    expect(field()).toHaveProperty('value', 'tag:')
    await waitFor(() => expect(options()).toEqual(['tag:바다2', 'tag:blue1', 'tag:animal1']))
    await user.keyboard('{ArrowDown}{Tab}')
    expect(field()).toHaveProperty('value', 'tag:바다 ')
    expect(document.activeElement).toBe(field())
    await waitFor(() => expect(names()).toEqual(['sea', 'boat']))
    expect(screen.queryByRole('listbox')).toBeNull()
  })

  it('closes the suggestions with Escape before it clears the field', async () => {
    installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('searchbox'))
    await user.keyboard('t')
    await screen.findByRole('listbox')
    await user.keyboard('{Escape}')
    expect([screen.queryByRole('listbox'), field()]).toMatchObject([null, { value: 't' }])
    await user.keyboard('{Escape}')
    expect(field()).toHaveProperty('value', '')
  })

  it('leaves keys to the input method while a syllable is composed', async () => {
    installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('searchbox'))
    await user.keyboard('바')
    await screen.findByRole('option', { name: /바다/ })
    fireEvent.keyDown(field(), { key: 'ArrowDown', isComposing: true })
    fireEvent.keyDown(field(), { key: 'Enter', keyCode: 229 })
    expect([activeOption(), field()]).toMatchObject([null, { value: '바' }])
    await user.click(screen.getByRole('option', { name: /바다/ }))
    expect(field()).toHaveProperty('value', 'tag:바다 ')
  })

  it('shows what was understood as chips, and says what was not', async () => {
    installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await user.type(await screen.findByRole('searchbox'), 'sea -tag:animal rating>=4 rating:9')
    expect(await screen.findByText(/^Nothing found/)).toBeDefined()
    // Above the pictures, and again where there are none.
    expect(screen.getAllByRole('button', { name: 'Remove filter 4 stars or more' })).toHaveLength(2)
    expect(
      screen.getByText('“rating:9” says nothing that “Rating” understands; it is searched for as words.'),
    ).toBeDefined()
    const [chip] = screen.getAllByRole('button', { name: 'Remove filter Not Tag: animal' })
    await user.click(chip ?? field())
    await waitFor(() => expect(field()).toHaveProperty('value', 'sea rating>=4 rating:9 '))
  })

  it('narrows down and leaves out by facets, which stand in the search as text', async () => {
    installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await screen.findByRole('button', { name: 'Filters' }))
    const tags = await screen.findByRole('group', { name: 'Tag' })
    await user.click(within(tags).getByRole('button', { name: /^바다/ }))
    await waitFor(() => expect(names()).toEqual(['sea', 'boat']))
    expect(field()).toHaveProperty('value', 'tag:바다 ')
    await user.keyboard('{Shift>}')
    await user.click(within(tags).getByRole('button', { name: /^blue/ }))
    await user.keyboard('{/Shift}')
    await waitFor(() => expect(names()).toEqual(['boat']))
    expect(field()).toHaveProperty('value', 'tag:바다 -tag:blue ')
    expect(screen.getByRole('button', { name: 'Filters (2)' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Clear filters' }))
    await waitFor(() => expect(names()).toHaveLength(5))
  })

  it('says what to take away when nothing fits, and takes it away one by one', async () => {
    installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await user.type(await screen.findByRole('searchbox'), 'sea is:favorite')
    expect(await screen.findByText('Nothing found for “sea”')).toBeDefined()
    expect(screen.getByText('Without these filters there may be more:')).toBeDefined()
    const [, inEmptyState] = screen.getAllByRole('button', { name: 'Remove filter Favourites' })
    await user.click(inEmptyState ?? field())
    await waitFor(() => expect(names()).toEqual(['sea']))
  })

  it('keeps a search under a name, finds it again and forgets it', async () => {
    const fake = installFakeImageLibrary(tagged)
    const { user } = renderInApp(<LibraryRoom />)
    await user.type(await screen.findByRole('searchbox'), 'tag:바다')
    await waitFor(() => expect(names()).toEqual(['sea', 'boat']))
    await user.click(screen.getByRole('button', { name: 'Saved searches' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Save this search…' }))
    const name = await screen.findByRole('textbox', { name: 'Name' })
    await user.clear(name)
    await user.type(name, 'By the sea{Enter}')
    await screen.findByText('“By the sea” is saved')
    act(() => useLibraryStore.getState().clearSearchAndFilters())
    await waitFor(() => expect(names()).toHaveLength(5))
    await user.click(screen.getByRole('button', { name: 'Saved searches' }))
    await user.click(await screen.findByRole('menuitem', { name: 'By the sea' }))
    await waitFor(() => expect(names()).toEqual(['sea', 'boat']))
    await user.click(screen.getByRole('button', { name: 'Saved searches' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Remove saved searches…' }))
    await user.click(await screen.findByRole('button', { name: 'Remove By the sea' }))
    await waitFor(() => expect(fake.inputsOf('savedSearches.remove')).toHaveLength(1))
    expect(await screen.findByText('Nothing is saved yet')).toBeDefined()
    await screen.findByText('“By the sea” is removed')
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('button', { name: 'Remove By the sea' })).toBeDefined()
    const [saved, givenBack] = fake.inputsOf('savedSearches.save')
    expect(givenBack).toEqual(saved)
  })

  it('shows generations that made no picture with why, and they can be looked at but not marked', async () => {
    const fake = installFakeImageLibrary(tagged, {}, [
      { generationId: 8, prompt: 'a forbidden thing' },
      { generationId: 7, prompt: 'a lost thing', status: 'maybe-billed', failureKind: 'timed-out' },
    ])
    const { user } = renderInApp(<LibraryRoom />)
    await user.type(await screen.findByRole('searchbox'), 'is:failed')
    const refused = await screen.findByRole('gridcell', { name: /a forbidden thing, The safety check refused/ })
    expect(screen.getByText('No answer in time (may have been billed)')).toBeDefined()
    await user.click(refused)
    expect(useAppStore.getState().selectedImageId).toBe(-8)
    expect(useLibraryStore.getState().selection).toMatchObject({ ids: new Set(), focusId: -8 })
    await user.keyboard('{Enter}f')
    expect([useAppStore.getState().viewer, fake.inputsOf('images.mark')]).toEqual([null, []])
  })

  it('says of a picture whose pixels were dropped that only the record is kept', async () => {
    installFakeImageLibrary([{ id: 1, prompt: 'sea', pixelsDroppedAtMs: 5 }])
    renderInApp(<LibraryRoom />)
    const gone = await screen.findByRole('gridcell', { name: /sea, Only the record is kept/ })
    expect(gone.querySelector('img')).toBeNull()
  })
})
