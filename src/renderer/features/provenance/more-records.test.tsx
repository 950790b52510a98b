import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { emptyDraft, useDraftStore } from '#renderer/draft-store.ts'
import type { CallOutput, Handlers } from '#shared/contract.ts'
import type { GridCard } from '#shared/image.ts'
import { ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleFailed, sampleImage, sampleSucceeded } from '#test/support/sample-records.ts'
import { ProvenancePanel } from './provenance-panel.tsx'

function openPanel(part: Partial<CallOutput<'images.get'>>, handlers: Partial<Handlers> = {}) {
  const one = { image: sampleImage(), generation: null, tags: [], collectionIds: [], metadata: null, ...part }
  const bridge = installFakeBridge({
    'images.get': () => ok(one),
    'images.lineage': () => ok({ cards: [], edges: [] }),
    'tags.list': () => ok({ tags: [] }),
    'collections.list': () => ok({ collections: [] }),
    ...handlers,
  })
  return { ...renderInApp(<ProvenancePanel imageId={one.image.id} />), bridge }
}
const card = (id: number, caption: string): GridCard => ({
  kind: 'image',
  id,
  generationId: id,
  sha256: String(id).padStart(64, '0'),
  format: 'png',
  width: 512,
  height: 512,
  isFavorite: false,
  rating: null,
  hasPixels: true,
  createdAtMs: id,
  caption,
})

beforeEach(() => {
  useDraftStore.setState(emptyDraft)
  useAppStore.setState(useAppStore.getInitialState(), true)
})

describe('a picture from elsewhere', () => {
  it('shows what another program wrote into it, and its prompt can be used', async () => {
    const { user } = openPanel({
      image: sampleImage({ generationId: null, importedFileName: 'a.png', hasContentCredentials: true }),
      metadata: {
        tool: 'a1111',
        prompt: 'castle at dawn',
        negativePrompt: 'blurry',
        model: 'sd-xl',
        parameters: { Steps: '30', Sampler: 'Euler a' },
      },
    })
    const found = within(await screen.findByRole('region', { name: 'Found in the file' }))
    expect(found.getByText('AUTOMATIC1111')).toBeTruthy()
    expect(found.getByText('blurry')).toBeTruthy()
    expect(found.getByText('2 more values')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Content Credentials' }).textContent).toContain('does not check')

    await user.click(found.getByRole('button', { name: 'Use prompt' }))
    expect(useDraftStore.getState()).toMatchObject({
      typedPrompt: 'castle at dawn',
      sources: [{ imageId: 11, role: 'prompt' }],
    })
  })
})

describe('pictures made together', () => {
  it('share the cost, and lead to each other', async () => {
    const images = [11, 12, 13].map((id) => sampleImage({ id, costMicroUsd: 20_000 }))
    const { user } = openPanel({
      image: sampleImage({ id: 11, costMicroUsd: 20_000 }),
      generation: sampleSucceeded({ images, cost: { microUsd: 60_000, priceSource: 'x', priceAsOf: '2026-11' } }),
    })
    const together = within(await screen.findByRole('region', { name: 'Made together (3)' }))
    expect(screen.getByText('This picture').nextSibling?.textContent).toBe('$0.02')
    await user.click(together.getByRole('button', { name: 'Open picture 2 of 3' }))
    expect(useAppStore.getState().viewer).toEqual({ imageIds: [11, 12, 13], imageId: 12 })
  })
})

describe('lineage', () => {
  it('is a graph whose nodes say in words what they are', async () => {
    const { user } = openPanel(
      { generation: sampleSucceeded() },
      {
        'images.lineage': () =>
          ok({
            cards: [card(5, 'old fox'), card(11, 'fox'), card(20, 'blue fox')],
            edges: [
              { fromId: 5, toId: 11, role: 'prompt' },
              { fromId: 11, toId: 20, role: 'edit' },
            ],
          }),
      },
    )
    const graph = within(await screen.findByRole('region', { name: 'Lineage' }))
    expect(graph.getAllByRole('button').map((node) => node.querySelector('.sr-only')?.textContent)).toEqual([
      'Came from (prompt): old fox',
      'This picture: fox',
      'Led to (edit): blue fox',
    ])
    await user.click(graph.getByRole('button', { name: 'Led to (edit): blue fox' }))
    expect(useAppStore.getState().viewer).toEqual({ imageIds: [5, 11, 20], imageId: 20 })
  })

  it('is not there for a picture that stands alone', async () => {
    const { bridge } = openPanel({ generation: sampleSucceeded() })
    await screen.findByRole('region', { name: 'File' })
    await waitFor(() => expect(bridge.inputsOf('images.lineage')).toEqual([{ id: 11 }]))
    expect(screen.queryByRole('region', { name: 'Lineage' })).toBeNull()
  })
})

describe('a request that made no picture', () => {
  it('shows why, and everything that was asked', async () => {
    const bridge = installFakeBridge({
      'generations.get': () => ok(sampleFailed({ failure: { kind: 'quota' }, hasRawResponse: false })),
    })
    const { user } = renderInApp(<ProvenancePanel imageId={-7} />)
    expect(await screen.findByText('A red fox')).toBeTruthy()
    expect(bridge.inputsOf('generations.get')).toEqual([{ id: 7 }])
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Revised by the model' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Use everything' }))
    expect(useDraftStore.getState()).toMatchObject({ typedPrompt: 'A red fox', sources: [] })
  })
})

describe('many chosen pictures', () => {
  it('are summed up', async () => {
    const bridge = installFakeBridge({
      'images.summarise': () =>
        ok({
          count: 3,
          bytes: 4_500_000,
          costMicroUsd: 90_000,
          tags: [
            { name: 'winter', imageCount: 3 },
            { name: 'red', imageCount: 1 },
          ],
        }),
    })
    renderInApp(<ProvenancePanel imageId={2} chosenIds={new Set([1, 2, 3])} />)
    expect(await screen.findByText('$0.09')).toBeTruthy()
    expect(screen.getByRole('heading', { name: '3 pictures' })).toBeTruthy()
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['winter', 'red1 of 3'])
    expect(bridge.inputsOf('images.summarise')).toEqual([{ ids: [1, 2, 3] }])
    expect(bridge.inputsOf('images.get')).toEqual([])
  })
})
