import { expect } from './fixtures.ts'
import { test } from './openai-fixture.ts'

test('pictures go along as references in the order that was chosen, and a conversation goes on from one', async ({
  start,
  fake,
  environment,
}) => {
  const { studio, window: shown } = await start({ environment })
  const { page } = studio
  const create = await shown.goToCreate()
  await create.chooseModel('Sketch', 'Sketch')
  await create.generate('a red fox')
  await page.getByRole('button', { name: 'Use as reference', exact: true }).click()
  await create.generate('a blue lake')
  await page.getByRole('button', { name: 'Use as reference', exact: true }).click()

  const references = page.getByRole('region', { name: 'References' })
  await expect(references.getByRole('listitem')).toHaveText([/a red fox/, /a blue lake/])
  await references.getByRole('button', { name: 'Move reference 2 up' }).click()
  await expect(references.getByRole('listitem')).toHaveText([/a blue lake/, /a red fox/])
  await create.chooseModel('GPT Image 2')
  await create.generate('a fox by the lake')
  const edit = fake.requests.find(({ path }) => path === '/v1/images/edits')
  expect(edit).toBeDefined()

  // What it came from is remembered, and stays in the draft until it is taken out.
  for (const _ of [1, 2]) await references.getByRole('button', { name: 'Remove reference 1' }).click()
  await expect(references).toHaveCount(0)

  await create.chooseModel('Sketch', 'Sketch')
  await create.generate('a green hill')
  await page.getByRole('button', { name: 'Go on from this picture', exact: true }).click()
  await expect(page.getByText('Goes on from “a green hill”')).toBeVisible()
  await create.generate('now with snow')
  const turns = await page.evaluate(() => window.diptych.call('generations.recent', { limit: 2 }))
  expect(turns).toMatchObject({
    value: {
      generations: [
        { typedPrompt: 'now with snow', status: 'succeeded', previousGenerationId: expect.any(Number) },
        { typedPrompt: 'a green hill' },
      ],
    },
  })
  expect(studio.complaints).toEqual([])
})
