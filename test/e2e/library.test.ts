import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { deliverFiles, drawPictureFiles, importFiles } from './picture-files.ts'

test('three hundred pictures: only those in sight are drawn, and the keyboard reaches the oldest', async ({
  start,
}) => {
  const files = drawPictureFiles(300)
  const { studio, window } = await start()
  const { page } = studio
  await importFiles(page, files)
  const library = await window.goToLibrary()

  await expect(page.getByRole('main').getByText('300 pictures')).toBeVisible()
  await library.choose('picture-299.gif')
  expect(await library.pictures.count()).toBeLessThan(100)

  const oldest = library.picture('picture-000.png')
  await page.keyboard.press('ControlOrMeta+End')
  await expect(oldest).toBeFocused()
  await expect(oldest).toBeInViewport()
  expect(await library.pictures.count()).toBeLessThan(100)
  for (const name of ['picture-000.png', 'picture-001.jpeg', 'picture-002.webp', 'picture-003.gif'])
    await expect
      .poll(() => page.getByRole('img', { name }).evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)

  await page.keyboard.press('ControlOrMeta+Home')
  await expect(library.picture('picture-299.gif')).toBeFocused()
  expect(studio.complaints).toEqual([])
})

test('a heart and stars given by keys are there after a restart, and 0 takes the stars away', async ({ start }) => {
  const first = await start()
  await importFiles(first.studio.page, drawPictureFiles(7))
  const library = await first.window.goToLibrary()
  for (const rating of [1, 2, 3, 4, 5]) {
    const name = `picture-00${rating}`
    await library.choose(name)
    await first.studio.page.keyboard.press(String(rating))
    await expect(library.picture(name)).toContainText(`Rated ${rating} of 5`)
  }
  await first.studio.page.keyboard.press('0')
  await expect(library.picture('picture-005')).not.toContainText('Rated')
  await first.studio.page.keyboard.press('f')
  await expect(library.picture('picture-005')).toContainText('Favourite')
  await first.studio.close()

  const again = await start()
  const reopened = await again.window.goToLibrary()
  await expect(reopened.pictures).toHaveCount(7)
  const told = async (name: string): Promise<string | null> =>
    /Rated \d of 5|Favourite/.exec((await reopened.picture(name).textContent()) ?? '')?.[0] ?? null
  expect(await Promise.all([0, 1, 2, 3, 4, 5, 6].map((index) => told(`picture-00${index}`)))).toEqual([
    null,
    'Rated 1 of 5',
    'Rated 2 of 5',
    'Rated 3 of 5',
    'Rated 4 of 5',
    'Favourite',
    null,
  ])
})

test('provider, model, favourites and date each narrow the grid, and all of it comes back', async ({
  start,
  folder,
}) => {
  const first = await start()
  await importFiles(first.studio.page, drawPictureFiles(4))
  await (await first.window.goToCreate()).generate('a fox in the snow')
  await first.studio.close()
  const db = new Database(join(foldersIn(folder).libraryFolder, 'diptych.db'))
  db.prepare('UPDATE images SET created_at_ms = ? WHERE imported_file_name = ?').run(
    new Date(2020, 1, 29, 12).getTime(),
    'picture-000.png',
  )
  db.close()

  const { window } = await start()
  const library = await window.goToLibrary()
  await expect(library.pictures).toHaveCount(5)
  await library.choose('picture-002.webp')
  await window.page.keyboard.press('f')
  await library.toggleFavoritesOnly()
  await expect(library.pictures).toHaveCount(1)
  await expect(library.picture('picture-002.webp')).toBeVisible()
  await library.toggleFavoritesOnly()
  await expect(library.pictures).toHaveCount(5)

  await library.filterBy('Provider', 'Offline sketch')
  await expect(library.pictures).toHaveCount(1)
  await expect(library.picture('a fox in the snow')).toBeVisible()
  await library.clearFilters()
  await library.filterBy('Model', 'Sketch')
  await expect(library.pictures).toHaveCount(1)
  await library.clearFilters()

  await library.filterBy('Date', 'Today')
  await expect(library.pictures).toHaveCount(4)
  await window.page.getByLabel('From', { exact: true }).fill('2020-02-29')
  await window.page.getByLabel('To', { exact: true }).fill('2020-02-29')
  await expect(library.pictures).toHaveCount(1)
  await expect(library.picture('picture-000.png')).toBeVisible()
  await window.page.getByLabel('From', { exact: true }).fill('2020-02-28')
  await window.page.getByLabel('To', { exact: true }).fill('2020-02-28')
  await expect(window.page.getByText('No picture fits these filters')).toBeVisible()
  await library.clearFilters()
  await expect(library.pictures).toHaveCount(5)
})

test('several pictures go to the Trash at once, come back with Undo, and one is restored from there', async ({
  start,
}) => {
  const { studio, window } = await start()
  const { page } = studio
  await importFiles(page, drawPictureFiles(5))
  const library = await window.goToLibrary()
  await library.choose('picture-004')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('3 selected')

  await page.keyboard.press('Delete')
  await expect(library.pictures).toHaveCount(2)
  await library.undo()
  await expect(library.pictures).toHaveCount(5)

  await library.choose('picture-002')
  await page.keyboard.press('Delete')
  await expect(library.pictures).toHaveCount(4)
  await library.toggleTrash()
  await expect(library.pictures).toHaveCount(1)
  await library.choose('picture-002')
  await page.keyboard.press('r')
  await expect(page.getByText('The Trash is empty')).toBeVisible()
  await library.toggleTrash()
  await expect(library.pictures).toHaveCount(5)
  expect(studio.complaints).toEqual([])
})

test('pasted and dropped pictures are imported, and what is not one is refused by its name', async ({ start }) => {
  const { studio, window } = await start()
  const { page } = studio
  const [png, jpeg, webp] = drawPictureFiles(3)
  if (png === undefined || jpeg === undefined || webp === undefined) throw new Error('Three were asked for.')
  const library = await window.goToLibrary()

  await deliverFiles(page, 'paste', [png])
  await expect(library.picture('picture-000.png')).toBeVisible()
  await window.goToCreate()
  await deliverFiles(page, 'drop', [
    jpeg,
    { fileName: '메모.png', bytes: Buffer.from('이것은 그림이 아니에요') },
    { fileName: 'half.webp', bytes: webp.bytes.subarray(0, webp.bytes.length / 2) },
    { fileName: 'drawing.svg', bytes: Buffer.from('<svg width="9" height="9"/>') },
  ])

  await expect(page.getByText('3 files were not imported')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '메모.png' })).toContainText(
    'Not a picture the studio can import',
  )
  await expect(page.getByRole('listitem').filter({ hasText: 'half.webp' })).toContainText('The picture is damaged')
  await expect(page.getByRole('listitem').filter({ hasText: 'drawing.svg' })).toContainText(
    'Not a picture the studio can import',
  )
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await window.goToLibrary()
  await expect(library.pictures).toHaveCount(2)
  await expect(library.picture('picture-001.jpeg')).toBeVisible()
  expect(studio.complaints).toEqual([])
})
