import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { takePictures } from '#test/support/take-pictures.ts'
import { foldersIn, launchStudio } from '../e2e/launch-studio.ts'

/**
 * Drives the real studio through its screens and states and writes a PNG of each to `pictures/`, so that whoever works
 * on it sees it as people do. Not a test of anything: the eye judges.
 */
const prompts = {
  en: [
    'A red lighthouse on a cliff, heavy snow, evening',
    'Two cats under a blossoming cherry tree, soft morning light',
    'A sailing boat on a calm blue sea at dawn, long reflections',
    'A small house in an autumn forest, smoke from the chimney',
  ],
  ko: [
    '한복을 입은 고양이 두 마리, 벚꽃이 흩날리는 봄날의 궁궐',
    '눈 내리는 밤의 빨간 등대와 거친 바다',
    '새벽 안개가 낀 푸른 산과 작은 집',
    '노을 진 바다 위의 돛단배, 잔잔한 물결',
  ],
} as const

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-pictures-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

for (const language of ['en', 'ko'] as const)
  test(`every screen in ${language}`, async () => {
    test.setTimeout(300_000)
    const fake = await startFakeOpenAi({ apiKey: 'sk-pictures-0123456789' })
    const environment = { OPENAI_API_KEY: 'sk-pictures-0123456789', OPENAI_BASE_URL: fake.baseUrl }
    const words =
      language === 'en'
        ? { showProvenance: 'Show provenance', filters: /^Filters/, trash: 'Trash', addConnection: 'Add connection' }
        : { showProvenance: '출처 보기', filters: /^필터/, trash: '휴지통', addConnection: '연결 추가' }
    const studio = await launchStudio({ ...foldersIn(join(folder, language)), language, environment })
    const { page } = studio
    const rooms = page.getByRole('navigation').getByRole('link')
    const prompt = page.getByRole('main').getByRole('textbox').first()
    const [connection, model] = [0, 1].map((place) => page.getByRole('main').getByRole('combobox').nth(place))

    await takePictures(studio, language, '01-create-first-start')
    await connection?.click()
    await takePictures(studio, language, '19-create-connections')
    await page.getByRole('option').first().click()
    await rooms.nth(1).click()
    await takePictures(studio, language, '14-library-empty')
    await rooms.nth(0).click()
    for (const [index, text] of prompts[language].entries()) {
      await prompt.fill(text)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByRole('main').locator('img[src*="/thumb/"]')).toHaveCount(index + 1, { timeout: 20_000 })
    }
    await takePictures(studio, language, '02-create-with-results')
    await page.getByRole('main').getByRole('button', { name: words.showProvenance }).click()
    await expect(page.getByRole('complementary')).toBeVisible()
    await takePictures(studio, language, '10-create-with-provenance')

    await connection?.click()
    await page.getByRole('option', { name: 'OpenAI' }).click()
    await model?.click()
    await takePictures(studio, language, '11-create-models')
    await page.getByRole('option', { name: 'GPT Image 2' }).first().click()
    for (const behaviour of [
      { kind: 'error', name: 'moderationBlocked' },
      { kind: 'cut', share: 0.6, ending: 'reset' },
      { kind: 'cut', share: 0.8, ending: 'hang' },
    ] as const) {
      fake.setBehaviour(behaviour)
      await prompt.fill(prompts[language][0])
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect.poll(() => fake.requests.length).toBeGreaterThan(0)
      await page.waitForTimeout(700)
      await takePictures(
        studio,
        language,
        `12-create-openai-${behaviour.kind}-${'share' in behaviour ? behaviour.ending : ''}`,
      )
    }
    await page.keyboard.press('Shift+X')

    await rooms.nth(1).click()
    await expect(page.getByRole('gridcell')).toHaveCount(4)
    await takePictures(studio, language, '03-library')
    await page.getByRole('gridcell').nth(1).click()
    await takePictures(studio, language, '04-library-provenance')
    await page.getByRole('gridcell').nth(1).press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await takePictures(studio, language, '05-viewer')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('없는 말')
    await expect(page.getByRole('gridcell')).toHaveCount(0)
    await takePictures(studio, language, '06-library-nothing-found')
    await page.getByRole('searchbox').fill('')
    await page.getByRole('button', { name: words.filters }).click()
    await takePictures(studio, language, '13-library-filters')
    await page.getByRole('button', { name: words.filters }).click()
    await page.getByRole('button', { name: words.trash, exact: true }).click()
    await takePictures(studio, language, '15-library-trash-empty')
    await page.getByRole('button', { name: words.trash, exact: true }).first().click()
    await page.context().setOffline(true)
    await takePictures(studio, language, '16-offline')
    await page.context().setOffline(false)

    await rooms.nth(4).click()
    await expect(page.getByRole('table')).toBeVisible()
    await takePictures(studio, language, '45-ledger')
    await rooms.nth(5).click()
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4)
    await takePictures(studio, language, '07-settings')
    await page.getByRole('button', { name: words.addConnection }).click()
    await page.getByRole('dialog').getByRole('textbox').last().fill('http://10.0.0.7:8080')
    await takePictures(studio, language, '17-settings-add-connection')
    await page.getByRole('dialog').getByRole('combobox').click()
    await takePictures(studio, language, '20-settings-kinds-of-server')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('ControlOrMeta+k')
    await expect(page.getByRole('dialog')).toBeVisible()
    await takePictures(studio, language, '08-palette')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await takePictures(studio, language, '09-shortcuts')
    await page.keyboard.press('Escape')

    const second = await launchStudio({
      ...foldersIn(join(folder, language)),
      profileFolder: join(folder, `${language}-second`),
      language,
    })
    await expect(second.page.getByRole('alert')).toBeVisible()
    await takePictures(second, language, '18-library-locked')
    await second.close()
    await studio.close()
    await fake.close()
  })
