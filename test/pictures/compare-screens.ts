import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { takePictures } from '#test/support/take-pictures.ts'
import { foldersIn, launchStudio } from '../e2e/launch-studio.ts'

/** The Compare room in its states, for the eye. */
const words = {
  en: {
    prompt: 'A red lighthouse on a cliff, heavy snow, evening',
    compare: 'Compare augmented with verbatim',
    vote: 'Vote',
    words: 'Words',
    results: 'Results',
    all: 'All experiments',
    create: 'New experiment',
    paste: 'Paste a list…',
    addArm: 'Add an arm',
    see: 'See the results',
    finished: 'Finished',
    cancel: 'Cancel',
    list: 'id,prompt\n1,"A fox asleep in snow,\nfirst light"\n2,A harbour at night\n3,',
  },
  ko: {
    prompt: '한복을 입은 고양이 두 마리, 벚꽃이 흩날리는 봄날의 궁궐',
    compare: '다듬은 것과 그대로 비교하기',
    vote: '투표',
    words: '문장',
    results: '결과',
    all: '모든 실험',
    create: '새 실험',
    paste: '목록 붙여넣기…',
    addArm: '방법 추가',
    see: '결과 보기',
    finished: '완료',
    cancel: '취소',
    list: '번호,프롬프트\n1,"눈 속에 잠든 여우,\n첫 빛"\n2,밤의 항구\n3,',
  },
} as const

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-pictures-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

for (const language of ['en', 'ko'] as const)
  test(`the Compare room in ${language}`, async () => {
    test.setTimeout(600_000)
    const fake = await startFakeOpenAi({ apiKey: 'sk-pictures-0123456789' })
    const environment = { OPENAI_API_KEY: 'sk-pictures-0123456789', OPENAI_BASE_URL: fake.baseUrl }
    const studio = await launchStudio({ ...foldersIn(join(folder, language)), language, environment })
    const { page } = studio
    const say = words[language]
    const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).first()
    const rooms = page.getByRole('navigation').getByRole('link')

    await rooms.nth(2).click()
    await takePictures(studio, language, '70-compare-empty')
    await rooms.nth(0).click()
    await page.getByRole('main').getByRole('combobox').first().click()
    await page.getByRole('option').first().click()
    await page.getByRole('main').getByRole('textbox').first().fill(say.prompt)
    await takePictures(studio, language, '71-compare-from-create')
    await button(say.compare).click()
    await expect(page.getByText(say.finished, { exact: true })).toBeVisible({ timeout: 60_000 })
    await takePictures(studio, language, '72-compare-pictures')
    await page.getByRole('radio', { name: say.words, exact: true }).click()
    await takePictures(studio, language, '73-compare-words')
    await button(say.vote).click()
    await expect(page.getByRole('main').locator('img')).toHaveCount(2)
    await takePictures(studio, language, '74-compare-vote')
    for (let vote = 1; vote <= 16; vote += 1) {
      await expect(page.getByRole('main').locator('[aria-keyshortcuts="T"]')).not.toHaveAttribute('aria-disabled')
      await page.keyboard.press(['a', 'b', 'a', 't', 'n'][vote % 5] ?? 'a')
      await expect(page.getByText(new RegExp(`^${vote}(쌍| judged)`))).toBeVisible()
    }
    await takePictures(studio, language, '75-compare-all-judged')
    await button(say.see).click()
    await page.getByRole('main').locator('summary').first().click()
    await takePictures(studio, language, '76-compare-results')
    await button(say.all).click()
    await takePictures(studio, language, '77-compare-list')
    await button(say.create).click()
    await takePictures(studio, language, '78-compare-form')
    await button(say.paste).click()
    await page.getByRole('dialog').getByRole('textbox').fill(say.list)
    await takePictures(studio, language, '79-compare-paste')
    await page.getByRole('dialog').getByRole('button').last().click()
    await studio.close()
    await fake.close()
  })
