import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { type OrganiseDialog, useOrganiseStore } from '#renderer/organise-store.ts'
import { useUndoStore } from '#renderer/undo.ts'
import type { Handlers } from '#shared/contract.ts'
import type { Collection, Tag } from '#shared/organising.ts'
import { err, ok } from '#shared/result.ts'
import type { Language } from '#shared/settings.ts'
import { type FakeBridge, installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { OrganiseLayer } from './organise-layer.tsx'

const collections: readonly Collection[] = [
  { id: 1, parentId: null, name: 'Travel', imageCount: 5 },
  { id: 2, parentId: 1, name: 'Korea', imageCount: 3 },
  { id: 3, parentId: 2, name: 'Jeju', imageCount: 1 },
  { id: 4, parentId: null, name: 'Work', imageCount: 0 },
]

function open(dialog: OrganiseDialog, handlers: Partial<Handlers> = {}, language: Language = 'en') {
  const bridge: FakeBridge = installFakeBridge({
    'collections.list': () => ok({ collections: [...collections] }),
    'tags.list': () =>
      ok({
        tags: [
          { name: 'winter', imageCount: 9 },
          { name: 'snow', imageCount: 2 },
        ],
      }),
    'images.summarise': ({ ids }) => ok({ count: ids.length, bytes: 3_000_000, costMicroUsd: null, tags: [] }),
    ...handlers,
  })
  const view = renderInApp(<OrganiseLayer />, { language })
  act(() => useOrganiseStore.getState().openDialog(dialog))
  return { ...view, bridge }
}
const isClosed = () => waitFor(() => expect(useOrganiseStore.getState().dialog).toBeNull())
const changes = () => useUndoStore.getState().changes.map(({ kind, count }) => ({ kind, count }))

beforeEach(() => {
  useOrganiseStore.setState(useOrganiseStore.getInitialState(), true)
  useUndoStore.setState({ changes: [] })
})

describe('the tags of many pictures', () => {
  function openMany() {
    let tags: Tag[] = [
      { name: 'winter', imageCount: 3 },
      { name: 'red', imageCount: 1 },
    ]
    let undoId = 0
    const opened = open(
      { kind: 'edit-tags', ids: [1, 2, 3] },
      {
        'images.summarise': () => ok({ count: 3, bytes: 0, costMicroUsd: null, tags }),
        'images.mark': ({ ids, change }) => {
          if (change.kind !== 'add-tags' && change.kind !== 'remove-tags') throw new Error('Only tags here.')
          tags = tags.filter(({ name }) => !change.tags.includes(name))
          if (change.kind === 'add-tags') tags.push(...change.tags.map((name) => ({ name, imageCount: ids.length })))
          opened.bridge.emit('images.changed', {})
          return ok({ undoId: ++undoId })
        },
      },
    )
    return opened
  }

  it('are told apart by being on all or on some, and one press makes them equal', async () => {
    const { user, bridge } = openMany()
    expect(await screen.findByText('1 of 3')).toBeTruthy()
    expect(screen.getByRole('list', { name: 'On all of them' }).textContent).toBe('winter')
    await user.click(screen.getByRole('button', { name: 'Add tag red to all' }))
    await waitFor(() => expect(screen.getByRole('list', { name: 'On all of them' }).textContent).toBe('winterred'))
    await user.click(screen.getByRole('button', { name: 'Remove tag winter' }))
    await waitFor(() => expect(screen.getByRole('list', { name: 'On all of them' }).textContent).toBe('red'))
    expect(bridge.inputsOf('images.mark')).toEqual([
      { ids: [1, 2, 3], change: { kind: 'add-tags', tags: ['red'] } },
      { ids: [1, 2, 3], change: { kind: 'remove-tags', tags: ['winter'] } },
    ])
    expect(changes()).toEqual([
      { kind: 'add-tags', count: 3 },
      { kind: 'remove-tags', count: 3 },
    ])
    expect(screen.getAllByRole('button', { name: 'Undo' }).length).toBeGreaterThan(0)
  })
})

describe('managing tags', () => {
  const answers: Partial<Handlers> = { 'tags.rename': () => ok({ undoId: 1 }), 'tags.remove': () => ok({ undoId: 2 }) }

  it('renames with Enter, and knows when two become one', async () => {
    const { user, bridge } = open({ kind: 'manage-tags' }, answers)
    await user.click(await screen.findByRole('button', { name: 'Rename tag snow' }))
    const field = screen.getByRole('textbox', { name: 'Name of the tag snow' })
    await user.clear(field)
    await user.type(field, 'Winter{Enter}')
    await waitFor(() => expect(bridge.inputsOf('tags.rename')).toEqual([{ name: 'snow', newName: 'Winter' }]))
    await screen.findByText('The two tags are now one')
    expect(changes()).toEqual([{ kind: 'tag-merge', count: 1 }])
  })

  it('leaves the name as it was after Escape, and stays open', async () => {
    const { user, bridge } = open({ kind: 'manage-tags' }, answers)
    await user.click(await screen.findByRole('button', { name: 'Rename tag snow' }))
    await user.keyboard('xyz{Escape}')
    expect(screen.getByText('snow')).toBeTruthy()
    expect(screen.getByRole('dialog', { name: 'Tags' })).toBeTruthy()
    expect(bridge.inputsOf('tags.rename')).toEqual([])
  })

  it('removes, finds, and says what it does not find', async () => {
    const { user, bridge } = open({ kind: 'manage-tags' }, answers)
    await user.type(await screen.findByRole('textbox', { name: 'Find a tag' }), 'sn')
    expect(screen.queryByText('winter')).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Remove tag snow' }))
    await waitFor(() => expect(bridge.inputsOf('tags.remove')).toEqual([{ name: 'snow' }]))
    await user.type(screen.getByRole('textbox', { name: 'Find a tag' }), 'zz')
    expect(screen.getByText('No tag is called “snzz”.')).toBeTruthy()
  })
})

describe('adding to a collection', () => {
  const answers: Partial<Handlers> = {
    'collections.addImages': () => ok({ undoId: 1 }),
    'collections.create': ({ name, parentId }) => ok({ id: 77, name, parentId, imageCount: 0 }),
  }

  it('finds one by a part of the way to it', async () => {
    const { user, bridge } = open({ kind: 'add-to-collection', ids: [8, 9] }, answers)
    const field = await screen.findByRole('combobox', { name: 'Find or name a collection' })
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      'Travel',
      'Travel › Korea',
      'Travel › Korea › Jeju',
      'Work',
    ])
    await user.type(field, 'korea{ArrowDown}{Enter}')
    await isClosed()
    expect(bridge.inputsOf('collections.addImages')).toEqual([{ collectionId: 3, ids: [8, 9] }])
    expect(changes()).toEqual([{ kind: 'collect', count: 2 }])
  })

  it('makes one of a name that is not there yet', async () => {
    const { user, bridge } = open({ kind: 'add-to-collection', ids: [8] }, answers)
    await user.type(await screen.findByRole('combobox', { name: 'Find or name a collection' }), 'Posters')
    await user.click(screen.getByRole('option', { name: 'New collection “Posters”' }))
    await isClosed()
    expect(bridge.inputsOf('collections.create')).toEqual([{ name: 'Posters', parentId: null }])
    expect(bridge.inputsOf('collections.addImages')).toEqual([{ collectionId: 77, ids: [8] }])
  })
})

describe('a collection', () => {
  it('moves anywhere but into itself', async () => {
    const { user, bridge } = open(
      { kind: 'move-collection', collectionId: 2 },
      { 'collections.move': () => ok({ undoId: 1 }) },
    )
    await screen.findByRole('dialog', { name: 'Move “Korea” to…' })
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Top level', 'Travel', 'Work'])
    await user.click(screen.getByRole('option', { name: 'Work' }))
    await isClosed()
    expect(bridge.inputsOf('collections.move')).toEqual([{ id: 2, parentId: 4 }])
  })

  it('is removed after it was said what goes and what stays', async () => {
    const { user, bridge } = open(
      { kind: 'remove-collection', collectionId: 1 },
      { 'collections.remove': () => ok({ undoId: 1 }) },
    )
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove “Travel”?' }))
    expect(dialog.getByText(/the 2 inside it/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Remove collection' }))
    await isClosed()
    expect(bridge.inputsOf('collections.remove')).toEqual([{ id: 1 }])
    expect(changes()).toEqual([{ kind: 'collection-remove', count: 1 }])
  })

  it('is made inside another, and not by the Enter that ends a syllable', async () => {
    const { user, bridge } = open(
      { kind: 'new-collection', parentId: 1 },
      { 'collections.create': ({ name, parentId }) => ok({ id: 9, name, parentId, imageCount: 0 }) },
    )
    await screen.findByRole('dialog', { name: 'New collection in Travel' })
    await user.type(screen.getByRole('textbox', { name: 'Name' }), '부산{Enter}')
    await isClosed()
    expect(bridge.inputsOf('collections.create')).toEqual([{ name: '부산', parentId: 1 }])
  })
})

describe('emptying the Trash', () => {
  const measured: Partial<Handlers> = {
    'images.measureTrash': ({ deletedBeforeMs }) =>
      ok(deletedBeforeMs === null ? { count: 1200, bytes: 4_200_000_000 } : { count: 3, bytes: 5_000_000 }),
    'images.emptyTrash': () => ok({ count: 1200, freedBytes: 4_200_000_000 }),
  }

  it('says how many and how much before, and Enter alone does nothing', async () => {
    const { user, bridge } = open({ kind: 'empty-trash', deletedBeforeMs: null }, measured)
    const dialog = within(await screen.findByRole('dialog', { name: 'Empty the Trash?' }))
    await dialog.findByText('1,200 pictures are deleted for good, and 4.2 GB become free. This cannot be undone.')
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'))
    expect(bridge.inputsOf('images.emptyTrash')).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Empty Trash' }))
    await screen.findByText('1,200 pictures deleted for good, 4.2 GB freed')
    expect(bridge.inputsOf('images.emptyTrash')).toEqual([{ deletedBeforeMs: null }])
  })

  it('of what has been there for long leaves the rest', async () => {
    const { user, bridge } = open({ kind: 'empty-trash', deletedBeforeMs: 123 }, measured, 'ko')
    await screen.findByText(/이미지 3장을 완전히 삭제하고 5MB를 비워요/)
    await user.click(screen.getByRole('button', { name: '완전히 삭제' }))
    await isClosed()
    expect(bridge.inputsOf('images.emptyTrash')).toEqual([{ deletedBeforeMs: 123 }])
  })

  it('stays open when it was refused', async () => {
    const { user } = open(
      { kind: 'empty-trash', deletedBeforeMs: null },
      { ...measured, 'images.emptyTrash': () => err({ kind: 'library-read-only' }) },
    )
    const button = await screen.findByRole('button', { name: 'Empty Trash' })
    await waitFor(() => expect(button).toHaveProperty('disabled', false))
    await user.click(button)
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBeNull())
    expect(useOrganiseStore.getState().dialog).not.toBeNull()
  })
})

describe('what cannot be taken back', () => {
  it('deletes chosen pictures of the Trash after a question', async () => {
    const { user, bridge } = open(
      { kind: 'delete-for-good', ids: [5, 6] },
      { 'images.deleteForGood': () => ok({ count: 2, freedBytes: 3_000_000 }) },
    )
    await screen.findByText(/are deleted \(3 MB\)/)
    await user.click(screen.getByRole('button', { name: 'Delete for good' }))
    await isClosed()
    expect(bridge.inputsOf('images.deleteForGood')).toEqual([{ ids: [5, 6] }])
    expect(changes()).toEqual([])
  })

  it('does not speak of space where another picture uses the same file', async () => {
    const { user } = open(
      { kind: 'drop-pixels', ids: [5] },
      { 'images.dropPixels': () => ok({ count: 1, freedBytes: 0 }) },
    )
    const button = await screen.findByRole('button', { name: 'Drop the pixels' })
    await waitFor(() => expect(button).toHaveProperty('disabled', false))
    await user.click(button)
    await screen.findByText('The pixels of 1 picture are gone. Others use the same file, so no space became free.')
  })

  it('drops the pixels and says what stays', async () => {
    const { user, bridge } = open(
      { kind: 'drop-pixels', ids: [5] },
      { 'images.dropPixels': () => ok({ count: 1, freedBytes: 3_000_000 }) },
    )
    await screen.findByText(/Prompts, settings, cost, tags and notes stay/)
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await isClosed()
    expect(bridge.inputsOf('images.dropPixels')).toEqual([])

    act(() => useOrganiseStore.getState().openDialog({ kind: 'drop-pixels', ids: [5] }))
    const button = await screen.findByRole('button', { name: 'Drop the pixels' })
    await waitFor(() => expect(button).toHaveProperty('disabled', false))
    await user.click(button)
    await screen.findByText('The pixels of 1 picture are gone, 3 MB freed. Its record stays.')
    expect(bridge.inputsOf('images.dropPixels')).toEqual([{ ids: [5] }])
  })
})
