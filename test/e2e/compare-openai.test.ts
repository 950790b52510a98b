import type { Page } from '@playwright/test'
import type { FakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { expect } from './fixtures.ts'
import { test } from './openai-fixture.ts'
import { CompareRoom } from './page-models/compare-room.ts'

const prompt = 'A heron at dawn'

/** Bodies of what was asked of one path, oldest first. */
const sentTo = (fake: FakeOpenAi, path: string): readonly unknown[] =>
  fake.requests.filter((request) => request.path === path).map(({ body }) => body)

async function chooseKind(page: Page, arm: string, kind: string): Promise<void> {
  await page.getByRole('group', { name: arm, exact: true }).getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: new RegExp(`^${kind}`) }).click()
}

test('Images, Responses and rewritten words stand against each other, from the form to a verdict and a second judge', async ({
  start,
  fake,
  environment,
}) => {
  test.slow()
  const { studio, window } = await start({ environment })
  const { page } = window
  await window.goToCompare()
  await page.getByRole('button', { name: 'New experiment' }).click()
  await page.getByRole('textbox', { name: 'Prompt 1' }).fill(prompt)
  await page.getByRole('button', { name: 'Add an arm' }).click()
  await chooseKind(page, 'Custom', 'Wrapped')
  for (let repeats = 4; repeats > 1; repeats -= 1) await page.getByRole('button', { name: 'Decrease Repeats' }).click()
  await page.getByRole('button', { name: 'Create', exact: true }).click()

  // Words first: one call, and nothing of pictures.
  await page.getByRole('button', { name: 'Rewrite the prompts' }).click()
  await expect(page.getByRole('textbox', { name: 'Rewritten prompt' })).toHaveValue(`${prompt}, in soft evening light`)
  expect(sentTo(fake, '/v1/chat/completions')).toHaveLength(1)
  expect(sentTo(fake, '/v1/images/generations')).toEqual([])

  await page.getByRole('button', { name: 'Start', exact: true }).click()
  const compare = new CompareRoom(page)
  await expect(compare.status).toHaveText('Finished', { timeout: 60_000 })
  expect(
    sentTo(fake, '/v1/images/generations')
      // The fake checked them.
      .map((body) => (body as { readonly prompt: string }).prompt)
      .toSorted(),
  ).toEqual([prompt, `${prompt}, in soft evening light`])
  expect(sentTo(fake, '/v1/responses')).toHaveLength(1)
  await compare.show('Words')
  await expect(page.getByRole('article', { name: 'Wrapped' })).toContainText('Prompt the model says it used')
  await expect(page.getByRole('article', { name: 'Augmented' }).locator('ins')).toContainText('soft evening light')

  await compare.startVoting()
  for (let vote = 1; vote <= 3; vote += 1) {
    await compare.waitForPair()
    await compare.voteByKey(vote === 3 ? 't' : 'a', vote)
  }
  await compare.seeResults()
  await expect(page.getByRole('article', { name: 'Verbatim against Wrapped' })).toContainText('Too few votes to tell')
  await expect(page.getByRole('region', { name: 'Strengths of the arms' })).toBeVisible()

  await page.getByRole('button', { name: 'Ask a second judge…' }).click()
  await expect(page.getByRole('dialog')).toContainText('3 pairs to judge')
  await page.getByRole('button', { name: 'Judge 3 pairs' }).click()
  const luna = page.getByRole('article', { name: 'gpt-6-luna' })
  // Always left: as the person said twice of three times.
  await expect(luna).toContainText('67%', { timeout: 30_000 })
  const judged = sentTo(fake, '/v1/chat/completions').slice(1)
  expect(judged).toHaveLength(3)
  for (const body of judged) {
    expect(JSON.stringify(body).match(/data:image\/png;base64,/g)).toHaveLength(2)
    expect(JSON.stringify(body)).not.toMatch(/heron|verbatim|augmented|wrapped/i)
  }
  await expect(
    page.getByRole('article', { name: 'Verbatim against Augmented' }).getByRole('definition').first(),
  ).toHaveText('1')
  expect(studio.complaints).toEqual([])
})
