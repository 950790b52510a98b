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
const november = (day: number): number => Date.UTC(2026, 10, day, 12)
const names = () => screen.getAllByRole('gridcell').map((cell) => within(cell).getByRole('img').getAttribute('alt'))
const cell = (name: string) => screen.findByRole('gridcell', { name: new RegExp(name) })
const focusedName = () => document.activeElement?.querySelector('img')?.getAttribute('alt')

describe('putting pictures in order', () => {
  beforeEach(() => {
    localStorage.clear()
    useLibraryStore.setState(useLibraryStore.getInitialState(), true)
    useAppStore.setState({ ...useAppStore.getInitialState(), room: 'library' }, true)
  })

  it('sorts anew and keeps what is chosen', async () => {
    installFakeImageLibrary([
      { id: 2, prompt: 'sea' },
      { id: 1, prompt: 'fox' },
    ])
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('sea'))
    await user.click(screen.getByRole('combobox', { name: 'Order' }))
    await user.click(await screen.findByRole('option', { name: 'Oldest first' }))
    await waitFor(() => expect(names()).toEqual(['fox', 'sea']))
    expect(screen.getByRole('gridcell', { selected: true })).toBe(await cell('sea'))
  })

  it('puts a heading over each day, and the keys pass over it', async () => {
    installFakeImageLibrary([
      { id: 4, prompt: 'sea', createdAtMs: november(5) },
      { id: 3, prompt: 'fox', createdAtMs: november(5) },
      { id: 2, prompt: 'bell', createdAtMs: november(4) },
      { id: 1, prompt: 'moon', createdAtMs: november(4) },
    ])
    useLibraryStore.getState().changeArrangement({ groupBy: 'day' })
    const { user } = renderInApp(<LibraryRoom />, { language: 'ko' })
    await user.click(await cell('fox'))
    expect(screen.getAllByRole('rowheader').map((heading) => heading.textContent)).toEqual([
      '11월 5일 목요일이미지 2장',
      '11월 4일 수요일이미지 2장',
    ])
    expect(screen.getByRole('grid')).toHaveProperty('ariaRowCount', '4')
    await user.keyboard('{ArrowDown}')
    expect(focusedName()).toBe('moon')
    await user.keyboard('{ArrowUp}{ArrowLeft}')
    expect(focusedName()).toBe('sea')
  })

  it('stacks the pictures of one request, and opens a stack where it lies', async () => {
    installFakeImageLibrary([
      { id: 6, prompt: 'sea 1', generationId: 50 },
      { id: 5, prompt: 'sea 2', generationId: 50 },
      { id: 4, prompt: 'sea 3', generationId: 50 },
      { id: 3, prompt: 'fox' },
    ])
    const { user } = renderInApp(<LibraryRoom />)
    await cell('sea 3')
    await user.click(screen.getByRole('button', { name: 'Stack pictures of one request' }))
    await waitFor(() => expect(names()).toEqual(['sea 1', 'fox']))
    expect(screen.getByText('4 pictures')).toBeDefined()
    await user.click(await cell('sea 1'))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(names()).toEqual(['sea 1', 'sea 2', 'sea 3', 'fox']))
    await user.keyboard('{ArrowRight}')
    expect(focusedName()).toBe('sea 2')
    await user.keyboard('{Enter}')
    expect(useAppStore.getState().viewer).toEqual({ imageIds: [6, 5, 4, 3], imageId: 5 })
    act(() => useAppStore.getState().closeViewer())
    await user.click(screen.getByRole('button', { name: 'Close the stack of 3 pictures' }))
    await waitFor(() => expect(names()).toEqual(['sea 1', 'fox']))
  })

  it('closes an open stack from any of its pictures by keys, and stands on its cover', async () => {
    installFakeImageLibrary([
      { id: 7, prompt: 'fox' },
      { id: 6, prompt: 'sea 1', generationId: 50 },
      { id: 5, prompt: 'sea 2', generationId: 50 },
      { id: 3, prompt: 'bell' },
    ])
    useLibraryStore.getState().changeArrangement({ isStacked: true })
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('sea 1'))
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}')
    await cell('sea 2')
    await user.keyboard('{ArrowRight}{Alt>}{ArrowLeft}{/Alt}')
    await waitFor(() => expect(names()).toEqual(['fox', 'sea 1', 'bell']))
    expect(focusedName()).toBe('sea 1')
    expect(screen.getByRole('gridcell', { selected: true })).toBe(await cell('sea 1'))
  })

  it('keeps a stack open when its cover is thrown away', async () => {
    // In the order they were made; the newest is the cover.
    installFakeImageLibrary([
      { id: 4, prompt: 'sea 3', generationId: 50 },
      { id: 5, prompt: 'sea 2', generationId: 50 },
      { id: 6, prompt: 'sea 1', generationId: 50 },
    ])
    useLibraryStore.getState().changeArrangement({ isStacked: true })
    const { user } = renderInApp(<LibraryRoom />)
    await user.click(await cell('sea 1'))
    await user.keyboard('{Enter}')
    await cell('sea 3')
    await act(() => call('images.trash', { ids: [6] }))
    await waitFor(() => expect(names()).toEqual(['sea 2', 'sea 3']))
  })

  it('reads a list of a million, and goes to its end and back', async () => {
    const fake = installFakeImageLibrary([{ id: 1, prompt: 'oldest' }])
    const million = Int32Array.from({ length: 1_000_000 }, (_, place) => 1_000_000 - place)
    fake.setList({ ids: million, stackSizes: null, groups: [] })
    const { user } = renderInApp(<LibraryRoom />)
    expect(await screen.findByText('1,000,000 pictures')).toBeDefined()
    const grid = screen.getByRole('grid')
    const first = screen.getAllByRole('gridcell')[0]
    first?.focus()
    await user.keyboard('{Control>}{End}{/Control}')
    fireEvent.scroll(grid)
    expect(document.activeElement?.getAttribute('data-image-id')).toBe('1')
    expect(await cell('oldest')).toBe(document.activeElement)
    // Chromium makes no element higher.
    expect(Number.parseFloat(grid.querySelector('div')?.style.height ?? '')).toBeLessThan(33_554_428)
    await user.keyboard('{Control>}{Home}{/Control}')
    expect(document.activeElement?.getAttribute('data-image-id')).toBe('1000000')
    expect(screen.getAllByRole('row').length).toBeLessThan(12)
  })
})
