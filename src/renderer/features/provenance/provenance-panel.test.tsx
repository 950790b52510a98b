import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { contentOf, emptyDraft, useDraftStore } from '#renderer/draft-store.ts'
import type { CallOutput, Handlers } from '#shared/contract.ts'
import type { Generation } from '#shared/generation.ts'
import type { Image } from '#shared/image.ts'
import { err, ok } from '#shared/result.ts'
import type { Language } from '#shared/settings.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { sampleImage, sampleSucceeded } from '#test/support/sample-records.ts'
import { ProvenancePanel } from './provenance-panel.tsx'

interface Opened extends Partial<Omit<CallOutput<'images.get'>, 'image' | 'generation'>> {
  readonly image?: Image
  readonly generation?: Generation | null
  readonly language?: Language
  readonly handlers?: Partial<Handlers>
}

function openPanel({
  image = sampleImage(),
  generation = sampleSucceeded(),
  tags = [],
  collectionIds = [],
  metadata = null,
  language = 'en',
  handlers = {},
}: Opened) {
  const bridge = installFakeBridge({
    'images.get': () => ok({ image, generation, tags, collectionIds, metadata }),
    'images.lineage': () => ok({ cards: [], edges: [] }),
    'tags.list': () => ok({ tags: [{ name: 'winter', imageCount: 3 }] }),
    'collections.list': () => ok({ collections: [] }),
    'generations.rawResponse': () => ok({ text: '{"created":1}' }),
    ...handlers,
  })
  return { ...renderInApp(<ProvenancePanel imageId={image.id} />, { language }), bridge }
}

const panel = () => within(screen.getByRole('complementary', { name: 'Provenance' }))
/** What stands under a prompt's heading. */
const underHeading = (name: string) =>
  panel().getByRole('heading', { name, level: 4 }).parentElement?.nextElementSibling?.textContent
const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => Array.from(row.children, (cell) => cell.textContent))

beforeEach(() => {
  useDraftStore.setState(emptyDraft)
  useAppStore.setState({ room: 'library', selectedImageId: 11, isProvenanceOpen: true, viewer: null })
})
afterEach(cleanup)

describe('the prompts', () => {
  it('fold what equals the one before, and say that a revised prompt was not reported', async () => {
    openPanel({})
    await panel().findByText('A red fox')
    expect([underHeading('Typed'), underHeading('Sent'), underHeading('Revised by the model')]).toEqual([
      'A red fox',
      'Same as typed',
      'Not reported',
    ])
  })

  it('stand apart where they differ, and show what became of the words', async () => {
    const { user } = openPanel({
      image: sampleImage({ revisedPrompt: 'A red fox asleep in the snow' }),
      generation: sampleSucceeded({ typedPrompt: 'red fox', sentPrompt: 'A red fox in snow' }),
    })
    await panel().findByText('red fox')
    expect(underHeading('Sent')).toBe('A red fox in snow')
    expect(underHeading('Revised by the model')).toBe('A red fox asleep in the snow')

    await user.click(panel().getByRole('button', { name: 'Changes from typed' }))
    expect(underHeading('Sent')).toBe(' [added] A red fox [added]  in snow')
    expect(panel().getAllByRole('insertion')).toHaveLength(2)
    // All three differ: the first can be held against the last.
    const unfold = panel().getByRole('button', { name: 'Prompts against each other', expanded: false })
    await user.click(unfold)
    const [difference] = within(unfold.parentElement ?? unfold).getAllByRole('paragraph')
    expect(difference?.textContent).toBe(' [added] A red fox [added]  asleep in the snow')
  })

  it('can each be copied as they are', async () => {
    const { user } = openPanel({ generation: sampleSucceeded({ typedPrompt: '달빛 여우', sentPrompt: 'moon fox' }) })
    await user.click(await panel().findByRole('button', { name: 'Copy sent prompt' }))
    expect(await navigator.clipboard.readText()).toBe('moon fox')
    await user.click(panel().getByRole('button', { name: 'Copy typed prompt' }))
    expect(await navigator.clipboard.readText()).toBe('달빛 여우')
  })
})

describe('the parameters', () => {
  it('stand beside what was really used, and a difference is marked in words', async () => {
    openPanel({
      generation: sampleSucceeded({
        requestedParams: { size: 'auto', n: 1, quality: 'high', outputFormat: 'webp' },
        actualParams: { model: 'gpt-image-2.6-sunburst', size: '1024x1536', quality: 'medium' },
      }),
    })
    const rows = rowsOf(await panel().findByRole('table'))
    expect(rows).toEqual([
      ['Parameter', 'Requested', 'Actual'],
      ['Model', 'gpt-image-2.6-sunburst', 'gpt-image-2.6-sunburst'],
      ['Size', 'Auto', '1024 × 1536'],
      ['Quality', 'High', 'Medium≠ differs'],
      ['Format', 'WEBP', 'not reported'],
      ['Pictures', '1', 'not reported'],
    ])
    expect(panel().getByText('1 setting was applied differently.')).toBeTruthy()
  })
})

describe('usage and cost', () => {
  it('name the count, the amount and the price list it was made with', async () => {
    openPanel({
      generation: sampleSucceeded({
        usage: {
          inputTokens: 42,
          inputTextTokens: 42,
          inputImageTokens: 0,
          outputTokens: 1_056,
          outputImageTokens: null,
          outputTextTokens: null,
          totalTokens: 1_098,
        },
        cost: { microUsd: 31_890, priceSource: 'https://platform.example.org/pricing', priceAsOf: '2026-11' },
      }),
    })
    expect(await panel().findByText('$0.0319')).toBeTruthy()
    expect(panel().getByText('Estimate from usage · platform.example.org, 2026-11')).toBeTruthy()
    expect(panel().getByText('1,056 tokens')).toBeTruthy()
    expect(panel().getByText('42 text, 0 image')).toBeTruthy()
  })

  it('are not made up where the provider said nothing', async () => {
    openPanel({})
    expect(await panel().findByText('Not known: no usage was reported')).toBeTruthy()
  })

  it('of the sketch are free, and it is labelled as no AI', async () => {
    openPanel({ generation: sampleSucceeded({ provider: 'sketch' }) })
    expect(await panel().findByText('Free, made on this computer')).toBeTruthy()
    expect(panel().getByText('Offline sketch, not AI')).toBeTruthy()
  })
})

describe('the raw response', () => {
  it('is read only when it is opened, and shown indented', async () => {
    const { user, bridge } = openPanel({})
    const summary = await panel().findByText('Raw response')
    expect(bridge.inputsOf('generations.rawResponse')).toEqual([])
    await user.click(summary)
    const region = await panel().findByRole('region', { name: 'Raw response' })
    expect(region.textContent).toBe('{\n  "created": 1\n}')
    expect(bridge.inputsOf('generations.rawResponse')).toEqual([{ id: 1 }])
  })
})

describe('using it again', () => {
  it('loads the prompt, goes to Create, and gives back with Undo what was being typed', async () => {
    const { user } = openPanel({})
    act(() => useDraftStore.getState().setPrompt('what I was typing'))
    await user.click(await panel().findByRole('button', { name: 'Use prompt' }))
    expect(useDraftStore.getState().typedPrompt).toBe('A red fox')
    expect(useAppStore.getState().room).toBe('create')

    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(useDraftStore.getState().typedPrompt).toBe('what I was typing')
  })

  it('loads prompt, model and parameters together', async () => {
    const { user } = openPanel({})
    await user.click(await panel().findByRole('button', { name: 'Use everything' }))
    expect(contentOf(useDraftStore.getState())).toEqual({
      typedPrompt: 'A red fox',
      connectionId: 'openai',
      model: 'gpt-image-2.6-sunburst',
      params: { size: '1024x1024', n: 1, quality: 'high' },
      isCustomSize: false,
      sources: [{ imageId: 11, role: 'recipe' }],
      turnBefore: null,
    })
  })
})

describe('the panel', () => {
  it('shows of an imported picture its file and no generation', async () => {
    openPanel({
      image: sampleImage({ generationId: null, importedFileName: 'holiday.jpg', format: 'jpeg' }),
      generation: null,
    })
    expect(await panel().findByText('holiday.jpg')).toBeTruthy()
    expect(panel().getByText('Imported pictures carry no record of how they were made.')).toBeTruthy()
    expect(panel().queryByRole('button', { name: 'Use prompt' })).toBeNull()
  })

  it('shows favourite, rating and Trash as they stand', async () => {
    openPanel({ image: sampleImage({ isFavorite: true, rating: 4, deletedAtMs: 1 }) })
    expect(await panel().findByText('Favourite')).toBeTruthy()
    expect(panel().getByText('4 of 5')).toBeTruthy()
    expect(panel().getByText('In the Trash')).toBeTruthy()
  })

  it('says while it reads, and says so when there is nothing to read', async () => {
    openPanel({ handlers: { 'images.get': () => err({ kind: 'not-found', what: 'image' }) } })
    expect(panel().getByText('Reading the record…')).toBeTruthy()
    expect(await panel().findByText('It is no longer here')).toBeTruthy()
  })

  it('closes', async () => {
    const { user } = openPanel({})
    await user.click(panel().getByRole('button', { name: 'Close provenance' }))
    await waitFor(() => expect(useAppStore.getState().isProvenanceOpen).toBe(false))
  })

  it('speaks Korean throughout', async () => {
    openPanel({ language: 'ko' })
    const korean = within(screen.getByRole('complementary', { name: '출처' }))
    await korean.findByText('A red fox')
    expect(korean.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
      '출처',
      '프롬프트',
      '입력한 프롬프트',
      '보낸 프롬프트',
      '모델이 고친 프롬프트',
      '태그와 메모',
      '컬렉션',
      '설정',
      '만든 곳',
      '사용량과 비용',
      '파일',
    ])
  })
})

describe('a picture made through a language model', () => {
  const generation = sampleSucceeded({
    id: 2,
    provider: 'openai-responses',
    model: 'gpt-6-luna',
    requestedParams: { size: 'auto', n: 1, imageModel: 'gpt-image-2' },
    actualParams: { model: 'gpt-6-luna', imageModel: 'gpt-image-2', n: 1 },
    responseId: 'resp_2',
    previousGenerationId: 1,
  })
  const previous = sampleSucceeded({ id: 1, typedPrompt: 'A fox by the sea', images: [sampleImage({ id: 5 })] })
  const handlers: Partial<Handlers> = { 'generations.get': () => ok(previous) }

  it.each([
    ['en', 'OpenAI Responses: through a language model', 'Language model', 'Image model'],
    ['ko', 'OpenAI Responses, 언어 모델을 거쳐요', '언어 모델', '이미지 모델'],
  ] as const)('tells both models and the way (%s)', async (language, way, languageModel, imageModel) => {
    openPanel({ generation, language, handlers })
    expect(await screen.findByText(way)).toBeTruthy()
    const rows = rowsOf(screen.getByRole('table'))
    expect(rows).toContainEqual([languageModel, 'gpt-6-luna', 'gpt-6-luna'])
    expect(rows).toContainEqual([imageModel, 'gpt-image-2', 'gpt-image-2'])
    expect(screen.getByText('resp_2')).toBeTruthy()
  })

  it('leads to the picture that it goes on from', async () => {
    const { user } = openPanel({ generation, handlers })
    await user.click(
      await screen.findByRole('button', { name: 'Open the picture this one goes on from: A fox by the sea' }),
    )
    expect(useAppStore.getState().viewer).toMatchObject({ imageId: 5 })
  })
})
