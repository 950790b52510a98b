import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'

for (const language of ['en', 'ko'] as const)
  for (const theme of ['dark', 'light'] as const)
    test(`no screen has an accessibility violation in ${language}, ${theme}`, async ({ start }) => {
      test.slow()
      const { studio } = await start({ language })
      const { page } = studio
      await page.evaluate((theme) => window.diptych.call('settings.setTheme', { theme }), theme)
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      const found: Record<string, readonly string[]> = {}
      const look = async (screen: string): Promise<void> => {
        found[screen] = await findViolations(page)
      }
      const rooms = page.getByRole('navigation').getByRole('link')

      await look('create, empty')
      const prompt = '한복을 입은 고양이 a cat in hanbok'
      await page.getByRole('textbox').first().fill(prompt)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByRole('main').locator('img[src*="/blob/"]').first()).toBeVisible()
      await look('create, with a picture')
      await rooms.nth(1).click()
      await expect(page.getByRole('gridcell')).toHaveCount(1)
      await look('library')
      await page.getByRole('gridcell').first().click()
      await expect(page.getByRole('complementary')).toBeVisible()
      await look('library with provenance')
      await page.getByRole('gridcell').first().press('Enter')
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('viewer')
      await page.keyboard.press('Escape')
      await page.getByRole('searchbox').fill('없는말')
      await expect(page.getByRole('gridcell')).toHaveCount(0)
      await look('library, nothing found')
      await rooms.nth(2).click()
      await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4)
      await look('settings')
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('palette')
      await page.keyboard.press('Escape')

      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])))
      expect(studio.complaints).toEqual([])
    })
