import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useShortcuts } from '#renderer/commands/use-shortcuts.ts'
import { emptyDraft, useDraftStore } from '#renderer/draft-store.ts'
import type { Handlers } from '#shared/contract.ts'
import type { Generation } from '#shared/generation.ts'
import { err, ok } from '#shared/result.ts'
import type { Language } from '#shared/settings.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import {
  freeSizeModel,
  listedSizeModel,
  openAiConnection,
  retiredModel,
  sampleFailed,
  sampleImage,
  sampleMaybeBilled,
  sampleRunning,
  sampleSucceeded,
  sketchConnection,
  sketchModel,
} from '#test/support/sample-records.ts'
import { CreateRoom } from './create-room.tsx'
import { useCreateStore } from './create-store.ts'
import { useCreateCommands } from './use-create-commands.ts'

/** The room with its commands, as `app.tsx` puts them together. */
function Room() {
  useShortcuts(useCreateCommands())
  return <CreateRoom />
}

interface Opened {
  readonly recent?: readonly Generation[]
  readonly language?: Language
  readonly handlers?: Partial<Handlers>
  /** `false`: main has not yet said what the models and connections are. */
  readonly isAnswered?: boolean
  readonly element?: ReactElement
}

async function openRoom({
  recent = [],
  language = 'en',
  handlers = {},
  isAnswered = true,
  element = <Room />,
}: Opened = {}) {
  let nextId = 100
  let generations = [...recent]
  const bridge = installFakeBridge({
    'catalogue.list': () => ok({ models: [sketchModel, freeSizeModel, listedSizeModel, retiredModel] }),
    'connections.list': () => ok({ connections: [sketchConnection, openAiConnection] }),
    'generations.recent': () => ok({ generations }),
    'generations.estimate': ({ model }) =>
      ok(
        model === 'sketch'
          ? { kind: 'free' }
          : { kind: 'published', lowMicroUsd: 40_000, highMicroUsd: 170_000, source: 'x', asOf: '2026-09' },
      ),
    'generations.start': ({ connectionId, model, typedPrompt, params }) => {
      const started = sampleRunning({
        id: nextId++,
        connectionId,
        model,
        typedPrompt,
        sentPrompt: typedPrompt,
        requestedParams: params,
      })
      generations = [started, ...generations]
      return ok(started)
    },
    'generations.cancel': () => ok({}),
    ...handlers,
  })
  const view = renderInApp(element, { language })
  const prompt = screen.getByRole('textbox', { name: language === 'en' ? 'Prompt' : '프롬프트' })
  if (isAnswered) await screen.findByRole('button', { name: language === 'en' ? 'Generate' : '만들기' })
  return {
    ...view,
    bridge,
    prompt,
    /** Main settles or changes a generation. */
    settle: (generation: Generation) => {
      generations = generations.map((one) => (one.id === generation.id ? generation : one))
      act(() => bridge.emit('generation.changed', { generation }))
    },
    started: () => bridge.inputsOf('generations.start'),
  }
}

const generateButton = () => screen.getByRole('button', { name: 'Generate' })

async function chooseModel(user: Awaited<ReturnType<typeof openRoom>>['user'], name: RegExp) {
  await user.click(screen.getByRole('combobox', { name: 'Model' }))
  await user.click(await screen.findByRole('option', { name }))
}

beforeEach(() => {
  useDraftStore.setState(emptyDraft)
  useCreateStore.setState({ pickedGenerationId: null, startFailure: null })
  useAppStore.setState({ room: 'create', viewer: null, selectedImageId: null, isProvenanceOpen: true })
})
afterEach(cleanup)

it('can be written in before main has answered, and keeps the words when it has', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { user, prompt } = await openRoom({
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
    const { user, prompt, started } = await openRoom()
    await user.type(prompt, 'a fox{Enter}in snow')
    expect(prompt).toHaveProperty('value', 'a fox\nin snow')
    expect(started()).toEqual([])
  })

  it('starts nothing when Enter ends a Hangul syllable', async () => {
    const { prompt, started } = await openRoom({ language: 'ko' })
    fireEvent.compositionStart(prompt)
    fireEvent.change(prompt, { target: { value: '여우' } })
    fireEvent.keyDown(prompt, { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true })
    fireEvent.compositionEnd(prompt, { data: '우' })
    fireEvent.keyDown(prompt, { key: 'Enter', code: 'Enter', keyCode: 229 })
    await act(async () => undefined)
    expect(started()).toEqual([])
  })

  it('sends exactly one generation on Mod+Enter, just as it stands', async () => {
    const { user, prompt, started } = await openRoom()
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
    const { user, prompt, started } = await openRoom({ element: <CreateRoom /> })
    await user.type(prompt, 'a red fox{Control>}{Enter}{/Control}')
    await waitFor(() => expect(started().map(({ typedPrompt }) => typedPrompt)).toEqual(['a red fox']))
  })

  it('waits for the last syllable when Mod+Enter comes while it is composed, and still sends one', async () => {
    const { prompt, started } = await openRoom({ language: 'ko' })
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
    const { user, prompt } = await openRoom()
    expect(generateButton()).toHaveProperty('disabled', true)
    await user.type(prompt, '   ')
    expect(generateButton()).toHaveProperty('disabled', true)
  })

  it('says when it is longer than the model takes', async () => {
    await openRoom()
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
    const { user } = await openRoom()
    expect(labels()).toEqual(['Model', 'Size', 'Background', 'Format', 'Previews'])
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(labels()).toEqual(['Model', 'Size', 'Quality', 'Background', 'Format', 'Moderation', 'Planning', 'Previews'])
  })

  it('offers previews for a single picture only, with what they cost', async () => {
    const { user } = await openRoom()
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(screen.getByText('+ $0.006')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /Pictures.*increase|Increase.*Pictures/i }))
    expect(labels()).not.toContain('Previews')
  })

  it('keeps what fits when the model changes, says what does not, and can forget it', async () => {
    const { user, prompt, started } = await openRoom()
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
    const { user } = await openRoom()
    await user.click(screen.getByRole('combobox', { name: 'Model' }))
    const gone = await screen.findByRole('option', { name: /DALL·E 3/ })
    expect(gone.textContent).toBe('DALL·E 3gone since 2026-05-12 · now GPT Image 2.6 Sunburst')
    expect(gone.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('option', { name: /GPT Image 1\.5/ }).textContent).toContain('until 2026-12-01')
  })

  it('leads to Settings where the key is missing', async () => {
    const { user } = await openRoom({
      handlers: {
        'connections.list': () =>
          ok({ connections: [sketchConnection, { ...openAiConnection, key: { kind: 'none' } }] }),
      },
    })
    await chooseModel(user, /^GPT Image 2\.6 Sunburst/)
    expect(screen.getByText('No key for OpenAI yet')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Open Settings' }))
    expect(useAppStore.getState().room).toBe('settings')
  })

  it('offers what replaced a retired model that a draft still names', async () => {
    const { user, prompt } = await openRoom()
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
    const { user, prompt } = await openRoom()
    await user.type(prompt, 'fox')
    act(() => {
      useDraftStore.getState().setModel('openai', freeSizeModel.id)
      useDraftStore.getState().setSize(size, true)
    })
    expect(screen.getByText(words)).toBeTruthy()
    expect(generateButton()).toHaveProperty('disabled', true)
  })

  it('is judged while it is typed, and put right with one press', async () => {
    const { user, prompt } = await openRoom()
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
    const { user } = await openRoom()
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
    await openRoom({ handlers: { 'generations.estimate': () => ok(estimate) } })
    await waitFor(() => expect(screen.getByText('Estimate').parentElement?.textContent).toMatch(words))
  })
})

describe('a generation', () => {
  it('runs, shows its previews in place, and ends as a picture that opens the viewer', async () => {
    const { user, prompt, bridge, settle, container } = await openRoom()
    await user.type(prompt, 'a red fox')
    await user.click(generateButton())
    expect(await screen.findByText(/Making the picture/)).toBeTruthy()

    act(() => bridge.emit('generation.previewed', { id: 100, position: 0, index: 0, url: '/preview/100-0-0.png' }))
    expect(screen.getByRole('img', { name: 'Preview of “a red fox”' }).getAttribute('src')).toBe('/preview/100-0-0.png')

    const image = sampleImage({ id: 7, generationId: 100 })
    settle(sampleSucceeded({ id: 100, typedPrompt: 'a red fox', images: [image] }))
    const [onStage] = await screen.findAllByRole('button', { name: 'Open “a red fox”' })
    expect(screen.queryByText(/Making the picture/)).toBeNull()
    expect(container.querySelector(`img[src="/blob/${image.sha256}.png"]`)).not.toBeNull()
    expect(container.querySelector(`img[src="/thumb/${image.sha256}.webp"]`)).not.toBeNull()

    if (onStage !== undefined) await user.click(onStage)
    expect(useAppStore.getState().viewer).toEqual({ imageIds: [7], imageId: 7 })
    expect(useAppStore.getState().selectedImageId).toBe(7)
  })

  it('runs beside others, and Cancel stops the newest of them', async () => {
    const { user, prompt, bridge } = await openRoom()
    await user.type(prompt, 'one')
    await user.click(generateButton())
    await user.type(prompt, ' two')
    await user.click(generateButton())
    expect(await screen.findAllByRole('button', { name: /being made/ })).toHaveLength(2)

    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 101 }])
    await user.click(screen.getByRole('button', { name: 'Stop “one”' }))
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 101 }, { id: 100 }])
  })

  it('is not started twice by a double click', async () => {
    const { user, prompt, started } = await openRoom()
    await user.type(prompt, 'fox')
    await user.dblClick(generateButton())
    await waitFor(() => expect(started()).toHaveLength(1))
  })

  it('is stopped by Shift+X, but not while typing', async () => {
    const { user, prompt, bridge } = await openRoom({ recent: [sampleRunning({ id: 5 })] })
    await user.type(prompt, '{Shift>}X{/Shift}')
    expect(bridge.inputsOf('generations.cancel')).toEqual([])
    act(() => prompt.blur())
    await user.keyboard('{Shift>}[KeyX]{/Shift}')
    expect(bridge.inputsOf('generations.cancel')).toEqual([{ id: 5 }])
  })

  it('that could not be started says so beside the button, with the next step', async () => {
    const { user, prompt } = await openRoom({ handlers: { 'generations.start': () => err({ kind: 'disk-full' }) } })
    await user.type(prompt, 'fox')
    await user.click(generateButton())
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('The disk is full')
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeTruthy()

    await user.type(prompt, ' in snow')
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('that failed offers its next step in the strip and on the stage', async () => {
    const refused = sampleFailed({
      typedPrompt: 'something refused',
      failure: { kind: 'moderation-refused', stage: 'input', categories: ['violence'] },
    })
    const { user } = await openRoom({ recent: [refused] })
    expect(await screen.findByRole('button', { name: 'Show “something refused”: The prompt was refused' })).toBeTruthy()
    const steps = screen.getAllByRole('button', { name: 'Change the prompt' })
    expect(steps).toHaveLength(2)
    if (steps[0] !== undefined) await user.click(steps[0])
    expect(useDraftStore.getState()).toMatchObject({ typedPrompt: 'something refused', model: freeSizeModel.id })
  })

  it('that may have been billed is sent again only when the person says so, and just as it was', async () => {
    const { user, started } = await openRoom({ recent: [sampleMaybeBilled()] })
    expect(await screen.findAllByText('No answer in time')).not.toEqual([])
    expect(started()).toEqual([])
    const [sendAgain] = screen.getAllByRole('button', { name: 'Send again' })
    if (sendAgain !== undefined) await user.click(sendAgain)
    await waitFor(() =>
      expect(started()).toEqual([
        {
          connectionId: 'openai',
          model: freeSizeModel.id,
          typedPrompt: 'A red fox',
          params: { size: '1024x1024', n: 1, quality: 'high' },
        },
      ]),
    )
  })

  it('of the sketch is labelled as one', async () => {
    await openRoom({ recent: [sampleSucceeded({ provider: 'sketch', model: 'sketch' })] })
    const facts = await screen.findByText(/^Sketch · offline sketch, not AI · 1024 × 1024/)
    expect(facts).toBeTruthy()
  })

  it('is left out of the strip when its picture lies in the Trash', async () => {
    await openRoom({ recent: [sampleSucceeded({ images: [sampleImage({ trashedAtMs: 5 })] })] })
    expect(await screen.findByText('In the Trash')).toBeTruthy()
    expect(screen.queryByRole('list', { name: 'Recent' })).toBeNull()
  })
})

describe('the strip', () => {
  it('is one stop for Tab, and arrow keys put its neighbours on the stage', async () => {
    const first = sampleSucceeded({ id: 2, typedPrompt: 'first', images: [sampleImage({ id: 21 })] })
    const second = sampleSucceeded({ id: 1, typedPrompt: 'second', images: [sampleImage({ id: 11 })] })
    const { user } = await openRoom({ recent: [first, second] })
    const strip = within(await screen.findByRole('list', { name: 'Recent' }))
    const stops = strip.getAllByRole('button').map((button) => button.tabIndex)
    expect(stops).toEqual([0, -1])

    act(() => strip.getByRole('button', { name: 'Open “first”' }).focus())
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(strip.getByRole('button', { name: 'Open “second”' }))
    expect(useCreateStore.getState().pickedGenerationId).toBe(1)
  })
})

describe('an open provenance panel', () => {
  it('turns to the new picture when it is done', async () => {
    const { user, prompt, settle } = await openRoom({ recent: [sampleSucceeded()] })
    act(() => useAppStore.getState().selectImage(11))
    await user.type(prompt, 'fox')
    await user.click(generateButton())
    await screen.findByText(/Making the picture/)
    settle(sampleSucceeded({ id: 100, images: [sampleImage({ id: 77, generationId: 100 })] }))
    await waitFor(() => expect(useAppStore.getState().selectedImageId).toBe(77))
  })

  it('is opened from the stage for the picture on it', async () => {
    useAppStore.setState({ isProvenanceOpen: false })
    const { user } = await openRoom({ recent: [sampleSucceeded()] })
    await user.click(await screen.findByRole('button', { name: 'Show provenance' }))
    expect(useAppStore.getState()).toMatchObject({ selectedImageId: 11, isProvenanceOpen: true })
  })
})

describe('the first start', () => {
  it('shows that it works without a key, and fills the prompt with an example', async () => {
    const { user, prompt } = await openRoom({ language: 'ko' })
    expect(await screen.findByText(/오프라인 스케치는 키도 네트워크도 비용도 없이/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /붉은 여우/ }))
    expect(prompt).toHaveProperty('value', '첫눈 내린 아침, 자작나무 아래 잠든 붉은 여우, 고요한 빛')
  })

  it('does not overwrite what is being typed without a way back', async () => {
    const { user, prompt } = await openRoom()
    await user.type(prompt, 'my own words')
    await user.click(await screen.findByRole('button', { name: /A red fox asleep/ }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(prompt).toHaveProperty('value', 'my own words')
  })
})

describe('what cannot be loaded', () => {
  it('says so in place and tries again', async () => {
    let isBroken = true
    const { user } = await openRoom({
      handlers: {
        'generations.recent': () => (isBroken ? err({ kind: 'unexpected', logId: 'x' }) : ok({ generations: [] })),
        'app.openLogFolder': () => ok({}),
      },
    })
    expect(await screen.findByText('Recent pictures could not be loaded')).toBeTruthy()
    isBroken = false
    await user.click(screen.getByRole('button', { name: 'Open the log folder' }))
  })
})
