import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import { useCompareStore } from '#renderer/compare-store.ts'
import { useDraftStore } from '#renderer/draft-store.ts'
import type { Handlers } from '#shared/contract.ts'
import { err, ok } from '#shared/result.ts'
import { sampleExperiment } from '#test/support/experiment-records.ts'
import { openCreateRoom, resetCreateRoom } from '#test/support/open-create-room.tsx'
import { sketchModel } from '#test/support/sample-records.ts'

beforeEach(() => {
  resetCreateRoom()
  useCompareStore.setState(useCompareStore.getInitialState(), true)
})

const answers = (estimate: 'free' | 'unknown'): Partial<Handlers> => ({
  'experiments.estimate': ({ arms }) =>
    ok({
      arms: arms.map(() => ({
        pictureCount: 4,
        estimate: estimate === 'free' ? { kind: 'free' } : { kind: 'unknown', imageOutputUsdPerMillion: 30 },
      })),
      totalMicroUsd: estimate === 'free' ? { low: 0, high: 0 } : null,
      rewriteCount: 1,
    }),
  'experiments.create': () => ok(sampleExperiment({ id: 9, status: 'draft' })),
  'experiments.rewrite': () => ok({}),
})
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Compare augmented with verbatim' })

test('one press makes both arms of the sketch, and starts them', async () => {
  const takesSeed = { ...sketchModel, extraParams: ['seed'] } as const
  const { user, bridge, prompt } = await openCreateRoom({
    handlers: { ...answers('free'), 'connections.models': () => ok({ models: [takesSeed] }) },
  })
  expect(button().disabled).toBe(true)
  await user.type(prompt, 'A red fox')
  useDraftStore.getState().setParams({ n: 4, seed: 7 })
  await user.dblClick(button())
  await waitFor(() => expect(useAppStore.getState().room).toBe('compare'))
  const settings = {
    connectionId: 'sketch',
    provider: 'sketch',
    model: 'sketch',
    params: { size: 'auto', n: 1, partialImages: 0 },
  }
  expect(bridge.inputsOf('experiments.create')).toEqual([
    {
      title: 'A red fox',
      prompts: ['A red fox'],
      arms: [
        { kind: 'verbatim', label: '', settings },
        {
          kind: 'augmented',
          label: '',
          settings: { ...settings, rewriter: { connectionId: 'sketch', model: 'sketch' } },
        },
      ],
      repeats: 4,
      referenceIds: [],
    },
  ])
  // With one seed all of them would be one picture.
  expect(await screen.findByText(/^Seed 7 was left out/)).toBeTruthy()
  expect(useCompareStore.getState().view).toEqual({ kind: 'experiment', id: 9, part: null })
  await waitFor(() => expect(bridge.inputsOf('experiments.rewrite')).toEqual([{ id: 9, thenStart: true }]))
})

test('where pictures cost something, Mod+D stops after the words', async () => {
  useDraftStore.setState({ connectionId: 'openai', model: 'gpt-image-2.6-sunburst' })
  const { user, bridge, prompt } = await openCreateRoom({ handlers: answers('unknown') })
  await user.type(prompt, 'A red fox')
  await user.keyboard('{Control>}d{/Control}')
  await waitFor(() => expect(bridge.inputsOf('experiments.rewrite')).toEqual([{ id: 9, thenStart: false }]))
  expect(bridge.inputsOf('experiments.create')[0]?.arms[1]?.settings.rewriter).toEqual({
    connectionId: 'openai',
    model: 'gpt-6-luna',
  })
})

test('what main refuses is said where it was pressed, and nothing is left half made', async () => {
  const { user, bridge, prompt } = await openCreateRoom({
    handlers: { ...answers('free'), 'experiments.create': () => err({ kind: 'disk-full' }) },
  })
  await user.type(prompt, 'A red fox')
  await user.click(button())
  expect((await screen.findByRole('alert')).textContent).toContain('disk')
  expect(useAppStore.getState().room).toBe('create')
  expect(bridge.inputsOf('experiments.rewrite')).toEqual([])
})

test('a turn of a conversation cannot be compared alone', async () => {
  useDraftStore.setState({ turnBefore: { generationId: 1, provider: 'sketch', connectionId: 'sketch' } })
  const { user, prompt } = await openCreateRoom({ handlers: answers('free') })
  await user.type(prompt, 'now in snow')
  expect(button().disabled).toBe(true)
})
