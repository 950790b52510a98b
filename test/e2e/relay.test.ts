import { startFakeChat } from '#test/support/fake-chat/start-fake-chat.ts'
import { expect, test } from './fixtures.ts'

test('a relay’s picture is found among its words, fetched and kept; words alone are shown as words', async ({
  start,
}) => {
  test.slow()
  const fake = await startFakeChat()
  const first = await start()
  const settings = await first.window.goToSettings()
  await settings.addConnection('Relay', fake.baseUrl, 'Chat relay')
  await settings.enterKey('Relay', fake.apiKey, 'Until the studio closes')
  const create = await first.window.goToCreate()
  await create.chooseModel('gpt-4o-image', 'Relay')

  const prompt = '눈 속의 여우'
  await create.generate(prompt)
  expect(fake.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /v1/chat/completions',
    'GET /pictures/one.png',
  ])
  expect(fake.requests[0]?.body).toMatchObject({ model: 'gpt-4o-image', messages: [{ role: 'user', content: prompt }] })

  fake.setBehaviour({ kind: 'reply', content: 'What should the fox look like?' })
  await create.start('Another one')
  const main = first.window.page.getByRole('main')
  await expect(main.getByText('The model answered in words').first()).toBeVisible()
  await expect(main.getByText(/It wrote “What should the fox look like\?”/).first()).toBeVisible()
  expect(fake.requests).toHaveLength(3)
  await fake.close()
  await first.studio.close()

  // Without the relay: what it gave is here.
  const { studio, window } = await start()
  const library = await window.goToLibrary()
  await library.picture(prompt).click()
  await expect(window.provenance).toContainText('Chat relay')
  await expect(window.provenance).toContainText('gpt-4o-image-2026-11-01')
  await expect(window.provenance).toContainText('340')
  expect(studio.complaints).toEqual([])
})
