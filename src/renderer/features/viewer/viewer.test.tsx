import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import type { Command } from '#renderer/commands/command.ts'
import { giveElementsRoom, installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { Viewer } from './viewer.tsx'

giveElementsRoom(1000, 800)
// Twice as large as the room.
const large = { width: 2000, height: 1600 }
const three = [
  { id: 3, prompt: 'sea', ...large },
  { id: 2, prompt: 'fox', ...large },
  { id: 1, prompt: 'bell', width: 400, height: 300 },
]

const ran: string[] = []
const command = (id: string, shortcut: string | null): Command => ({
  id,
  label: id,
  englishLabel: id,
  shortcut,
  group: 'edit',
  isEnabled: true,
  run: () => ran.push(id),
})
const commands = [
  command('picture.favorite', 'F'),
  ...[1, 2, 3, 4, 5].map((stars) => command(`picture.rate-${stars}`, String(stars))),
  command('picture.copyImage', 'Mod+Shift+C'),
  command('picture.trash', 'Delete'),
]

function open(imageId: number) {
  const rendered = renderInApp(<Viewer commands={commands} />)
  act(() => useAppStore.getState().openViewer([3, 2, 1], imageId))
  return rendered
}
const picture = (name: string) => screen.findByRole('img', { name })
const zoomShown = (): string | null => screen.getByText(/^Zoom: /).textContent

describe('the viewer', () => {
  beforeEach(() => {
    ran.length = 0
    localStorage.clear()
    useAppStore.setState(useAppStore.getInitialState(), true)
  })

  it('opens on the whole picture and takes the focus', async () => {
    installFakeImageLibrary(three)
    open(3)
    const shown = await picture('sea')
    expect(shown.getAttribute('src')).toMatch(/^\/blob\/0+3\.png$/)
    expect(screen.getByText('1 of 3')).toBeDefined()
    expect(zoomShown()).toBe('Zoom: 50%')
    expect(document.activeElement).toBe(screen.getByRole('dialog', { name: 'Picture viewer' }))
  })

  it('closes with one Escape while a tooltip is open', async () => {
    installFakeImageLibrary(three)
    const { user } = open(3)
    await picture('sea')
    await user.tab()
    await screen.findByText('Close')
    await user.keyboard('{Escape}')
    expect(useAppStore.getState().viewer).toBeNull()
  })

  it('walks to the neighbours, and stays at the ends', async () => {
    installFakeImageLibrary(three)
    const { user } = open(3)
    await picture('sea')
    await user.keyboard('{ArrowLeft}{ArrowRight}')
    await picture('fox')
    await user.click(screen.getByRole('button', { name: 'Next picture' }))
    await picture('bell')
    await user.keyboard('{ArrowRight}')
    expect(useAppStore.getState()).toMatchObject({ viewer: { imageId: 1 }, selectedImageId: 1 })
    await user.keyboard('{Home}')
    await picture('sea')
  })

  it('fetches the neighbours ahead', async () => {
    const fake = installFakeImageLibrary(three)
    open(2)
    await picture('fox')
    await waitFor(() =>
      expect(
        fake
          .inputsOf('images.get')
          .map(({ id }) => id)
          .sort(),
      ).toEqual([1, 2, 3]),
    )
  })

  it('zooms, pans with the arrows once enlarged, and comes back to the whole', async () => {
    installFakeImageLibrary(three)
    const { user } = open(3)
    const place = (): string | undefined => screen.getByRole('img', { name: 'sea' }).parentElement?.style.transform
    await picture('sea')
    await user.keyboard('+')
    expect(zoomShown()).toBe('Zoom: 75%')
    expect(place()).toBe('translate(-750px, -600px)')
    await user.keyboard('{ArrowRight}')
    expect(place()).toBe('translate(-830px, -600px)')
    expect(useAppStore.getState().viewer?.imageId).toBe(3)
    await user.keyboard('z')
    expect(zoomShown()).toBe('Zoom: 50%')
    await user.click(screen.getByRole('button', { name: '1:1, actual size' }))
    expect(zoomShown()).toBe('Zoom: 100%')
    await user.keyboard('{Control>}0{/Control}')
    expect(zoomShown()).toBe('Zoom: 50%')
  })

  it('zooms with the wheel and does not let the page zoom', async () => {
    installFakeImageLibrary(three)
    open(3)
    const shown = await picture('sea')
    const wasNotPrevented = fireEvent.wheel(shown, { deltaY: -100, ctrlKey: true })
    expect(wasNotPrevented).toBe(false)
    await waitFor(() => expect(zoomShown()).toBe('Zoom: 60%'))
  })

  it('keeps place and scale between pictures of one size, and starts anew for another', async () => {
    installFakeImageLibrary(three)
    const { user } = open(3)
    await picture('sea')
    await user.keyboard('{Control>}1{/Control}{PageDown}')
    await picture('fox')
    expect(zoomShown()).toBe('Zoom: 100%')
    await user.keyboard('{PageUp}{PageDown}{PageDown}')
    await picture('bell')
    // Smaller than the room: shown as it is, and as a whole.
    expect(screen.getByRole('button', { name: 'Fit to window' }).ariaPressed).toBe('true')
  })

  it('runs the commands of the list by key, button and copying', async () => {
    installFakeImageLibrary(three)
    const { user } = open(3)
    await picture('sea')
    await user.keyboard('4f{Delete}')
    await user.click(screen.getByRole('button', { name: 'picture.rate-2' }))
    fireEvent.copy(screen.getByRole('dialog'))
    expect(ran).toEqual(['picture.rate-4', 'picture.favorite', 'picture.trash', 'picture.rate-2', 'picture.copyImage'])
  })

  it('goes on after a rating where that is wished, and remembers the wish', async () => {
    installFakeImageLibrary([{ id: 3, prompt: 'sea', rating: 2 }, ...three.slice(1)])
    const { user, unmount } = open(3)
    await picture('sea')
    await user.keyboard('4')
    expect(useAppStore.getState().viewer?.imageId).toBe(3)
    await user.click(screen.getByRole('button', { name: 'Go on after rating' }))
    act(() => screen.getByRole('dialog').focus())
    // Its own rating again is taken away: that is no judgement.
    await user.keyboard('2f')
    expect(useAppStore.getState().viewer?.imageId).toBe(3)
    await user.keyboard('5')
    expect(useAppStore.getState().viewer?.imageId).toBe(2)
    expect(ran).toEqual(['picture.rate-4', 'picture.rate-2', 'picture.favorite', 'picture.rate-5'])
    unmount()
    open(2)
    await picture('fox')
    expect(screen.getByRole('button', { name: 'Go on after rating' }).ariaPressed).toBe('true')
  })

  it('asks for no file of a picture whose original was dropped, and says why there is none', async () => {
    installFakeImageLibrary([{ id: 3, prompt: 'sea', pixelsDroppedAtMs: 5 }])
    open(3)
    expect(await screen.findByText('Only the record is kept')).toBeDefined()
    expect(document.querySelectorAll('img')).toHaveLength(0)
  })

  it('switches what lies behind, and remembers it', async () => {
    installFakeImageLibrary(three)
    const { user, unmount } = open(3)
    await picture('sea')
    await user.click(screen.getByRole('button', { name: 'White' }))
    await user.keyboard('b')
    expect(screen.getByRole('button', { name: 'Checkerboard' }).ariaPressed).toBe('true')
    unmount()
    open(2)
    await picture('fox')
    expect(screen.getByRole('button', { name: 'Checkerboard' }).ariaPressed).toBe('true')
  })

  it('shows and hides provenance with I', async () => {
    installFakeImageLibrary(three)
    const { user } = open(3)
    await picture('sea')
    await user.keyboard('i')
    expect(useAppStore.getState().isProvenanceOpen).toBe(false)
  })

  it('closes with Escape and gives the focus back to the picture last seen', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(
      <>
        <button type="button" data-image-id="2" tabIndex={0}>
          cell
        </button>
        <button type="button">opener</button>
        <Viewer commands={commands} />
      </>,
    )
    screen.getByText('opener').focus()
    act(() => useAppStore.getState().openViewer([3, 2, 1], 3))
    await picture('sea')
    await user.keyboard('{ArrowRight}')
    await picture('fox')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(document.activeElement).toBe(screen.getByText('cell'))
  })

  it('gives the focus back to where it came from when the page does not show the picture', async () => {
    installFakeImageLibrary(three)
    const { user } = renderInApp(
      <>
        <button type="button">opener</button>
        <Viewer commands={commands} />
      </>,
    )
    screen.getByText('opener').focus()
    act(() => useAppStore.getState().openViewer([3], 3))
    await picture('sea')
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(screen.getByText('opener'))
  })

  it('says so when the original is damaged, and keeps the rest of the viewer', async () => {
    installFakeImageLibrary(three)
    open(3)
    fireEvent.error(await picture('sea'))
    expect(screen.getByText('The original cannot be shown')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Next picture' })).toBeDefined()
  })

  it('says what went wrong when the record cannot be read', async () => {
    installFakeImageLibrary(three, { 'images.get': { kind: 'not-found', what: 'image' } })
    open(3)
    expect(await screen.findByText('It is no longer here')).toBeDefined()
  })
})
