import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Handlers } from '#shared/contract.ts'
import type { JudgeState, Vote } from '#shared/experiment.ts'
import { err, ok } from '#shared/result.ts'
import type { Language } from '#shared/settings.ts'
import { sampleExperiment, sampleVote } from '#test/support/experiment-records.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import {
  freeSizeModel,
  languageModel,
  openAiConnection,
  sketchConnection,
  sketchModel,
} from '#test/support/sample-records.ts'
import { ResultsPart } from './results-part.tsx'

interface Shown {
  readonly votes: readonly Vote[]
  readonly state?: JudgeState
  readonly handlers?: Partial<Handlers>
  readonly language?: Language
}

function show({ votes, state = { running: null, problem: null }, handlers = {}, language = 'en' }: Shown) {
  const bridge = installFakeBridge({
    'votes.list': () => ok({ votes: [...votes] }),
    'experiments.variety': () => ok({ arms: [] }),
    'connections.list': () => ok({ connections: [sketchConnection, openAiConnection] }),
    'connections.models': ({ connectionId }) =>
      ok({ models: connectionId === 'sketch' ? [sketchModel] : [freeSizeModel, languageModel] }),
    'judge.state': () => ok(state),
    'judge.plan': ({ model }) =>
      ok(
        model === 'sketch'
          ? { pairCount: 4, openCount: 4, unansweredCount: 0 }
          : { pairCount: 4, openCount: 2, unansweredCount: 1 },
      ),
    'judge.start': () => ok({}),
    'judge.stop': () => ok({}),
    ...handlers,
  })
  return { ...renderInApp(<ResultsPart experiment={sampleExperiment()} />, { language }), bridge }
}

const section = async (name = 'Second judge') => within(await screen.findByRole('region', { name }))
const byModel = (vote: Vote): Vote => ({ ...vote, judge: 'gpt-6-luna' })
const human = [
  sampleVote('left', { leftImageId: 11, rightImageId: 21 }),
  sampleVote('right', { leftImageId: 12, rightImageId: 22 }),
]

test('what a model judged stands apart, with its agreement, and changes no figure of the person', async () => {
  const [first, second] = human
  if (first === undefined || second === undefined) throw new Error('There are two.')
  show({ votes: [...human, byModel(first), byModel({ ...second, verdict: 'tie' })] })
  const judge = within((await section()).getByRole('article', { name: 'gpt-6-luna' }))
  expect(judge.getAllByRole('term').map((term) => [term.textContent, term.nextElementSibling?.textContent])).toEqual([
    ['Judged by both', '2'],
    ['Agreement', '50%'],
    // (1/2 − 1/4) / (1 − 1/4).
    ['Cohen’s κ', '0.33'],
    ['Verbatim against Augmented', 'Verbatim 1 · Augmented 0 · ties 1 · both bad 0'],
  ])
  const card = within(screen.getByRole('article', { name: 'Verbatim against Augmented' }))
  expect(card.getByText('Votes').nextElementSibling?.textContent).toBe('2')
})

test('it is asked with a model of choice, once it is said how many pairs there are and that they cost', async () => {
  const { user, bridge } = show({ votes: human })
  await user.click((await section()).getByRole('button', { name: 'Ask a second judge…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Ask a second judge' }))
  expect(await dialog.findByText('2 pairs to judge')).toBeTruthy()
  expect(dialog.getByText('1 pair was judged by it already.')).toBeTruthy()
  expect(dialog.getByText(/^1 pair was put to it without a readable answer/)).toBeTruthy()
  expect(dialog.getByText(/^Each pair is one paid request with two pictures/)).toBeTruthy()
  await user.click(dialog.getByRole('button', { name: 'Judge 2 pairs' }))
  await waitFor(() =>
    expect(bridge.inputsOf('judge.start')).toEqual([
      { experimentId: 7, connectionId: 'openai', model: 'gpt-6-luna', language: 'en' },
    ]),
  )
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the sketch is offered as what it is: a rule, and no judgement', async () => {
  const { user, bridge } = show({ votes: human })
  await user.click((await section()).getByRole('button', { name: 'Ask a second judge…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Ask a second judge' }))
  await user.click(await dialog.findByRole('combobox', { name: 'Judged over' }))
  await user.click(await screen.findByRole('option', { name: /^Sketch/ }))
  expect(await dialog.findByText(/calls the picture with more edges the better one/)).toBeTruthy()
  await user.click(await dialog.findByRole('button', { name: 'Judge 4 pairs' }))
  await waitFor(() =>
    expect(bridge.inputsOf('judge.start')).toMatchObject([{ connectionId: 'sketch', model: 'sketch' }]),
  )
})

test('while it judges it can be stopped; why it stopped by itself is said', async () => {
  const { user, bridge, unmount } = show({
    votes: human,
    state: { running: { judge: 'gpt-6-luna', doneCount: 3, totalCount: 8 }, problem: null },
  })
  expect(await screen.findByText('gpt-6-luna: 3 of 8 pairs judged')).toBeTruthy()
  await user.click((await section()).getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(bridge.inputsOf('judge.stop')).toEqual([{ experimentId: 7 }]))
  unmount()
  show({ votes: human, state: { running: null, problem: { judge: 'gpt-6-luna', failure: { kind: 'quota' } } } })
  expect(await (await section()).findByRole('alert')).toBeTruthy()
})

test('what main refuses is said in the dialog; without votes nobody is asked; it speaks Korean', async () => {
  const { user, unmount } = show({
    votes: human,
    language: 'ko',
    handlers: { 'judge.start': () => err({ kind: 'key-missing' }) },
  })
  await user.click((await section('두 번째 심사')).getByRole('button', { name: '두 번째 심사 맡기기…' }))
  const dialog = within(await screen.findByRole('dialog', { name: '두 번째 심사 맡기기' }))
  await user.click(await dialog.findByRole('button', { name: '2쌍 심사하기' }))
  expect(await dialog.findByRole('alert')).toBeTruthy()
  unmount()
  show({ votes: [] })
  await screen.findByText('No votes yet.')
  expect(screen.queryByRole('region', { name: 'Second judge' })).toBeNull()
})
