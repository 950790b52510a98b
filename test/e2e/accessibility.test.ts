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
      await expect(page.getByRole('main').locator('img[src*="/blob/"]').first()).toBeVisible({ timeout: 30_000 })
      await look('create, with a picture')
      // The same words are the same sketch: two to compare, and duplicates.
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(page.getByRole('main').locator('img[src*="/thumb/"]')).toHaveCount(2, { timeout: 30_000 })
      await rooms.nth(1).click()
      await expect(page.getByRole('gridcell')).toHaveCount(2)
      await look('library')
      await page.getByRole('gridcell').first().click()
      await expect(page.getByRole('complementary')).toBeVisible()
      await look('library with provenance')
      await page.getByRole('gridcell').first().press('Enter')
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('viewer')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      const first = page.getByRole('gridcell').first()
      for (const [screen, keys] of Object.entries({
        'tags of one': ['t'],
        'tags of many': ['Shift+ArrowRight', 't'],
        'add to collection': ['Shift+ArrowRight', 'Shift+C'],
        compare: ['Shift+ArrowRight', 'c'],
        export: ['ControlOrMeta+Shift+E'],
        import: ['ControlOrMeta+i'],
      })) {
        await first.click()
        for (const key of keys) await page.keyboard.press(key)
        await expect(page.getByRole('dialog')).toBeVisible()
        await look(screen)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toHaveCount(0)
      }
      await first.click()
      await page.keyboard.press('Shift+ArrowRight')
      await expect(
        page
          .getByRole('region')
          .filter({ has: page.getByText(/^2/) })
          .first(),
      ).toBeVisible()
      await look('library, many chosen')
      await page.getByRole('button', { name: /^(Filters|필터)/ }).click()
      await expect(page.getByRole('group').first()).toBeVisible()
      await look('library, filters')
      await page.getByRole('button', { name: /^(Filters|필터)/ }).click()
      await page.getByRole('searchbox').fill('rating')
      await expect(page.getByRole('listbox')).toBeVisible()
      await look('library, completion')
      await page.getByRole('searchbox').fill('is:imported')
      await expect(page.getByRole('gridcell')).toHaveCount(0)
      await look('library, nothing found by filters')
      await page.getByRole('searchbox').fill('')
      await page.getByRole('button', { name: /^(Stack|한 번에)/ }).click()
      await page.getByRole('combobox', { name: /^(Groups|묶기)$/ }).click()
      await page.getByRole('option').nth(1).click()
      await expect(page.getByRole('grid').getByRole('rowheader')).toHaveCount(1)
      await expect(page.getByRole('listbox')).toHaveCount(0)
      await look('library, grouped')
      await first.click()
      await page.keyboard.press('Delete')
      await expect(page.getByRole('gridcell')).toHaveCount(1)
      await page.getByRole('button', { name: /^(Trash|휴지통)$/ }).click()
      await first.click()
      await look('trash')
      await page.getByRole('button', { name: /^(Trash|휴지통)$/ }).click()
      await page.getByRole('navigation').getByRole('button').first().click()
      await expect(page.getByRole('dialog', { name: /^(Tasks|작업)$/ })).toBeVisible()
      await look('tasks')
      await page.keyboard.press('Escape')
      await page.getByRole('searchbox').fill('없는말')
      await expect(page.getByRole('gridcell')).toHaveCount(0)
      await look('library, nothing found')
      await rooms.nth(3).click()
      await expect(page.getByRole('main').getByRole('listitem')).not.toHaveCount(0)
      await look('edit, which picture')
      await page.getByRole('main').getByRole('listitem').getByRole('button').first().click()
      await expect(page.getByRole('application')).toBeVisible()
      await look('edit')
      await rooms.nth(4).click()
      await expect(page.getByRole('img')).toBeVisible()
      await look('ledger')
      await page.getByRole('radio').nth(4).click()
      await expect(page.getByRole('table')).toHaveCount(2)
      await look('ledger, as tables')
      await page.getByRole('button', { name: /^(Set a price|가격 정하기)/ }).click()
      const price = page.getByRole('dialog', { name: /^(Price of a model|모델 가격)$/ })
      await expect(price).toBeVisible()
      await look('ledger, price')
      await page.keyboard.press('Escape')
      await expect(price).toHaveCount(0)
      await rooms.nth(5).click()
      await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4)
      await look('settings')
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('dialog', { name: /^(Command palette|명령 팔레트)$/ })).toBeVisible()
      await look('palette')
      await page.keyboard.press('Escape')

      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])))
      expect(studio.complaints).toEqual([])
    })
