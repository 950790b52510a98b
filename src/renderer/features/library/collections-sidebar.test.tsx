import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useOrganiseStore } from '#renderer/organise-store.ts'
import { beginOwnDrag } from '#renderer/own-drag.ts'
import { useUndoStore } from '#renderer/undo.ts'
import type { Handlers } from '#shared/contract.ts'
import type { Collection } from '#shared/organising.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { CollectionsSidebar } from './collections-sidebar.tsx'
import { useCollectionsStore } from './collections-store.ts'
import { useLibraryStore } from './library-store.ts'

const collections: readonly Collection[] = [
  { id: 1, parentId: null, name: 'Travel', imageCount: 1200 },
  { id: 2, parentId: 1, name: 'Korea', imageCount: 3 },
  { id: 4, parentId: null, name: 'Work', imageCount: 0 },
]

async function open(handlers: Partial<Handlers> = {}) {
  const bridge = installFakeBridge({
    'collections.list': () => ok({ collections: [...collections] }),
    ...handlers,
  })
  const view = renderInApp(<CollectionsSidebar />)
  await screen.findByRole('treeitem', { name: /^Travel/ })
  return { ...view, bridge }
}
const item = (name: string | RegExp) => screen.getByRole('treeitem', { name })
const shown = () =>
  screen.getAllByRole('treeitem').map((each) => each.querySelector('span[title]')?.textContent ?? each.textContent)
/** jsdom gives drag events no data. */
function drag(type: 'dragStart' | 'dragOver' | 'drop' | 'dragEnd', target: HTMLElement): Event {
  const event = createEvent[type](target)
  Object.defineProperty(event, 'dataTransfer', { value: { setData: () => undefined, dropEffect: 'none' } })
  fireEvent(target, event)
  return event
}

beforeEach(() => {
  localStorage.clear()
  useCollectionsStore.setState({ isShown: true, isOver: false, openIds: new Set(), renamedId: null })
  useLibraryStore.setState(useLibraryStore.getInitialState(), true)
  useOrganiseStore.setState(useOrganiseStore.getInitialState(), true)
  useUndoStore.setState({ changes: [] })
})

describe('the collections', () => {
  it('are a tree that arrow keys open, walk and close', async () => {
    const { user } = await open()
    expect(item(/^Travel ?, 1,200 pictures$/)).toBeTruthy()
    expect(shown()).toEqual(['All pictures', 'Travel', 'Work'])
    await user.tab()
    await user.tab()
    await user.tab()
    expect(document.activeElement).toBe(item('All pictures'))
    await user.keyboard('{ArrowDown}{ArrowRight}')
    expect(item(/^Travel/).getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(item(/^Korea/))
    expect(item(/^Korea/).getAttribute('aria-level')).toBe('2')
    await user.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(shown()).toEqual(['All pictures', 'Travel', 'Work'])
    await user.keyboard('{End}{Home}')
    expect(document.activeElement).toBe(item('All pictures'))
  })

  it('are chosen with Enter or a press, and leave the Trash', async () => {
    const { user } = await open()
    act(() => useLibraryStore.getState().changeQuery({ place: 'trash' }))
    await user.click(item(/^Work/))
    expect(useLibraryStore.getState().query).toMatchObject({ collectionId: 4, place: 'library' })
    expect(item(/^Work/).ariaSelected).toBe('true')
    await user.keyboard('{ArrowUp}{Enter}')
    expect(useLibraryStore.getState().query.collectionId).toBe(1)
    await user.click(item('All pictures'))
    expect(useLibraryStore.getState().query.collectionId).toBeNull()
  })

  it('are renamed with F2, and left as they were with Escape', async () => {
    const { user, bridge } = await open({ 'collections.rename': () => ok({ undoId: 1 }) })
    await user.click(item(/^Work/))
    await user.keyboard('{F2}')
    await user.keyboard('xyz{Escape}')
    expect(bridge.inputsOf('collections.rename')).toEqual([])
    expect(document.activeElement).toBe(item(/^Work/))
    await user.keyboard('{F2}')
    await user.keyboard('작업{Enter}')
    await waitFor(() => expect(bridge.inputsOf('collections.rename')).toEqual([{ id: 4, name: '작업' }]))
    expect(useUndoStore.getState().changes.map(({ kind }) => kind)).toEqual(['collection-rename'])
  })

  it('ask before they are removed', async () => {
    const { user } = await open()
    await user.click(item(/^Travel/))
    await user.keyboard('{Delete}')
    expect(useOrganiseStore.getState().dialog).toEqual({ kind: 'remove-collection', collectionId: 1 })
  })

  it('hear their keys where the focus is, however it came there', async () => {
    const { user } = await open()
    act(() => item(/^Work/).focus())
    expect(item(/^Work/).tabIndex).toBe(0)
    await user.keyboard('{Delete}')
    expect(useOrganiseStore.getState().dialog).toEqual({ kind: 'remove-collection', collectionId: 4 })
  })

  it('have a context menu', async () => {
    const { bridge } = await open({ 'menu.popup': () => ok({ commandId: 'new' }) })
    fireEvent.contextMenu(item(/^Travel/), { button: 2 })
    await waitFor(() => expect(useOrganiseStore.getState().dialog).toEqual({ kind: 'new-collection', parentId: 1 }))
    const [menu] = bridge.inputsOf('menu.popup')
    expect(menu?.items.map((entry) => (entry.kind === 'command' ? entry.label : '–'))).toEqual([
      'Rename',
      'New collection inside…',
      'Move to…',
      '–',
      'Remove collection…',
    ])
  })

  it('take pictures that are dragged onto them', async () => {
    const { bridge } = await open({ 'collections.addImages': () => ok({ undoId: 1 }) })
    expect(drag('dragOver', item(/^Work/)).defaultPrevented).toBe(false)
    beginOwnDrag([7, 8])
    expect(drag('dragOver', item('All pictures')).defaultPrevented).toBe(false)
    expect(drag('dragOver', item(/^Work/)).defaultPrevented).toBe(true)
    drag('drop', item(/^Work/))
    await screen.findByText('2 pictures added to the collection')
    expect(bridge.inputsOf('collections.addImages')).toEqual([{ collectionId: 4, ids: [7, 8] }])
  })

  it('move into each other by dragging, never into themselves', async () => {
    const { bridge } = await open({ 'collections.move': () => ok({ undoId: 1 }) })
    act(() => useCollectionsStore.getState().setOpen(1, true))
    drag('dragStart', item(/^Travel/))
    expect(drag('dragOver', item(/^Korea/)).defaultPrevented).toBe(false)
    expect(drag('dragOver', item(/^Work/)).defaultPrevented).toBe(true)
    drag('drop', item(/^Work/))
    drag('dragEnd', item(/^Travel/))
    await waitFor(() => expect(bridge.inputsOf('collections.move')).toEqual([{ id: 1, parentId: 4 }]))

    drag('dragStart', item(/^Korea/))
    drag('drop', item('All pictures'))
    drag('dragEnd', item(/^Korea/))
    await waitFor(() => expect(bridge.inputsOf('collections.move')).toHaveLength(2))
    expect(bridge.inputsOf('collections.move')[1]).toEqual({ id: 2, parentId: null })
  })

  it('can be put away, and are found again', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: 'Hide collections' }))
    expect(screen.queryByRole('tree')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Show collections' }))
    expect(within(screen.getByRole('navigation', { name: 'Collections' })).getByRole('tree')).toBeTruthy()
  })
})
