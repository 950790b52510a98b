import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { expect } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { test } from './openai-fixture.ts'
import { drawPictureFiles, importFiles } from './picture-files.ts'

/** So many sketches of these words, without waiting for previews. */
const sketch = (page: Page, typedPrompt: string, n: number): Promise<void> =>
  page.evaluate(
    async ({ typedPrompt, n }) => {
      const params = { size: '256x256', n }
      const started = await window.diptych.call('generations.start', {
        connectionId: 'sketch',
        model: 'sketch',
        typedPrompt,
        params,
      })
      if (!started.ok) throw new Error(started.failure.kind)
    },
    { typedPrompt, n },
  )

test('a search is written with completion, shown as chips, taken apart by keyboard and kept under a name', async ({
  start,
}) => {
  test.slow()
  const first = await start()
  const { page } = first.studio
  const { keyboard } = page
  await importFiles(page, drawPictureFiles(6))
  const library = await first.window.goToLibrary()
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' })
  await library.chooseFrom('picture-005', 3)
  await keyboard.press('t')
  await page.getByRole('dialog', { name: 'Tags of 4 pictures' }).getByRole('combobox').fill('바다, 겨울 바다')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await library.choose('picture-004')
  await keyboard.press('5')
  await expect(library.picture('picture-004')).toContainText('Rated 5 of 5')
  await library.choose('picture-003')
  await keyboard.press('3')
  await expect(library.picture('picture-003')).toContainText('Rated 3 of 5')

  // The field, then its value, each from a few letters.
  await keyboard.press('ControlOrMeta+f')
  await keyboard.type('ta')
  await expect(suggestions.getByRole('option', { name: /^tag:/ })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(library.search).toHaveValue('tag:')
  await keyboard.type('겨울')
  await expect(suggestions.getByRole('option')).toHaveCount(1)
  await keyboard.press('ArrowDown')
  await keyboard.press('Tab')
  await expect(library.search).toHaveValue('tag:"겨울 바다" ')
  await expect(library.search).toBeFocused()
  await expect(library.pictures).toHaveCount(4)
  await keyboard.type('rating>=4')
  await expect(library.pictures).toHaveCount(1)
  await expect(library.picture('picture-004')).toBeVisible()

  // It is kept under a name, and then taken apart without the mouse.
  await page.getByRole('button', { name: 'Saved searches' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Save this search…' }).press('Enter')
  const save = page.getByRole('dialog', { name: 'Save this search' })
  await save.getByRole('textbox', { name: 'Name' }).fill('좋은 바다')
  await keyboard.press('Enter')
  await expect(save).toBeHidden()
  await expect(page.getByText('“좋은 바다” is saved')).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter 4 stars or more' }).press('Enter')
  await expect(library.pictures).toHaveCount(4)
  await expect(library.search).toHaveValue('tag:"겨울 바다" ')
  // The keys went on to what stands beside it.
  await keyboard.press('Shift+Tab')
  await expect(page.getByRole('button', { name: 'Remove filter Tag: 겨울 바다' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(library.pictures).toHaveCount(6)
  await expect(library.search).toHaveValue('')
  expect(first.studio.complaints).toEqual([])
  await first.studio.close()

  const { studio, window } = await start()
  const reopened = await window.goToLibrary()
  await expect(reopened.pictures).toHaveCount(6)
  await reopened.search.pressSequentially('좋은')
  await expect(studio.page.getByRole('option', { name: /좋은 바다/ })).toBeVisible()
  await studio.page.keyboard.press('ArrowDown')
  await studio.page.keyboard.press('Enter')
  await expect(reopened.pictures).toHaveCount(1)
  await studio.page.getByRole('button', { name: 'Clear filters' }).first().click()
  await reopened.find('-tag:바다 is:imported')
  await expect(reopened.pictures).toHaveCount(2)
  await reopened.find('modle:x')
  await expect(studio.page.getByText('“modle:” is not a field')).toBeVisible()
  expect(studio.complaints).toEqual([])
})

test('Korean is found from one syllable on, and what was refused is found as well', async ({
  start,
  fake,
  environment,
}) => {
  test.slow()
  const { studio, window } = await start({ environment })
  const { page } = studio
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  fake.setBehaviour({ kind: 'error', name: 'moderationBlocked' })
  await create.start('검열당한 달밤의 고양이')
  await expect(
    page
      .getByRole('main')
      .getByText(/held back|refused/)
      .first(),
  ).toBeVisible()
  for (const prompt of ['한복을 입은 고양이, 달밤의 바다', '눈 내리는 밤의 빨간 등대 lighthouse', 'a blue boat'])
    await sketch(page, prompt, 1)

  const library = await window.goToLibrary()
  await expect(library.pictures).toHaveCount(3)
  for (const [text, count] of [
    ['고양이', 1],
    ['양이', 1],
    ['빨', 1],
    ['밤의', 2],
    ['등대 lighth', 1],
    ['"밤의 빨간"', 1],
    ['"빨간 밤의"', 0],
    ['밤의 -등대', 1],
    ['없는말', 0],
  ] as const) {
    await library.find(text)
    await expect(library.pictures, text).toHaveCount(count)
  }
  await library.find('is:failed 고양이')
  await expect(library.pictures).toHaveCount(1)
  await page.getByRole('gridcell').first().click()
  await expect(window.provenance).toContainText('검열당한 달밤의 고양이')
  await window.provenance.getByRole('button', { name: 'Use prompt' }).click()
  await expect(create.prompt).toHaveValue('검열당한 달밤의 고양이')
  expect(studio.complaints).toEqual([])
})

test('pictures are put together by day and in stacks, and the way they are put together is remembered', async ({
  start,
  folder,
}) => {
  test.slow()
  const first = await start()
  await importFiles(first.studio.page, drawPictureFiles(2))
  await sketch(first.studio.page, 'three foxes', 3)
  const filling = await first.window.goToLibrary()
  await expect(filling.pictures).toHaveCount(5, { timeout: 15_000 })
  await first.studio.close()
  const db = new Database(join(foldersIn(folder).libraryFolder, 'diptych.db'))
  db.prepare('UPDATE images SET created_at_ms = ? WHERE imported_file_name = ?').run(
    new Date(2020, 1, 29, 12).getTime(),
    'picture-000.png',
  )
  db.close()

  const second = await start()
  const { page } = second.studio
  const { keyboard } = page
  const library = await second.window.goToLibrary()
  await library.showAs('Groups', 'By day')
  await expect(library.grid.getByRole('rowheader')).toHaveText([
    /^Today4 pictures$/,
    /29 February 2020.*1 picture$|February 29, 2020.*1 picture$/,
  ])

  // One place for the three, opened and closed where they lie.
  await page.getByRole('button', { name: 'Stack pictures of one request' }).click()
  await expect(library.pictures).toHaveCount(3)
  await library.choose('three foxes')
  await keyboard.press('Enter')
  await expect(library.pictures).toHaveCount(5)
  await keyboard.press('ArrowRight')
  await keyboard.press('Alt+ArrowLeft')
  await expect(library.pictures).toHaveCount(3)
  await expect(library.picture('three foxes')).toBeFocused()
  await library.showAs('Order', 'Oldest first')
  await expect(library.pictures.first().getByRole('img')).toHaveAttribute('alt', 'picture-000.png')
  expect(second.studio.complaints).toEqual([])
  await second.studio.close()

  const third = await start()
  const reopened = await third.window.goToLibrary()
  await expect(reopened.pictures).toHaveCount(3)
  await expect(reopened.pictures.first().getByRole('img')).toHaveAttribute('alt', 'picture-000.png')
  await expect(reopened.grid.getByRole('rowheader')).toHaveCount(2)
})
