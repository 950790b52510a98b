import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useOrganiseStore } from '#renderer/organise-store.ts'
import { undoLast, useUndoStore } from '#renderer/undo.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { installFakeImageLibrary } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleImage } from '#test/support/sample-records.ts'
import { ProvenancePanel } from './provenance-panel.tsx'

const two = [
  { id: 2, prompt: 'fox', tags: ['winter', 'red'] },
  { id: 1, prompt: 'sea', note: 'for the cover' },
]
const tagsShown = () =>
  within(screen.getByRole('list', { name: 'Tags' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent)
const note = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Note' })

beforeEach(() => {
  useAppStore.setState(useAppStore.getInitialState(), true)
  useUndoStore.setState({ changes: [] })
  useOrganiseStore.setState(useOrganiseStore.getInitialState(), true)
})

describe('tags', () => {
  it('are added and removed one by one, each a step for Undo', async () => {
    installFakeImageLibrary(two)
    const { user } = renderInApp(<ProvenancePanel imageId={2} />)
    const field = await screen.findByRole('combobox', { name: 'Tags' })
    await user.type(field, 'snow{Enter}')
    await waitFor(() => expect(tagsShown()).toEqual(['winter', 'red', 'snow']))
    await user.click(screen.getByRole('button', { name: 'Remove tag red' }))
    await waitFor(() => expect(tagsShown()).toEqual(['winter', 'snow']))
    expect(useUndoStore.getState().changes.map(({ kind }) => kind)).toEqual(['add-tags', 'remove-tags'])
  })

  it('are completed from those there are', async () => {
    installFakeImageLibrary(two)
    const { user } = renderInApp(<ProvenancePanel imageId={1} />)
    await user.type(await screen.findByRole('combobox', { name: 'Tags' }), 'win')
    await user.click(await screen.findByRole('option', { name: 'winter' }))
    await waitFor(() => expect(tagsShown()).toEqual(['winter']))
  })
})

describe('a note', () => {
  it('is saved on leaving the field, with its line breaks', async () => {
    const fake = installFakeImageLibrary(two)
    const { user } = renderInApp(<ProvenancePanel imageId={2} />)
    await user.type(await note(), 'first{Enter}second')
    expect(fake.inputsOf('images.mark')).toEqual([])
    await user.tab()
    await waitFor(() => expect(fake.image(2).note).toBe('first\nsecond'))
    expect(fake.inputsOf('images.mark')).toHaveLength(1)
  })

  it('is saved for the picture it was written for when another is chosen in the middle of a word', async () => {
    const fake = installFakeImageLibrary(two)
    const { user, rerender } = renderInApp(<ProvenancePanel imageId={2} />)
    await user.type(await note(), 'half a tho')
    rerender(<ProvenancePanel imageId={1} />)
    await waitFor(() => expect(fake.image(2).note).toBe('half a tho'))
    expect((await note()).value).toBe('for the cover')
    expect(fake.image(1).note).toBe('for the cover')
  })

  it('that main refuses is there again when one comes back', async () => {
    installFakeImageLibrary(two, { 'images.mark': { kind: 'disk-full' } })
    const { user, rerender } = renderInApp(<ProvenancePanel imageId={2} />)
    await user.type(await note(), 'precious')
    rerender(<ProvenancePanel imageId={1} />)
    await screen.findByText('The disk is full')
    rerender(<ProvenancePanel imageId={2} />)
    await waitFor(async () => expect((await note()).value).toBe('precious'))
    // Another test begins without it.
    installFakeImageLibrary(two)
    await user.type(await note(), '!')
    await user.tab()
    await waitFor(() => expect(useUndoStore.getState().changes).toHaveLength(1))
  })

  it('follows Undo', async () => {
    installFakeImageLibrary(two)
    const { user } = renderInApp(<ProvenancePanel imageId={1} />)
    const field = await note()
    await user.clear(field)
    await user.type(field, 'for the back')
    await user.tab()
    await waitFor(() => expect(useUndoStore.getState().changes).toHaveLength(1))
    await undoLast()
    await waitFor(() => expect(field.value).toBe('for the cover'))
  })
})

describe('collections', () => {
  it('are named by the way to them, and left with one press', async () => {
    const bridge = installFakeBridge({
      'images.get': ({ id }) =>
        ok({ image: sampleImage({ id }), generation: null, tags: [], collectionIds: [4], metadata: null }),
      'images.lineage': () => ok({ cards: [], edges: [] }),
      'tags.list': () => ok({ tags: [] }),
      'collections.list': () =>
        ok({
          collections: [
            { id: 3, parentId: null, name: 'Travel', imageCount: 1 },
            { id: 4, parentId: 3, name: 'Jeju', imageCount: 1 },
          ],
        }),
      'collections.removeImages': () => ok({ undoId: 9 }),
    })
    const { user } = renderInApp(<ProvenancePanel imageId={2} />)
    expect((await screen.findByText('Jeju')).closest('li')?.title).toBe('Travel › Jeju')
    await user.click(screen.getByRole('button', { name: 'Remove from “Jeju”' }))
    await waitFor(() => expect(bridge.inputsOf('collections.removeImages')).toEqual([{ collectionId: 4, ids: [2] }]))
    await user.click(screen.getByRole('button', { name: 'Add to collection…' }))
    expect(useOrganiseStore.getState().dialog).toEqual({ kind: 'add-to-collection', ids: [2] })
  })
})
