import { startFakeKarlo } from '#test/support/fake-karlo/start-fake-karlo.ts'
import { expect, test } from './fixtures.ts'

test('Karlo is in nobody’s way without a key, reads English only, makes pictures, and is said to be gone when it is', async ({
  start,
}) => {
  const fake = await startFakeKarlo()
  const { studio, window } = await start()
  const { page } = window
  const create = await window.goToCreate()
  await create.choice('Connection').click()
  await expect(page.getByRole('option', { name: /OpenAI/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /Karlo/ })).toHaveCount(0)
  await page.keyboard.press('Escape')

  const settings = await window.goToSettings()
  await expect(settings.connection('Kakao Karlo')).toContainText('No key')
  await settings.addConnection('Old Karlo', fake.baseUrl, 'Kakao Karlo')
  await settings.enterKey('Old Karlo', fake.apiKey, 'Until the studio closes')
  await settings.connection('Old Karlo').getByRole('button', { name: /^Test/ }).click()
  await expect(settings.connection('Old Karlo')).toContainText('It works')

  await window.goToCreate()
  await create.chooseModel('Karlo 2.1', 'Old Karlo')
  const composer = page.getByRole('main')
  await expect(composer.getByText('Legacy: the service may have ended.').first()).toBeVisible()
  await create.write('눈 속의 여우')
  await expect(page.getByText('This model reads English only.')).toBeVisible()
  await expect(create.generateButton).toBeDisabled()

  await create.generate('A fox in snow')
  expect(fake.requests.at(-1)).toMatchObject({
    path: '/v2/inference/karlo/t2i',
    body: { prompt: 'A fox in snow', version: 'v2.1', return_type: 'base64_string' },
  })

  fake.setBehaviour({ kind: 'raw', status: 404, body: '<h1>Not Found</h1>' })
  await create.start('A fox at sea')
  await expect(composer.getByText('This service seems to have ended', { exact: true }).first()).toBeVisible()
  expect(studio.complaints).toEqual([])
  await fake.close()
})
