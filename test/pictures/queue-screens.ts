import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { takePictures, usualSizes, zoomed } from '#test/support/take-pictures.ts'
import { foldersIn, launchStudio } from '../e2e/launch-studio.ts'

/** The queue as people see it: waiting, held, paused by the provider, at the size of a small screen at 200 % too. */
const sizes = [...usualSizes, zoomed]

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-pictures-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

for (const language of ['en', 'ko'] as const)
  test(`the queue in ${language}`, async () => {
    test.setTimeout(600_000)
    const fake = await startFakeOpenAi({ apiKey: 'sk-pictures-0123456789' })
    const environment = { OPENAI_API_KEY: 'sk-pictures-0123456789', OPENAI_BASE_URL: fake.baseUrl }
    const studio = await launchStudio({ ...foldersIn(join(folder, language)), language, environment })
    const { page } = studio
    const region = page.getByRole('region', { name: language === 'en' ? 'Queue' : '대기열' })
    const start = (connectionId: string, model: string, count: number) =>
      page.evaluate(
        async ([connectionId, model, count, text]) => {
          for (let index = 1; index <= count; index += 1)
            await window.diptych.call('generations.start', {
              connectionId,
              model,
              typedPrompt: `${text} ${index}`,
              params: { size: '1024x1024', n: 1 },
            })
        },
        [
          connectionId,
          model,
          count,
          language === 'en' ? 'A red lighthouse, heavy snow, evening' : '눈 내리는 밤의 빨간 등대와 거친 바다',
        ] as const,
      )
    await expect(region).toBeVisible({ timeout: 60_000 })
    await start('sketch', 'sketch', 1)
    await expect(page.getByRole('main').locator('img[src*="/thumb/"]')).toHaveCount(1, { timeout: 60_000 })
    fake.setBehaviour(...Array.from({ length: 3 }, () => ({ kind: 'hang' }) as const))
    await start('openai', 'gpt-image-2', 12)
    await expect.poll(() => fake.requests.length).toBe(3)
    await takePictures(studio, language, '80-queue-closed', sizes)
    await region.getByRole('button').first().click()
    await takePictures(studio, language, '81-queue-open', sizes)
    await page.evaluate(() => window.diptych.call('queue.hold', { isHeld: true }))
    await takePictures(studio, language, '82-queue-held', sizes)
    await studio.close()
    await fake.close()
  })
