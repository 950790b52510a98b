import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Experiment, Vote } from '#shared/experiment.ts'
import { ok } from '#shared/result.ts'
import {
  augmentedId,
  sampleExperiment,
  sampleTrial,
  sampleTrialImage,
  sampleVote,
  verbatimId,
} from '#test/support/experiment-records.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { ResultsPart } from './results-part.tsx'

function show(votes: readonly Vote[], experiment: Experiment = sampleExperiment(), language: 'en' | 'ko' = 'en') {
  installFakeBridge({
    'votes.list': () => ok({ votes: [...votes] }),
    'connections.list': () => ok({ connections: [] }),
    'experiments.variety': () =>
      ok({
        arms: [
          { armId: verbatimId, variety: 0.3125, pairCount: 1 },
          { armId: augmentedId, variety: null, pairCount: 0 },
        ],
      }),
  })
  return renderInApp(<ResultsPart experiment={experiment} />, { language })
}

/** Pairs of the sample, one vote each: 11 and 12 against 21 and 22. */
const onAllPairs = (verdict: Vote['verdict']): readonly Vote[] =>
  [11, 12].flatMap((leftImageId) => [21, 22].map((rightImageId) => sampleVote(verdict, { leftImageId, rightImageId })))
const manyVotes = (count: number, verdict: Vote['verdict']): readonly Vote[] =>
  Array.from({ length: count }, () => sampleVote(verdict))

const figures = async () => {
  const card = within(await screen.findByRole('article', { name: 'Verbatim against Augmented' }))
  return Object.fromEntries(
    card.getAllByRole('term').map((term) => [term.textContent, term.nextElementSibling?.textContent]),
  )
}

test('few votes are said to be too few, with how many more would do', async () => {
  show([sampleVote('right'), sampleVote('tie'), sampleVote('both-bad')])
  expect(await figures()).toEqual({
    Votes: '3',
    'Won by Verbatim': '0',
    'Won by Augmented': '1',
    Ties: '1',
    'Both bad': '1',
    // Wilson's interval of 1 in 1 begins at 1 / (1 + z²) = 21 %.
    'Win rate of Augmented (95% interval)': '100% (21%–100%)',
    'Sign test p': '1.000',
  })
  expect(screen.getByText(/^Too few votes to tell; about \d+ more would show a 60\/40 preference\.$/)).toBeTruthy()
  expect(screen.getByRole('img', { name: 'Win rate of Augmented: 100%, 95% interval 21% to 100%' })).toBeTruthy()
})

test('when every pair is judged and it is still too few, it is said what would give more', async () => {
  show(onAllPairs('right'))
  expect(await screen.findByText(/every pair is judged.*More repeats or prompts give more to vote on\.$/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Go on voting' })).toBeNull()
})

test('a preference that chance hardly explains is named', async () => {
  show(manyVotes(30, 'right'))
  expect(
    await screen.findByText(
      'Augmented is preferred over Verbatim: it won 100% of the votes that decided, more than chance explains.',
    ),
  ).toBeTruthy()
})

test('votes on arms as they were are marked and left out', async () => {
  show([...manyVotes(30, 'right').map((vote) => ({ ...vote, isStale: true })), sampleVote('left')])
  expect(await screen.findByText('30 votes are out of date')).toBeTruthy()
  expect((await figures())['Votes']).toBe('1')
})

test('a second judge is kept apart from people', async () => {
  show([...manyVotes(30, 'right').map((vote) => ({ ...vote, judge: 'gpt-6-luna' })), sampleVote('left')])
  expect((await figures())['Votes']).toBe('1')
})

test('three arms are put on one scale, and several prompts are told one by one', async () => {
  const base = sampleExperiment()
  const third = { id: 3, kind: 'custom', label: 'Poster', settings: base.arms[0]?.settings } as const
  if (third.settings === undefined) throw new Error('The sample has an arm.')
  show(
    [
      sampleVote('right'),
      sampleVote('left', { leftArmId: 3, rightArmId: verbatimId, leftImageId: 31, rightImageId: 11 }),
      sampleVote('left', { leftArmId: 3, rightArmId: augmentedId, leftImageId: 31, rightImageId: 21, promptId: 2 }),
    ],
    sampleExperiment({
      arms: [...base.arms, { ...third, settings: third.settings }],
      prompts: [...base.prompts, { id: 2, text: 'A blue door' }],
      promptCount: 2,
    }),
  )
  const strengths = within(await screen.findByRole('region', { name: 'Strengths of the arms' }))
  expect(strengths.getAllByRole('img').map((bar) => bar.getAttribute('aria-label')?.split(':')[0])).toEqual([
    'Verbatim',
    'Augmented',
    'Poster',
  ])
  const table = within(screen.getByRole('table', { name: 'By prompt' }))
  expect(table.getAllByRole('row').length).toBe(1 + 2 * 3)
  expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
    'Verbatim against Augmented',
    'Verbatim against Poster',
    'Augmented against Poster',
  ])
})

test('what is counted stands apart from the votes', async () => {
  const [first, ...others] = sampleExperiment().trials
  if (first === undefined) throw new Error('The sample has trials.')
  show(
    [],
    sampleExperiment({
      trials: [
        sampleTrial({
          ...first,
          images: [sampleTrialImage(11, { revisedPrompt: 'A fox of many colours in deep snow' })],
        }),
        ...others.slice(0, 1),
        sampleTrial({ id: 12, armId: verbatimId, repeat: 1, status: 'refused', images: [], durationMs: 900 }),
        ...others.slice(2),
      ],
    }),
  )
  const table = within(await screen.findByRole('table', { name: 'Beside the votes' }))
  await table.findByText('31%')
  const rows = table.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent))
  expect(rows).toEqual([
    ['Measure', 'Verbatim', 'Augmented'],
    ['Cost per picture', '$0.0412', '$0.0412'],
    ['Seconds per picture', '12.3 s', '12.3 s'],
    ['Refusals', '50% (1 of 2)', '0% (0 of 2)'],
    ['Length of the prompt', '9 characters', '23 characters'],
    ['Words added', '0', '3'],
    ['Words dropped', '0', '0'],
    ['Used as given', '0 honoured, 1 altered', 'not reported'],
    ['Variety', '31%', '–'],
  ])
  expect(screen.getByText('No votes yet.')).toBeTruthy()
})

test('it speaks Korean', async () => {
  show([sampleVote('right')], sampleExperiment(), 'ko')
  expect(await screen.findByRole('article', { name: '그대로 대 다듬기' })).toBeTruthy()
  expect(screen.getByText(/^판단하기엔 투표가 적어요/)).toBeTruthy()
})
