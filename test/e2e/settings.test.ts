import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { libraryPaths } from '#main/library/library-paths.ts'
import { expect, test } from './fixtures.ts'
import { chooseInNativeMenu, readNativeMenu } from './native-menu.ts'

/** Nothing is laid down by the environment: the library lies in the profile and the language is the person's choice. */
const ownChoice = { DIPTYCH_LIBRARY: '', DIPTYCH_LANG: '' }

/** Names that are the same in every language. */
const names =
  /^(English|한국어|OpenAI|Kakao Karlo|Diptych|Sketch|GPT Image|DIPTYCH_\w+|Electron|Chromium|Chrome|Node|SQLite|PNG|Ctrl|Enter|https?:)(?!\p{L})|^[/\d]/u

/** Every text with a word in it that is on screen or spoken for it. */
const readTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      if (parentElement?.checkVisibility() === true) texts.push(textContent?.trim() ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) texts.push(element.getAttribute(name) ?? '')
    return [...new Set(texts)].filter((text) => /\p{L}{2}/u.test(text))
  })

test('another language is spoken at once, in every room and in the native menu', async ({ start }) => {
  const { studio, window } = await start({ environment: ownChoice })
  const { page, app } = studio
  const links = page.getByRole('navigation').getByRole('link')
  const readRooms = async (): Promise<readonly (readonly string[])[]> => {
    const texts: (readonly string[])[] = []
    for (const room of [0, 1, 2, 3, 4, 5]) {
      await links.nth(room).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      if (room === 0) await expect(page.getByRole('combobox').first()).toBeVisible()
      if (room === 4) await expect(page.getByRole('heading', { level: 2 })).toHaveCount(2)
      if (room === 5) await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4)
      texts.push(await readTexts(page))
    }
    return texts
  }
  await window.goToSettings()
  await page.getByRole('radio', { name: 'English', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  const english = await readRooms()
  const englishMenu = await readNativeMenu(app)

  await page.getByRole('radio', { name: '한국어', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  const korean = await readRooms()

  expect(english.map((texts) => texts.length > 5)).toEqual([true, true, true, true, true, true])
  expect(
    english.map((texts, room) => texts.filter((text) => korean[room]?.includes(text) && !names.test(text))),
  ).toEqual([[], [], [], [], [], []])
  const labels = (menu: Awaited<ReturnType<typeof readNativeMenu>>): readonly string[] =>
    menu.flatMap(({ label, items }) => [label, ...items])
  await expect
    .poll(async () => labels(await readNativeMenu(app)).filter((label) => labels(englishMenu).includes(label)))
    .toEqual([])
  await studio.close()

  const again = await start({ environment: ownChoice })
  await expect(again.studio.page.locator('html')).toHaveAttribute('lang', 'ko')
  expect(studio.complaints).toEqual([])
})

test('another theme is shown at once, on the page and in what the system draws', async ({ start }) => {
  const { studio, window } = await start()
  const { page, app } = studio
  const settings = await window.goToSettings()
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

  await settings.chooseTheme('Dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const dark = await background()
  await settings.chooseTheme('Light')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect.poll(background).not.toBe(dark)
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('light')
  expect(studio.complaints).toEqual([])
})

test('a language set by DIPTYCH_LANG holds for the run, and says so beside the choice', async ({ start }) => {
  const { studio, window } = await start({ language: 'en' })
  const { page } = studio
  await window.goToSettings()
  await expect(page.getByText('DIPTYCH_LANG sets the language for this run.')).toBeVisible()

  await page.getByRole('radio', { name: '한국어', exact: true }).click()
  await expect(page.getByRole('radio', { name: '한국어', exact: true })).toBeChecked()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await studio.close()

  const { studio: unforced } = await start({ environment: { DIPTYCH_LANG: '' } })
  await expect(unforced.page.locator('html')).toHaveAttribute('lang', 'ko')
})

/** Answers the folder dialog, and lets the studio end without starting itself again: the test does that. */
async function answerFolderDialog(app: ElectronApplication, folder: string, relaunchMark: string): Promise<void> {
  await app.evaluate(
    ({ app, dialog }, { folder, relaunchMark }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
      app.relaunch = () => process.getBuiltinModule('node:fs').writeFileSync(relaunchMark, '')
    },
    { folder, relaunchMark },
  )
}

/** Every file under a folder with its bytes. */
const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path): [string, string] => [path.slice(folder.length), readFileSync(path, 'latin1')])
      .sort(),
  )

test('a library that is moved is copied whole, opened at the new place, and left at the old one', async ({
  start,
  folder,
}) => {
  const environment = { DIPTYCH_LIBRARY: '' }
  const target = join(folder, '옮긴 라이브러리')
  const relaunchMark = join(folder, 'relaunched')
  mkdirSync(target)
  const { studio, window } = await start({ environment })
  await (await window.goToCreate()).generate('a picture that moves house')
  const settings = await window.goToSettings()
  await answerFolderDialog(studio.app, target, relaunchMark)
  const ended = studio.app.waitForEvent('close')
  await settings.press('Move…')
  await ended

  const old = libraryPaths(join(folder, 'profile', 'library'))
  expect(existsSync(relaunchMark)).toBe(true)
  expect(existsSync(old.database)).toBe(true)
  expect(filesIn(old.blobs).size).toBe(2)
  expect(filesIn(libraryPaths(target).blobs)).toEqual(filesIn(old.blobs))

  const again = await start({ environment })
  await expect((await again.window.goToLibrary()).picture('a picture that moves house')).toBeVisible()
  await again.window.goToSettings()
  await expect(again.studio.page.getByRole('main')).toContainText(target)
  expect(again.studio.complaints).toEqual([])
})

test('a folder that is not empty is refused as a new place, and the library stays where it is', async ({
  start,
  folder,
}) => {
  const { studio, window } = await start({ environment: { DIPTYCH_LIBRARY: '' } })
  const settings = await window.goToSettings()
  const full = join(folder, 'full')
  mkdirSync(join(full, 'something'), { recursive: true })
  await answerFolderDialog(studio.app, full, join(folder, 'relaunched'))

  await settings.press('Move…')

  await expect(studio.page.getByText('This folder is not empty')).toBeVisible()
  expect(readdirSync(full)).toEqual(['something'])
  expect(existsSync(join(folder, 'relaunched'))).toBe(false)
})

test('another library is opened in its own folder, and the first one is as it was', async ({ start, folder }) => {
  const environment = { DIPTYCH_LIBRARY: '' }
  const other = join(folder, 'other')
  mkdirSync(other)
  const first = await start({ environment })
  await (await first.window.goToCreate()).generate('in the first library')
  for (const [target, count] of [
    [other, 0],
    [join(folder, 'profile', 'library'), 1],
  ] as const) {
    const { studio, window } = target === other ? first : await start({ environment })
    if (target !== other) await expect((await window.goToLibrary()).pictures).toHaveCount(0)
    await answerFolderDialog(studio.app, target, join(folder, 'relaunched'))
    const ended = studio.app.waitForEvent('close')
    await (await window.goToSettings()).press('Open another…')
    await ended
    const next = await start({ environment })
    await next.window.goToSettings()
    await expect(next.studio.page.getByRole('main')).toContainText(target)
    await expect((await next.window.goToLibrary()).pictures).toHaveCount(count)
    await next.studio.close()
  }
})

test('the window comes back where it was and as large as it was', async ({ start }) => {
  const bounds = { x: 120, y: 90, width: 1010, height: 730 }
  const readBounds = (app: ElectronApplication): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  const { studio } = await start()
  await studio.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), bounds)
  await expect.poll(() => readBounds(studio.app)).toEqual(bounds)
  await studio.close()

  const again = await start()
  expect(await readBounds(again.studio.app)).toEqual(bounds)
})

test('what is chosen in the native menu is what keys and buttons do', async ({ start }) => {
  const { studio, window } = await start()
  const { app, page } = studio
  await expect
    .poll(async () => (await readNativeMenu(app)).map(({ label }) => label))
    .toEqual(['File', 'Edit', 'View', 'Help'])
  await (await window.goToCreate()).generate('chosen from the menu')

  await chooseInNativeMenu(app, 'Go to Library')
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeAttached()
  const library = await window.goToLibrary()
  await library.choose('chosen from the menu')
  await chooseInNativeMenu(app, 'Rate 4 stars')
  await expect(library.pictures.first()).toContainText('Rated 4 of 5')
  await chooseInNativeMenu(app, 'Move to Trash')
  await expect(library.pictures).toHaveCount(0)
  await library.undo()
  await expect(library.pictures).toHaveCount(1)
  await chooseInNativeMenu(app, 'Theme: light')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await chooseInNativeMenu(app, 'Command palette…')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  expect(studio.complaints).toEqual([])
})
