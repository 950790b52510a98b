import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { takePictures, usualSizes } from '#test/support/take-pictures.ts'
import { foldersIn, launchStudio } from '../e2e/launch-studio.ts'

/** The Edit room in its states, for the eye. */
const words = {
  en: {
    prompt: 'A white teapot and a lamp on a desk, evening',
    erase: 'Remove the lamp',
    whole: 'Change the whole picture',
    markup: 'Follow my markup',
    dawn: 'the same at dawn',
    n: 'Pictures',
    settings: 'Settings',
  },
  ko: {
    prompt: '책상 위 하얀 찻주전자와 등불, 저녁',
    erase: '등불을 지워 주세요',
    whole: '전체 바꾸기',
    markup: '표시한 대로 바꾸기',
    dawn: '같은 장면, 새벽빛',
    n: '장수',
    settings: '설정',
  },
} as const

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-pictures-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

async function drag(page: Page, ...places: readonly (readonly [number, number])[]): Promise<void> {
  const box = await page.getByRole('application').boundingBox()
  if (box === null) throw new Error('There is nothing to draw on.')
  const [first, ...rest] = places.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const)
  if (first === undefined) return
  await page.mouse.move(...first)
  await page.mouse.down()
  for (const place of rest) await page.mouse.move(...place, { steps: 8 })
  await page.mouse.up()
}

for (const language of ['en', 'ko'] as const)
  test(`the Edit room in ${language}`, async () => {
    test.setTimeout(600_000)
    const studio = await launchStudio({ ...foldersIn(join(folder, language)), language })
    const { page } = studio
    const say = words[language]
    const main = page.getByRole('main')
    const rooms = page.getByRole('navigation').getByRole('link')
    const field = main.getByRole('textbox').first()
    const chooseKind = async (kind: string): Promise<void> => {
      await main.getByRole('combobox').first().click()
      await page.getByRole('option').filter({ hasText: kind }).click()
    }

    await rooms.nth(3).click()
    await takePictures(studio, language, '80-edit-empty', usualSizes.slice(0, 1))
    await rooms.nth(0).click()
    await field.fill(say.prompt)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(main.locator('button[data-image-id]').first()).toBeVisible({ timeout: 60_000 })
    await rooms.nth(3).click()
    await takePictures(studio, language, '81-edit-choose', usualSizes.slice(0, 1))
    await main.getByRole('listitem').getByRole('button').first().click()
    await expect(page.getByRole('application')).toBeVisible()
    await main.getByText(say.settings, { exact: true }).click()
    await main.getByRole('textbox', { name: say.n, exact: true }).fill('3')
    await page.keyboard.press('Tab')
    await main.getByText(say.settings, { exact: true }).click()
    for (const y of [0.25, 0.31, 0.37, 0.43, 0.49, 0.55, 0.61]) await drag(page, [0.48, y], [0.68, y])
    await takePictures(studio, language, '82-edit-draw')
    await main.getByRole('combobox').first().click()
    await takePictures(studio, language, '83-edit-kinds', usualSizes.slice(0, 1))
    await page.keyboard.press('Escape')
    await field.fill(say.erase)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(main.getByRole('table')).toBeVisible({ timeout: 60_000 })
    await takePictures(studio, language, '84-edit-review')
    await chooseKind(say.whole)
    await field.fill(say.dawn)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(main.getByRole('table')).toBeVisible({ timeout: 60_000 })
    await takePictures(studio, language, '85-edit-whole', usualSizes.slice(0, 1))
    await chooseKind(say.markup)
    await drag(page, [0.2, 0.2], [0.5, 0.5])
    await takePictures(studio, language, '86-edit-markup', usualSizes.slice(0, 1))
    await studio.close()
  })
