import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { ArmPlan } from '#shared/experiment.ts'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { takePictures, usualSizes, zoomed } from '#test/support/take-pictures.ts'
import { foldersIn, launchStudio } from '../e2e/launch-studio.ts'

/** Experiments as they become: over several models, partly refused, many prompts, judged twice. For the eye. */
const words = {
  en: {
    prompts: ['A red lighthouse on a cliff, heavy snow, evening', 'A harbour at night', 'A fox asleep under a cedar'],
    results: 'Results',
    words: 'Words',
    all: 'All experiments',
    new: 'New experiment',
    addArm: 'Add an arm',
    ask: 'Ask a second judge…',
    judge: /^Judge \d+ pairs$/,
    difference: 'Difference',
    stretch: /^Stretch/,
  },
  ko: {
    prompts: ['한복을 입은 고양이 두 마리, 벚꽃이 흩날리는 봄날의 궁궐', '밤의 항구', '삼나무 아래 잠든 여우'],
    results: '결과',
    words: '문장',
    all: '모든 실험',
    new: '새 실험',
    addArm: '방법 추가',
    ask: '두 번째 심사 맡기기…',
    judge: /^\d+쌍 심사하기$/,
    difference: '차이',
    stretch: /늘이기$/,
  },
} as const

const images = {
  connectionId: 'openai',
  provider: 'openai-images',
  model: 'gpt-image-2.6-sunburst',
  params: { size: '1024x1024', n: 1, quality: 'low' },
} as const
const arms: ArmPlan[] = [
  { kind: 'verbatim', label: '', settings: images },
  {
    kind: 'augmented',
    label: '',
    settings: { ...images, rewriter: { connectionId: 'openai', model: 'gpt-6-luna' } },
  },
  {
    kind: 'custom',
    label: 'Wide',
    settings: { ...images, params: { ...images.params, size: '1536x1024' }, suffix: 'in ink' },
  },
]

/** Makes it, words and pictures, and judges so many pairs. Answers the id. */
async function run(
  page: Page,
  plan: { readonly title: string; readonly prompts: readonly string[]; readonly arms: readonly ArmPlan[] },
  votes: number,
): Promise<number> {
  const id = await page.evaluate(async (plan) => {
    const made = await window.diptych.call('experiments.create', { ...plan, repeats: 2, referenceIds: [] })
    if (!made.ok) throw new Error(JSON.stringify(made.failure))
    await window.diptych.call('experiments.rewrite', { id: made.value.id, thenStart: true })
    return made.value.id
  }, plan)
  const hasEnded = () =>
    page.evaluate(async (id) => {
      const read = await window.diptych.call('experiments.get', { id })
      return read.ok && read.value.status === 'ended'
    }, id)
  await expect.poll(hasEnded, { timeout: 120_000 }).toBe(true)
  await page.evaluate(
    async ({ id, votes }) => {
      for (let vote = 0; vote < votes; vote += 1) {
        const next = await window.diptych.call('votes.next', { experimentId: id })
        if (!next.ok || next.value.pair === null) return
        const verdict = (['left', 'right', 'left', 'tie', 'both-bad'] as const)[vote % 5] ?? 'tie'
        const { token } = next.value.pair
        await window.diptych.call('votes.cast', { experimentId: id, token, verdict, reasons: [], note: null })
      }
    },
    { id, votes },
  )
  return id
}

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-pictures-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

for (const language of ['en', 'ko'] as const)
  test(`experiments in ${language}`, async () => {
    test.setTimeout(600_000)
    const fake = await startFakeOpenAi({ apiKey: 'sk-pictures-0123456789' })
    const environment = { OPENAI_API_KEY: 'sk-pictures-0123456789', OPENAI_BASE_URL: fake.baseUrl }
    const studio = await launchStudio({ ...foldersIn(join(folder, language)), language, environment })
    const { page } = studio
    const say = words[language]
    const main = page.getByRole('main')
    const open = async (title: string): Promise<void> => {
      await page.getByRole('navigation').getByRole('link').nth(2).click()
      const back = main.getByRole('button', { name: say.all })
      if (await back.isVisible()) await back.click()
      await main.getByRole('button', { name: title, exact: true }).click()
    }
    const every = [...usualSizes, zoomed]

    fake.setBehaviour(
      { kind: 'normal' },
      { kind: 'normal' },
      { kind: 'normal' },
      { kind: 'error', name: 'moderationBlocked' },
      { kind: 'normal' },
      { kind: 'raw', status: 400, body: '{"error":{"message":"bad","param":"size"}}' },
    )
    await run(page, { title: 'Partly refused', prompts: say.prompts.slice(0, 1), arms }, 3)
    fake.setBehaviour()
    await run(page, { title: 'Three ways', prompts: say.prompts, arms }, 14)

    await open('Partly refused')
    await takePictures(studio, language, '90-experiment-failures', every)
    await page.getByRole('radio', { name: say.results, exact: true }).click()
    await takePictures(studio, language, '91-experiment-few-votes')
    await open('Three ways')
    await takePictures(studio, language, '92-experiment-batch', every)
    await page.getByRole('radio', { name: say.words, exact: true }).click()
    await takePictures(studio, language, '93-experiment-words')
    await page.getByRole('radio', { name: say.results, exact: true }).click()
    await main.getByRole('button', { name: say.ask }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: say.judge })).toBeEnabled()
    await takePictures(studio, language, '94-experiment-ask-judge', every)
    await page.getByRole('dialog').getByRole('button', { name: say.judge }).click()
    const kappa = main.getByRole('article', { name: 'gpt-6-luna' })
    await expect(kappa.getByRole('definition').first()).toHaveText('14', { timeout: 60_000 })
    await expect(main.locator('[data-spinner]')).toHaveCount(0)
    await takePictures(studio, language, '95-experiment-results', every)
    await takePictures(studio, language, '96-experiment-second-judge', every, () => kappa.scrollIntoViewIfNeeded())

    await open('Three ways')
    await main.locator('[data-image-id]').nth(1).click()
    await expect(page.getByRole('radio', { name: say.difference, exact: true })).toBeVisible()
    await takePictures(studio, language, '97-experiment-compared', every)
    await page.keyboard.press('Escape')
    await main.locator('[data-image-id]').nth(2).click()
    await page.getByRole('radio', { name: say.difference, exact: true }).click()
    await takePictures(studio, language, '98-experiment-stretch')
    await page.getByRole('button', { name: say.stretch }).first().click()
    await expect(page.locator('canvas')).toBeVisible()
    await takePictures(studio, language, '99-experiment-stretched')
    await page.keyboard.press('Escape')
    await main.getByRole('button', { name: say.all }).click()
    await takePictures(studio, language, '99-experiment-list', every)
    await main.getByRole('button', { name: say.new }).first().click()
    await main.getByRole('button', { name: say.addArm }).click()
    await takePictures(studio, language, '99-experiment-form', every)
    await studio.close()
    await fake.close()
  })
