import type { Page } from '@playwright/test'
import { findViolations } from './find-violations.ts'
import { expect, test } from './fixtures.ts'

test('a whole journey without the mouse, the focus never lost', async ({ start }) => {
  test.slow()
  const { studio, window } = await start()
  const { page } = studio
  const { keyboard } = page
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  const viewer = page.getByRole('dialog', { name: 'Picture viewer' })
  const pictures = page.getByRole('grid', { name: 'Pictures' }).getByRole('gridcell')
  const focusInRoom = page.locator('main:focus, main :focus')
  const search = page.getByRole('searchbox', { name: 'Search' })

  // Create: the cursor is in the prompt from the first moment.
  await expect(prompt).toBeFocused()
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveText(/Sketch/)
  for (const words of ['a blue boat', 'a red lighthouse']) {
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type(words)
    await keyboard.press('ControlOrMeta+Enter')
    await expect(openButton(page, words)).toBeVisible({ timeout: 30_000 })
    await expect(prompt).toBeFocused()
  }

  // Viewer: look, judge, go on, come back to the picture.
  await tabTo(page, 'Open “a red lighthouse”')
  await keyboard.press('Enter')
  await expect(viewer).toBeFocused()
  await keyboard.press('4')
  await expect(viewer.getByRole('button', { name: 'Rate 4 stars' })).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press('f')
  await expect(viewer.getByRole('button', { name: 'Remove from favourites' })).toBeVisible()
  const fitted = await viewer
    .getByText(/^\d+%$/)
    .first()
    .innerText()
  await keyboard.press('+')
  await expect(viewer.getByText(fitted, { exact: true })).toBeHidden()
  await keyboard.press('ControlOrMeta+0')
  await keyboard.press('ArrowRight')
  await expect(viewer).toContainText('2 of 2')
  await keyboard.press('ArrowLeft')
  await expect(viewer).toContainText('1 of 2')
  await tabTo(page, 'Next picture')
  await expect(page.getByText('Next picture')).toBeVisible()
  await keyboard.press('Escape')
  await expect(viewer).toBeHidden()
  await expect(openButton(page, 'a red lighthouse')).toBeFocused()

  // Library: search, down to what was found, where it comes from.
  await keyboard.press('ControlOrMeta+2')
  await expect(pictures).toHaveCount(2)
  await expect(focusInRoom).toHaveCount(1)
  await keyboard.press('ControlOrMeta+f')
  await expect(search).toBeFocused()
  await keyboard.type('boat')
  await expect(pictures).toHaveCount(1)
  await keyboard.press('ArrowDown')
  await expect(pictures.first()).toBeFocused()
  await expect(window.provenance).toContainText('a blue boat')
  await keyboard.press('ControlOrMeta+f')
  await keyboard.press('Escape')
  await expect(pictures).toHaveCount(2)
  await keyboard.press('ArrowDown')
  await keyboard.press('Home')
  await keyboard.press('ArrowRight')
  await expect(window.provenance).toContainText('a blue boat')
  await tabTo(page, 'Use prompt')
  await keyboard.press('Enter')
  await expect(prompt).toHaveValue('a blue boat')
  await expect(prompt).toBeFocused()
  await tabTo(page, 'Undo')
  await keyboard.press('Enter')
  await expect(prompt).toHaveValue('a red lighthouse')

  // Trash: the only picture found, sent away, fetched back, and once more from the Trash itself.
  await keyboard.press('ControlOrMeta+f')
  await keyboard.type('boat')
  await expect(pictures).toHaveCount(1)
  await keyboard.press('ArrowDown')
  await keyboard.press('Delete')
  await expect(pictures).toHaveCount(0)
  await expect(page.getByRole('main')).toBeFocused()
  await tabTo(page, 'Undo')
  await keyboard.press('Enter')
  await expect(pictures).toHaveCount(1)
  await keyboard.press('ControlOrMeta+f')
  await keyboard.press('ArrowDown')
  await keyboard.press('Delete')
  await expect(pictures).toHaveCount(0)
  await tabTo(page, 'Trash')
  await keyboard.press('Enter')
  await expect(pictures).toHaveCount(1)
  await tabTo(page, 'a blue boat')
  await keyboard.press('r')
  await expect(pictures).toHaveCount(0)
  await tabTo(page, 'Back to the library')
  await keyboard.press('Enter')
  await expect(pictures).toHaveCount(1)
  await expect(focusInRoom).toHaveCount(1)

  // Settings, the palette and the sheet.
  await keyboard.press('ControlOrMeta+,')
  await expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette).toBeVisible()
  await keyboard.type('theme: light')
  await keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect(palette).toBeHidden()
  await expect(focusInRoom).toHaveCount(1)
  await keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toBeVisible()
  expect(await findViolations(page)).toEqual([])
  await keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await keyboard.press('ControlOrMeta+1')
  await expect(focusInRoom).toHaveCount(1)
  expect(studio.complaints).toEqual([])
})

test('at 200 % the page itself never scrolls, so nothing slides out of reach', async ({ start }) => {
  const { studio } = await start()
  const { app, page } = studio
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setContentSize(1280, 800)
  })
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(1280)
  // One after the other: with both at once, a virtual display now and then draws no further frame.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2))
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(640)
  for (const room of ['Library', 'Settings', 'Create']) {
    await page.getByRole('link', { name: room, exact: true }).click()
    await expect(page.getByRole('heading', { name: room, level: 1 })).toBeAttached()
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement
      return { scrollWidth, scrollHeight, clientWidth, clientHeight }
    })
    expect({ room, scrollWidth, scrollHeight }).toEqual({ room, scrollWidth: clientWidth, scrollHeight: clientHeight })
  }
})

const openButton = (page: Page, words: string) => page.getByRole('button', { name: `Open “${words}”` }).first()

/** Presses Tab until what is named so has the focus; on the way, nothing may be without one that can be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const image = element?.querySelector('img')?.alt
      const box = element?.getBoundingClientRect()
      return {
        name:
          element?.getAttribute('aria-label') ?? (image === undefined || image === '' ? element?.textContent : image),
        isSeen: element?.matches('body') === false && box !== undefined && box.width > 0 && box.bottom > 0,
      }
    })
    expect(focused.isSeen, `after ${focused.name}`).toBe(true)
    if (focused.name === name) return
  }
  throw new Error(`Tab does not reach “${name}”.`)
}
