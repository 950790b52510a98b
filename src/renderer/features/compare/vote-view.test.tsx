import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useCompareStore } from '#renderer/compare-store.ts'
import type { Handlers } from '#shared/contract.ts'
import type { BlindPair, Vote } from '#shared/experiment.ts'
import { ok } from '#shared/result.ts'
import { sampleExperiment, sampleVote } from '#test/support/experiment-records.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { giveElementsRoom } from '#test/support/fake-image-library.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { CompareRoom } from './compare-room.tsx'
import { useVoteStore } from './vote-store.ts'

giveElementsRoom(600, 400)

const side = (letter: string): BlindPair['left'] => ({
  sha256: letter.repeat(64),
  format: 'png',
  width: 1024,
  height: 1024,
})
const pairs: readonly BlindPair[] = [
  { token: 'pair-one', left: side('a'), right: side('b') },
  { token: 'pair-two', left: side('c'), right: side('d') },
]

/** jsdom decodes nothing; pictures can be seen once `see` is called. */
let see: () => void
beforeEach(() => {
  let isSeen: Promise<void> = Promise.resolve()
  see = () => undefined
  HTMLImageElement.prototype.decode = () => isSeen
  holdPictures = () => {
    isSeen = new Promise((resolve) => {
      see = resolve
    })
  }
  useVoteStore.setState({ token: null, reasons: [], note: '', before: null, isTakenBack: false })
  useCompareStore.setState({ view: { kind: 'vote', id: 7 } })
})
let holdPictures: () => void

function openVote(handlers: Partial<Handlers> = {}, language: 'en' | 'ko' = 'en') {
  const votes: Vote[] = []
  const bridge = installFakeBridge({
    'experiments.get': () => ok(sampleExperiment()),
    'votes.list': () => ok({ votes }),
    'votes.next': () =>
      ok({
        pair: pairs[votes.length] ?? null,
        progress: { voteCount: votes.length, leftCount: pairs.length - votes.length },
      }),
    'votes.cast': ({ verdict, reasons, note }) => {
      const vote = sampleVote(verdict, { reasons, note })
      votes.push(vote)
      return ok(vote)
    },
    'votes.undo': () => {
      votes.pop()
      return ok({})
    },
    'connections.list': () => ok({ connections: [] }),
    ...handlers,
  })
  return { ...renderInApp(<CompareRoom />, { language }), bridge }
}

const pair = async () => {
  await waitFor(() => expect(screen.getByRole('button', { name: /^Tie/ }).hasAttribute('aria-disabled')).toBe(false))
  return screen.getByRole('region', { name: 'Blind vote' })
}
const verdicts = (bridge: ReturnType<typeof installFakeBridge>) =>
  bridge.inputsOf('votes.cast').map(({ token, verdict }) => `${token} ${verdict}`)

test('nothing on the page tells which picture is of which arm', async () => {
  openVote()
  await pair()
  const page = document.documentElement.outerHTML
  const telling = [
    'Foxes of the north',
    'A red fox',
    'soft light',
    'Verbatim',
    'Augmented',
    'verbatim',
    'augmented',
    'gpt-image',
    'luna',
    'OpenAI',
    'openai',
    '0.04',
    '$',
    '12.3',
    'data-image-id',
  ]
  expect(telling.filter((word) => page.includes(word))).toEqual([])
  expect(document.title).toBe('')
  const images = screen.getAllByRole('img')
  expect(images.map((image) => [image.getAttribute('alt'), image.draggable])).toEqual([
    ['Left picture', false],
    ['Right picture', false],
  ])
})

test('keys vote, one press a pair, and lead to the end and the results', async () => {
  const { user, bridge } = openVote()
  await pair()
  await user.keyboard('a')
  await screen.findByText('1 judged · 1 left')
  await pair()
  await user.keyboard('{ArrowRight}')
  expect(await screen.findByText('Every pair is judged')).toBeTruthy()
  expect(verdicts(bridge)).toEqual(['pair-one left', 'pair-two right'])
  await user.click(screen.getByRole('button', { name: 'See the results' }))
  expect(await screen.findByRole('heading', { name: 'Foxes of the north' })).toBeTruthy()
  expect(await screen.findByRole('heading', { name: 'Votes' })).toBeTruthy()
})

test('a key judges no pair that is not in sight yet', async () => {
  holdPictures()
  const { user, bridge } = openVote()
  await screen.findByText('0 judged · 2 left')
  await user.keyboard('a')
  await user.click(screen.getByRole('button', { name: /^Left is better/ }))
  expect(verdicts(bridge)).toEqual([])
  see()
  await pair()
  await user.keyboard('t')
  await screen.findByText('1 judged · 1 left')
  expect(verdicts(bridge)).toEqual(['pair-one tie'])
})

test('letters in the note are words, and go with the vote along with the reasons', async () => {
  const { user, bridge } = openVote()
  const view = within(await pair())
  await user.click(view.getByRole('button', { name: 'Light' }))
  await user.click(view.getByRole('button', { name: 'Anatomy' }))
  await user.type(view.getByRole('textbox', { name: 'Note' }), 'a bunt tan')
  expect(verdicts(bridge)).toEqual([])
  await user.click(view.getByRole('button', { name: /^Both bad/ }))
  await screen.findByText('1 judged · 1 left')
  expect(bridge.inputsOf('votes.cast')).toEqual([
    { experimentId: 7, token: 'pair-one', verdict: 'both-bad', reasons: ['light', 'anatomy'], note: 'a bunt tan' },
  ])
  // Of the next pair nothing was said yet.
  expect(view.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('')
})

test('a vote is taken back with its reasons and its note', async () => {
  const { user, bridge } = openVote()
  await user.type(within(await pair()).getByRole('textbox', { name: 'Note' }), 'too dark')
  await user.click(screen.getByRole('button', { name: /^Right is better/ }))
  await screen.findByText('1 judged · 1 left')
  await pair()
  await user.keyboard('u')
  await screen.findByText('0 judged · 2 left')
  await pair()
  expect(bridge.inputsOf('votes.undo')).toEqual([{ experimentId: 7 }])
  await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('too dark'))
})

test('whoever leaves and comes back goes on with the same pair and what was said of it', async () => {
  const { user } = openVote()
  await user.type(within(await pair()).getByRole('textbox', { name: 'Note' }), 'grainy')
  await user.click(screen.getByRole('button', { name: 'Leave the vote' }))
  await user.click(await screen.findByRole('button', { name: 'Vote' }))
  await pair()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('grainy')
})

test('it speaks Korean', async () => {
  openVote({}, 'ko')
  expect(await screen.findByRole('heading', { name: '어느 쪽이 더 좋은가요?' })).toBeTruthy()
  expect(await screen.findByRole('button', { name: /^왼쪽이 더 좋아요/ })).toBeTruthy()
})
