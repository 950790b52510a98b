import { createServer, type Server } from 'node:http'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { expect, test } from './fixtures.ts'
import { deliverFiles, drawPictureFiles } from './picture-files.ts'

/** Where a server was, and is no more. */
async function findClosedPort(): Promise<number> {
  const fake = await startFakeOpenAi()
  await fake.close()
  return Number(new URL(fake.baseUrl).port)
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))

test('a provider that cannot be reached is said with what was kept, and nothing is sent again when it returns', async ({
  start,
}) => {
  const port = await findClosedPort()
  const environment = { OPENAI_API_KEY: 'sk-test-nobody-listens', OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` }
  const prompt = 'A lighthouse that nobody answers'
  const first = await start({ environment })
  const create = await first.window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.start(prompt)

  const results = first.window.page.getByRole('region', { name: 'Results' })
  await expect(results.getByText('The provider could not be reached', { exact: true }).first()).toBeVisible()
  await expect(results).toContainText(
    `No connection to 127.0.0.1:${port} could be made, so nothing was billed. What you wrote is kept.`,
  )
  await expect(create.prompt).toHaveValue(prompt)

  let requestCount = 0
  const returned = createServer((_request, response) => {
    requestCount += 1
    response.end()
  })
  await listen(returned, port)
  await create.chooseModel('Sketch', 'Sketch')
  await create.generate('a sketch made meanwhile')
  await first.studio.close()
  const { window, studio } = await start({ environment })
  await (await window.goToCreate()).generate('a sketch made afterwards')

  expect(requestCount).toBe(0)
  expect(studio.complaints).toEqual([])
  returned.close()
})

test('with the network gone a banner says so, and library, search, import and sketch go on', async ({ start }) => {
  const { studio, window } = await start()
  const { page } = studio
  const create = await window.goToCreate()
  await create.generate('한복을 입은 고양이')

  await page.context().setOffline(true)
  const banner = page.getByText('You are offline', { exact: true })
  await expect(banner).toBeVisible()

  await create.generate('a fox drawn without a network')
  const library = await window.goToLibrary()
  const [file] = drawPictureFiles(1)
  await deliverFiles(page, 'paste', file === undefined ? [] : [file])
  await expect(library.pictures).toHaveCount(3)
  await library.find('양이')
  await expect(library.pictures).toHaveCount(1)
  await library.open('한복을 입은 고양이')
  await expect(page.getByRole('dialog', { name: 'Picture viewer' })).toBeVisible()
  await page.keyboard.press('Escape')
  await window.goToSettings()
  await expect(banner).toBeVisible()

  await page.context().setOffline(false)
  await expect(banner).toBeHidden()
  expect(studio.complaints).toEqual([])
})
