import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useCompareStore } from '#renderer/compare-store.ts'
import { emptyDraft, useDraftStore } from '#renderer/draft-store.ts'
import type { Handlers } from '#shared/contract.ts'
import type { ExperimentPlan } from '#shared/experiment.ts'
import { ok } from '#shared/result.ts'
import { sampleExperiment } from '#test/support/experiment-records.ts'
import { type FakeBridge, installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import {
  freeSizeModel,
  languageModel,
  openAiConnection,
  retiredModel,
  sketchConnection,
  sketchModel,
} from '#test/support/sample-records.ts'
import { CompareRoom } from './compare-room.tsx'
import { useFormStore } from './form-store.ts'

beforeEach(() => {
  useDraftStore.setState({
    ...emptyDraft,
    typedPrompt: 'A red fox\nin snow',
    connectionId: 'openai',
    model: freeSizeModel.id,
    params: { size: '1024x1024', n: 3, quality: 'high' },
  })
  useFormStore.setState(useFormStore.getInitialState(), true)
  useCompareStore.setState(useCompareStore.getInitialState(), true)
})

function openForm({
  handlers = {},
  from = null,
  isSketchAlone = false,
}: {
  readonly handlers?: Partial<Handlers>
  readonly from?: ExperimentPlan | null
  readonly isSketchAlone?: boolean
} = {}) {
  const bridge = installFakeBridge({
    'connections.list': () =>
      ok({ connections: isSketchAlone ? [sketchConnection] : [sketchConnection, openAiConnection] }),
    'connections.models': ({ connectionId }) =>
      ok({ models: connectionId === 'sketch' ? [sketchModel] : [freeSizeModel, languageModel] }),
    'experiments.estimate': ({ prompts, arms, repeats }) =>
      ok({
        arms: arms.map(({ settings }) => ({
          pictureCount: prompts.length * repeats * settings.params.n,
          estimate: { kind: 'published', lowMicroUsd: 40_000, highMicroUsd: 50_000, source: 'x', asOf: '2026-11' },
        })),
        totalMicroUsd: {
          low: 40_000 * prompts.length * repeats * arms.length,
          high: 50_000 * prompts.length * repeats * arms.length,
        },
        rewriteCount: prompts.length,
      }),
    'experiments.create': () => ok(sampleExperiment({ status: 'draft', rewrites: [] })),
    'experiments.get': () => ok(sampleExperiment({ status: 'draft', rewrites: [] })),
    'experiments.list': () => ok({ experiments: [] }),
    'votes.list': () => ok({ votes: [] }),
    'draft.get': () => ok({ text: null }),
    'draft.keep': () => ok({}),
    ...handlers,
  })
  useCompareStore.getState().beginForm(from)
  return { ...renderInApp(<CompareRoom />), bridge }
}

const create = () => screen.findByRole('button', { name: 'Create' })
const arm = (name: string) => within(screen.getByRole('group', { name }))

async function chooseKind(user: ReturnType<typeof openForm>['user'], name: string, kind: string) {
  await user.click(arm(name).getByRole('combobox', { name: 'Kind' }))
  await user.click(await screen.findByRole('option', { name: new RegExp(`^${kind}`) }))
}

test('a new experiment begins with the draft, one picture a request, and is created as it stands', async () => {
  const { user, bridge } = openForm()
  await create()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt 1' }).value).toBe('A red fox\nin snow')
  expect(await screen.findByText(/^8 pictures · \$0\.32–0\.40$/)).toBeTruthy()
  expect(screen.getByText('as typed / rewritten first')).toBeTruthy()
  await user.click(await create())
  const settings = {
    connectionId: 'openai',
    provider: 'openai-images',
    model: 'gpt-image-2.6-sunburst',
    params: { size: '1024x1024', n: 1, quality: 'high', partialImages: 0 },
  }
  await waitFor(() =>
    expect(bridge.inputsOf('experiments.create')).toEqual([
      {
        title: 'A red fox',
        prompts: ['A red fox\nin snow'],
        arms: [
          { kind: 'verbatim', label: '', settings },
          {
            kind: 'augmented',
            label: '',
            settings: { ...settings, rewriter: { connectionId: 'openai', model: 'gpt-6-luna' } },
          },
        ],
        repeats: 4,
        referenceIds: [],
      },
    ]),
  )
  expect(await screen.findByRole('heading', { name: 'Foxes of the north' })).toBeTruthy()
})

test('a pasted list is shown as it is understood before it is taken, line breaks and all', async () => {
  const { user, bridge } = openForm()
  await user.click(await screen.findByRole('button', { name: 'Paste a list…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Paste a list of prompts' }))
  await user.click(dialog.getByRole('textbox', { name: 'List' }))
  await user.paste('id,prompt\n1,"A door,\nopen"\n2,A harbour\n3,')
  expect(dialog.getByText(/Understood: 2 prompts\./)).toBeTruthy()
  expect(dialog.getByText(/1 entry has no prompt and is left out\./)).toBeTruthy()
  expect(within(dialog.getByRole('list')).getAllByRole('listitem').length).toBe(2)
  await user.click(dialog.getByRole('button', { name: 'Add 2 prompts' }))
  expect(await screen.findByText(/^24 pictures/)).toBeTruthy()
  await user.click(await create())
  await waitFor(() =>
    expect(bridge.inputsOf('experiments.create').map(({ prompts }) => prompts)).toEqual([
      ['A red fox\nin snow', 'A door,\nopen', 'A harbour'],
    ]),
  )
})

test('a comparison in which two things differ is pointed out', async () => {
  const { user } = openForm()
  await create()
  expect(screen.queryByText(/things differ at once/)).toBeNull()
  await chooseKind(user, 'Augmented', 'Wrapped')
  expect(await screen.findByText(/^\d things differ at once$/)).toBeTruthy()
  expect(screen.getByText(/the votes cannot say which of these made the difference: Who words the prompt/)).toBeTruthy()
})

test('“Wrapped” says what it needs where no connection offers it', async () => {
  useDraftStore.setState({ connectionId: 'sketch', model: 'sketch' })
  const { user } = openForm({ isSketchAlone: true })
  await create()
  await user.click(arm('Verbatim').getByRole('combobox', { name: 'Kind' }))
  const wrapped = await screen.findByRole('option', { name: /^Wrapped/ })
  expect(wrapped.getAttribute('aria-disabled')).toBe('true')
  expect(wrapped.textContent).toContain('Needs a connection that offers the Responses API')
})

test('a custom arm has a prompt, a suffix and a size of its own; there are two to four arms', async () => {
  const { user, bridge } = openForm()
  await create()
  await user.click(screen.getByRole('button', { name: 'Add an arm' }))
  await user.type(arm('Custom').getByRole('textbox', { name: 'Prompt of its own' }), 'Ink')
  await user.type(arm('Custom').getByRole('textbox', { name: 'Style suffix' }), 'wet')
  await user.click(arm('Custom').getByRole('combobox', { name: 'Size' }))
  await user.click(await screen.findByRole('option', { name: '1536 × 1024' }))
  await user.click(screen.getByRole('button', { name: 'Add an arm' }))
  expect(screen.queryByRole('button', { name: 'Add an arm' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Remove “Custom 2”' }))
  await user.click(screen.getByRole('button', { name: 'Remove “Augmented”' }))
  expect(screen.queryByRole('button', { name: /^Remove “/ })).toBeNull()
  await user.click(await create())
  await waitFor(() =>
    expect(bridge.inputsOf('experiments.create')[0]?.arms[1]).toEqual({
      kind: 'custom',
      label: '',
      settings: {
        connectionId: 'openai',
        provider: 'openai-images',
        model: 'gpt-image-2.6-sunburst',
        params: { size: '1536x1024', n: 1, quality: 'high', partialImages: 0 },
        prompt: 'Ink',
        suffix: 'wet',
      },
    }),
  )
})

test('instructions can be changed, and are sent only where they were', async () => {
  const { user, bridge } = openForm()
  await create()
  const instructions = arm('Augmented').getByRole<HTMLTextAreaElement>('textbox', {
    name: 'Instructions to the language model',
  })
  expect(instructions.value).toContain('Rewrite a prompt for an image model')
  await user.clear(instructions)
  await user.type(instructions, 'Make it rhyme.')
  await user.click(await create())
  await waitFor(() =>
    expect(bridge.inputsOf('experiments.create')[0]?.arms[1]?.settings.rewriter).toEqual({
      connectionId: 'openai',
      model: 'gpt-6-luna',
      instructions: 'Make it rhyme.',
    }),
  )
})

test('what is missing is said, and nothing is created', async () => {
  const { user, bridge } = openForm()
  await user.clear(await screen.findByRole('textbox', { name: 'Prompt 1' }))
  await user.click(await create())
  expect((await screen.findByRole('alert')).textContent).toContain('Write at least one prompt.')
  expect(bridge.inputsOf('experiments.create')).toEqual([])
})

test('leaving loses nothing, and a new one does not take the place of one that is being written', async () => {
  const { user } = openForm()
  await user.type(await screen.findByRole('textbox', { name: 'Prompt 1' }), ' at night')
  await user.click(screen.getByRole('button', { name: 'All experiments' }))
  await user.click(await screen.findByRole('button', { name: 'New experiment' }))
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt 1' })).value).toBe(
    'A red fox\nin snow at night',
  )
  await user.click(screen.getByRole('button', { name: 'Begin anew' }))
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt 1' }).value).toBe('A red fox\nin snow')
})

test('what was being written is there after a restart of the studio, and is forgotten once it was created', async () => {
  const { user, bridge, unmount } = openForm()
  const kept = () => keptForms(bridge).map(({ text }) => text)
  await user.type(await screen.findByRole('textbox', { name: 'Prompt 1' }), ' at night')
  await user.click(screen.getByRole('button', { name: 'Add an arm' }))
  await user.type(arm('Custom').getByRole('textbox', { name: 'Style suffix' }), 'wet')
  await waitFor(() => expect(kept().at(-1)).toContain('wet'))
  const text = kept().at(-1) ?? null
  unmount()

  // As a new page finds it.
  useFormStore.setState(useFormStore.getInitialState(), true)
  useDraftStore.setState(emptyDraft)
  useCompareStore.setState(useCompareStore.getInitialState(), true)
  const again = openForm({ handlers: { 'draft.get': () => ok({ text }) } })
  expect(await screen.findByText('You had begun this one and not created it')).toBeTruthy()
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt 1' })).value).toBe(
    'A red fox\nin snow at night',
  )
  expect(arm('Custom').getByRole<HTMLInputElement>('textbox', { name: 'Style suffix' }).value).toBe('wet')
  await again.user.click(await create())
  await waitFor(() => expect(keptForms(again.bridge).at(-1)).toEqual({ of: 'experiment', text: null }))
})

test('an arm’s model is chosen as on Create: with what ends and what is unknown said, and an id that is in no list typed', async () => {
  const typed = { ...freeSizeModel, id: 'gpt-image-9', label: 'gpt-image-9', isKnown: false }
  const kept: unknown[] = []
  const { user, bridge } = openForm({
    handlers: {
      'connections.models': () =>
        ok({ models: [freeSizeModel, retiredModel, languageModel, ...(kept.length > 0 ? [typed] : [])] }),
      'connections.update': ({ settings }) => {
        kept.push(settings?.typedModels)
        return ok(openAiConnection)
      },
    },
  })
  await create()
  const model = arm('Verbatim').getByRole('combobox', { name: 'Model' })
  await user.click(model)
  expect((await screen.findByRole('option', { name: new RegExp(retiredModel.label) })).ariaDisabled).toBe('true')
  await user.type(screen.getByRole('combobox', { name: /search/i }), 'gpt-image-9')
  await user.click(await screen.findByRole('option', { name: /^Use “gpt-image-9”.*Images API/ }))
  await waitFor(() => expect(kept).toEqual([[{ id: 'gpt-image-9', provider: 'openai-images' }]]))
  await waitFor(() =>
    expect(arm('Verbatim').getByRole('combobox', { name: 'Model' }).textContent).toContain('gpt-image-9'),
  )
  await user.click(await create())
  await waitFor(() =>
    expect(bridge.inputsOf('experiments.create')[0]?.arms.map(({ settings }) => settings.model)).toEqual([
      'gpt-image-9',
      freeSizeModel.id,
    ]),
  )
})

test('a seed of the draft is left out, and that is said: every repeat would be the same picture', async () => {
  useDraftStore.getState().setParams({ seed: 7 })
  const takesSeed = { ...freeSizeModel, extraParams: ['seed'] } as const
  const { user, bridge } = openForm({
    handlers: { 'connections.models': () => ok({ models: [takesSeed, languageModel] }) },
  })
  expect(await screen.findByText(/^Seed 7 was left out: every repeat gets a seed of its own/)).toBeTruthy()
  await user.click(await create())
  await waitFor(() =>
    expect(
      bridge.inputsOf('experiments.create').map(({ arms }) => arms.map(({ settings }) => settings.params)),
    ).toEqual([Array(2).fill({ size: '1024x1024', n: 1, quality: 'high', partialImages: 0 })]),
  )
})

test('a duplicate is created as the first one was', async () => {
  const settings = {
    connectionId: 'openai',
    provider: 'openai-images',
    model: 'gpt-image-2.6-sunburst',
    params: { size: '1024x1024', n: 2, quality: 'low' },
  } as const
  const plan: ExperimentPlan = {
    title: 'Foxes',
    prompts: ['A fox', 'A door'],
    arms: [
      { kind: 'verbatim', label: 'Plain', settings },
      {
        kind: 'custom',
        label: 'Large',
        settings: { ...settings, params: { ...settings.params, size: '2048x2048' }, suffix: 'oil' },
      },
    ],
    repeats: 3,
    referenceIds: [],
  }
  const { user, bridge } = openForm({ from: plan })
  await user.click(await create())
  await waitFor(() => expect(bridge.inputsOf('experiments.create')).toEqual([plan]))
})

/** Create's draft is kept by the same call. */
const keptForms = (bridge: FakeBridge) => bridge.inputsOf('draft.keep').filter(({ of }) => of === 'experiment')
