import type { Page } from '@playwright/test'
import type { Experiment, Vote } from '#shared/experiment.ts'
import type { FakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { expect } from './fixtures.ts'
import { killWhole } from './kill-whole.ts'
import { test } from './openai-fixture.ts'
import { CompareRoom } from './page-models/compare-room.ts'

const repeats = 6
/** Answered before the kill; those after them are out. */
const answered = 4

const boughtOf = (fake: FakeOpenAi): number =>
  fake.requests.filter(({ path }) => path === '/v1/images/generations').length

/** Two arms that differ in their words; nothing is asked for yet. Answers the id. */
const createIn = (page: Page): Promise<number> =>
  page.evaluate(async (repeats) => {
    const settings = {
      connectionId: 'openai',
      provider: 'openai-images',
      model: 'gpt-image-2.6-sunburst',
      params: { size: '1024x1024', n: 1, quality: 'low' },
    } as const
    const made = await window.diptych.call('experiments.create', {
      title: 'Herons',
      prompts: ['A heron at dawn'],
      arms: [
        { kind: 'verbatim', label: '', settings },
        { kind: 'custom', label: 'Ink', settings: { ...settings, suffix: 'in ink' } },
      ],
      repeats,
      referenceIds: [],
    })
    if (!made.ok) throw new Error(JSON.stringify(made.failure))
    return made.value.id
  }, repeats)

const experimentIn = (page: Page, id: number): Promise<Experiment> =>
  page.evaluate(async (id) => {
    const read = await window.diptych.call('experiments.get', { id })
    if (!read.ok) throw new Error(read.failure.kind)
    return read.value
  }, id)

const votesIn = (page: Page, experimentId: number): Promise<readonly Vote[]> =>
  page.evaluate(async (experimentId) => {
    const read = await window.diptych.call('votes.list', { experimentId })
    if (!read.ok) throw new Error(read.failure.kind)
    return read.value.votes
  }, experimentId)

const pairOf = ({ leftImageId, rightImageId }: Vote): string =>
  [leftImageId, rightImageId].toSorted((one, other) => one - other).join(' ')

test('killed in the middle of a run it buys nothing twice, and killed in the middle of a vote it loses none', async ({
  start,
  fake,
  environment,
}) => {
  test.slow()
  const first = await start({ environment })
  const id = await createIn(first.window.page)
  fake.setBehaviour(
    ...Array.from({ length: answered }, () => ({ kind: 'normal' }) as const),
    ...Array.from({ length: 2 * repeats }, () => ({ kind: 'hang' }) as const),
  )
  await first.window.page.evaluate((id) => window.diptych.call('experiments.start', { id }), id)
  await expect.poll(async () => (await experimentIn(first.window.page, id)).counts.succeeded).toBe(answered)
  // Three at a time are on their way when it ends.
  await expect.poll(() => boughtOf(fake)).toBe(answered + 3)
  expect(await killWhole(first.studio.app.process())).toEqual([null, 'SIGKILL'])

  fake.setBehaviour()
  const second = await start({ environment })
  const { page } = second.window
  await page.evaluate(() => window.diptych.call('queue.hold', { isHeld: false }))
  await expect.poll(async () => (await experimentIn(page, id)).status, { timeout: 60_000 }).toBe('ended')
  const { trials, counts } = await experimentIn(page, id)
  // What was out may be billed: it is not asked for again by itself.
  expect(counts).toEqual({ wanted: 2 * repeats, succeeded: 2 * repeats - 3, failed: 3, out: 0 })
  expect(trials.filter(({ status }) => status === 'maybe-billed')).toHaveLength(3)
  expect(new Set(trials.map(({ generationId }) => generationId)).size).toBe(2 * repeats)
  expect(boughtOf(fake)).toBe(2 * repeats)

  await second.window.goToCompare()
  await page.getByRole('button', { name: 'Herons', exact: true }).click()
  const compare = new CompareRoom(page)
  await compare.startVoting()
  for (const [index, key] of ['a', 'b', 't'].entries()) {
    await compare.waitForPair()
    await compare.voteByKey(key, index + 1)
  }
  const seen = await votesIn(page, id)
  expect(seen.map(({ verdict }) => verdict)).toEqual(['left', 'right', 'tie'])
  await compare.waitForPair()
  await page.keyboard.press('n')
  expect(await killWhole(second.studio.app.process())).toEqual([null, 'SIGKILL'])

  const third = await start({ environment })
  const back = await votesIn(third.window.page, id)
  // The fourth was on its way: it is there whole or not at all.
  expect(back.slice(0, 3)).toEqual(seen)
  expect(back.slice(3).map(({ verdict }) => verdict)).toEqual(back.length === 3 ? [] : ['both-bad'])
  await third.window.goToCompare()
  await third.window.page.getByRole('button', { name: 'Herons', exact: true }).click()
  const again = new CompareRoom(third.window.page)
  await again.startVoting()
  await again.voteByKey('a', back.length + 1)
  const votes = await votesIn(third.window.page, id)
  expect(new Set(votes.map(pairOf)).size).toBe(back.length + 1)
  expect(boughtOf(fake)).toBe(2 * repeats)
  expect(third.studio.complaints).toEqual([])
})
