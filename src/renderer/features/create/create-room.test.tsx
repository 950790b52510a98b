import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useDraftStore } from '#renderer/draft-store.ts'
import { ok } from '#shared/result.ts'
import { openCreateRoom, resetCreateRoom } from '#test/support/open-create-room.tsx'
import { freeSizeModel, openAiConnection, sketchConnection } from '#test/support/sample-records.ts'
import { CreateRoom } from './create-room.tsx'

const generateButton = () => screen.getByRole('button', { name: 'Generate' })

type User = Awaited<ReturnType<typeof openCreateRoom>>['user']

async function chooseIn(user: User, combobox: string, name: RegExp) {
  await user.click(screen.getByRole('combobox', { name: combobox }))
  await user.click(await screen.findByRole('option', { name }))
  await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull())
}
const chooseConnection = (user: User, name: RegExp) => chooseIn(user, 'Connection', name)
async function chooseModel(user: User, name: RegExp) {
  await chooseConnection(user, /^OpenAI/)
  await chooseIn(user, 'Model', name)
}

beforeEach(resetCreateRoom)
afterEach(cleanup)

it('can be written in before main has answered, and keeps the words when it has', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { user, prompt } = await openCreateRoom({
    isAnswered: false,
    handlers: {
      'connections.list': async () => {
        await promise
        return ok({ connections: [sketchConnection] })
      },
    },
  })

  await user.type(prompt, '바다')
  expect(screen.queryByRole('button', { name: 'Generate' })).toBeNull()
  resolve()

  expect(await screen.findByRole('button', { name: 'Generate' })).toBeDefined()
  expect(screen.getByRole('textbox', { name: 'Prompt' })).toBe(prompt)
  expect(prompt).toHaveProperty('value', '바다')
})

describe('the prompt', () => {
  it('takes Enter as a new line and starts nothing', async () => {
    const { user, prompt, started } = await openCreateRoom()
    await user.type(prompt, 'a fox{Enter}in snow')
    expect(prompt).toHaveProperty('value', 'a fox\nin snow')
    expect(started()).toEqual([])
  })

  it('starts nothing when Enter ends a Hangul syllable', async () => {
    const { prompt, started } = await openCreateRoom({ language: 'ko' })
    fireEvent.compositionStart(prompt)
    fireEvent.change(prompt, { target: { value: '여우' } })
    fireEvent.keyDown(prompt, { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true })
    fireEvent.compositionEnd(prompt, { data: '우' })
    fireEvent.keyDown(prompt, { key: 'Enter', code: 'Enter', keyCode: 229 })
    await act(async () => undefined)
    expect(started()).toEqual([])
  })

  it('sends exactly one generation on Mod+Enter, just as it stands', async () => {
    const { user, prompt, started } = await openCreateRoom()
    await user.type(prompt, 'a red fox')
    await user.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(started()).toEqual([
        {
          connectionId: 'sketch',
          model: 'sketch',
          typedPrompt: 'a red fox',
          params: { size: 'auto', n: 1, partialImages: 2 },
        },
      ]),
    )
  })

  it('hears Mod+Enter in the prompt before the studio’s shortcuts are there', async () => {
    const { user, prompt, started } = await openCreateRoom({ element: <CreateRoom /> })
    await user.type(prompt, 'a red fox{Control>}{Enter}{/Control}')
    await waitFor(() => expect(started().map(({ typedPrompt }) => typedPrompt)).toEqual(['a red fox']))
  })

  it('waits for the last syllable when Mod+Enter comes while it is composed, and still sends one', async () => {
    const { prompt, started } = await openCreateRoom({ language: 'ko' })
    fireEvent.compositionStart(prompt)
    fireEvent.change(prompt, { target: { value: '달빛 여ㅇ' } })
    fireEvent.keyDown(prompt, { key: 'Process', code: 'Enter', ctrlKey: true, keyCode: 229, isComposing: true })
    await act(async () => undefined)
    expect(started()).toEqual([])

    fireEvent.change(prompt, { target: { value: '달빛 여우' } })
    fireEvent.compositionEnd(prompt, { data: '우' })
    // Some input methods hand the key over once more when they are done.
    fireEvent.keyDown(prompt, { key: 'Enter', code: 'Enter', ctrlKey: true, keyCode: 13 })
    await screen.findByText(/이미지를 만들고 있어요/)
    expect(started().map(({ typedPrompt }) => typedPrompt)).toEqual(['달빛 여우'])
  })

  it('cannot be sent empty', async () => {
    const { user, prompt } = await openCreateRoom()
    expect(generateButton()).toHaveProperty('disabled', true)
    await user.type(prompt, '   ')
    expect(generateButton()).toHaveProperty('disabled', true)
  })

  it('says when it is longer than the model takes', async () => {
    await openCreateRoom()
    act(() => useDraftStore.getState().setPrompt('가'.repeat(32_005)))
    expect(screen.getByText('This model takes up to 32,000 characters; 5 too many.')).toBeTruthy()
    expect(generateButton()).toHaveProperty('disabled', true)
  })
})

describe('the model and its parameters', () => {
  const labels = () =>
    within(screen.getByRole('region', { name: 'Composer' }))
      .getAllByRole('combobox')
      .map((box) => box.getAttribute('aria-labelledby'))
      .map((id) => document.getElementById(id ?? '')?.textContent)

  it('shows only the parameters that the model has', async () => {
    const { user } = await openCreateRoom()
    expect(labels()).toEqual(['Connection', 'Model', 'Size', 'Background', 'Format', 'Previews'])
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(labels()).toEqual([
      'Connection',
      'Model',
      'Size',
      'Quality',
      'Background',
      'Format',
      'Moderation',
      'Planning',
      'Previews',
    ])
  })

  it('offers previews for a single picture only, with what they cost', async () => {
    const { user } = await openCreateRoom()
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(screen.getByText('+ $0.006')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /Pictures.*increase|Increase.*Pictures/i }))
    expect(labels()).not.toContain('Previews')
  })

  it('keeps what fits when the model changes, says what does not, and can forget it', async () => {
    const { user, prompt, started } = await openCreateRoom()
    act(() => {
      useDraftStore.getState().setParams({ quality: 'max', background: 'opaque', n: 2 })
      useDraftStore.getState().setModel('openai', freeSizeModel.id)
    })
    await user.type(prompt, 'fox')
    await chooseModel(user, /GPT Image 1\.5/)
    expect(screen.getByText('GPT Image 1.5 leaves out: Quality Maximum.')).toBeTruthy()

    await user.click(generateButton())
    await waitFor(() => expect(started()[0]?.params).toEqual({ size: 'auto', n: 2, background: 'opaque' }))

    await user.click(screen.getByRole('button', { name: 'Forget these' }))
    expect(screen.queryByText(/leaves out/)).toBeNull()
  })

  it('greys out what is gone, with its date and what came after', async () => {
    const { user } = await openCreateRoom()
    await chooseConnection(user, /^OpenAI/)
    await user.click(screen.getByRole('combobox', { name: 'Model' }))
    const gone = await screen.findByRole('option', { name: /DALL·E 3/ })
    expect(gone.textContent).toBe('DALL·E 3gone since 2026-05-12 · now GPT Image 2.6 Sunburst')
    expect(gone.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('option', { name: /GPT Image 1\.5/ }).textContent).toContain('until 2026-12-01')
  })

  it('leads to Settings where the key is missing', async () => {
    const { user } = await openCreateRoom({
      handlers: {
        'connections.list': () =>
          ok({ connections: [sketchConnection, { ...openAiConnection, needsKey: true, key: { kind: 'none' } }] }),
      },
    })
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(screen.getByText('No key for OpenAI yet')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Open Settings' }))
    expect(useAppStore.getState().room).toBe('settings')
  })

  it('offers what replaced a retired model that a draft still names', async () => {
    const { user, prompt } = await openCreateRoom()
    act(() => useDraftStore.getState().setModel('openai', 'dall-e-3'))
    await user.type(prompt, 'fox')
    expect(generateButton()).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('button', { name: 'Use GPT Image 2.6 Sunburst' }))
    expect(generateButton()).toHaveProperty('disabled', false)
  })
})

describe('a custom size', () => {
  it.each([
    ['1000x1024', 'Both sides must be multiples of 16.'],
    ['4096x1024', 'No side may be longer than 3,840 px.'],
    ['3840x1024', 'One side may be at most 3 times the other.'],
    ['512x512', 'Too small: at least 655,360 pixels in all (now 262,144).'],
    ['3840x3840', 'Too large: at most 8,294,400 pixels in all (now 14,745,600).'],
  ])('of %s is refused by the rule it breaks', async (size, words) => {
    const { user, prompt } = await openCreateRoom()
    await user.type(prompt, 'fox')
    act(() => {
      useDraftStore.getState().setModel('openai', freeSizeModel.id)
      useDraftStore.getState().setSize(size, true)
    })
    expect(screen.getByText(words)).toBeTruthy()
    expect(generateButton()).toHaveProperty('disabled', true)
  })

  it('is judged while it is typed, and put right with one press', async () => {
    const { user, prompt } = await openCreateRoom()
    await user.type(prompt, 'fox')
    act(() => useDraftStore.getState().setModel('openai', freeSizeModel.id))
    await user.click(screen.getByRole('combobox', { name: 'Size' }))
    await user.click(await screen.findByRole('option', { name: 'Custom…' }))
    const width = screen.getByRole('textbox', { name: 'Width' })
    await user.clear(width)
    await user.type(width, '1030')
    expect(screen.getByText('Both sides must be multiples of 16.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Use 1024 × 1024' }))
    expect(generateButton()).toHaveProperty('disabled', false)
  })
})

describe('the estimate', () => {
  it('is shown before anything is sent, with its basis', async () => {
    const { user } = await openCreateRoom()
    expect(await screen.findByText('Free')).toBeTruthy()
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(await screen.findByText('$0.04–0.17')).toBeTruthy()
    expect(screen.getByText(/published 2026-09/)).toBeTruthy()
  })

  it.each([
    [
      { kind: 'measured', lowMicroUsd: 30_000, highMicroUsd: 52_000, sampleCount: 7 },
      /\$0\.03–0\.05.*measured on your last 7/,
    ],
    [{ kind: 'unknown', imageOutputUsdPerMillion: 30 }, /Not known yet.*\$30 per 1M output tokens/],
  ] as const)('speaks of %o', async (estimate, words) => {
    await openCreateRoom({ handlers: { 'generations.estimate': () => ok(estimate) } })
    await waitFor(() => expect(screen.getByText('Estimate').parentElement?.textContent).toMatch(words))
  })
})

describe('a language model', () => {
  it('stands beside the image models of its connection, and takes what the image model behind it takes', async () => {
    const { user, prompt, started } = await openCreateRoom()
    expect(screen.queryByRole('combobox', { name: 'Image model' })).toBeNull()
    await chooseModel(user, /GPT-6 Luna/)
    await user.type(prompt, 'a fox')
    await user.click(screen.getByRole('combobox', { name: 'Planning' }))
    await user.click(await screen.findByRole('option', { name: 'Low' }))

    await user.click(generateButton())
    await user.click(screen.getByRole('combobox', { name: 'Image model' }))
    await user.click(await screen.findByRole('option', { name: /GPT Image 1.5/ }))
    expect(screen.queryByRole('combobox', { name: 'Planning' })).toBeNull()
    await user.click(generateButton())

    await waitFor(() => expect(started()).toHaveLength(2))
    expect(started().map(({ connectionId, model, params }) => ({ connectionId, model, params }))).toEqual([
      {
        connectionId: 'openai',
        model: 'gpt-6-luna',
        params: {
          size: 'auto',
          n: 1,
          complexity: 'low',
          partialImages: 2,
          imageModel: 'gpt-image-2.6-sunburst',
        },
      },
      {
        connectionId: 'openai',
        model: 'gpt-6-luna',
        params: { size: 'auto', n: 1, partialImages: 2, imageModel: 'gpt-image-1.5' },
      },
    ])
  })
})
