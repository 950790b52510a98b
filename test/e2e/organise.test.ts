import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { drawPictureFiles, importFiles } from './picture-files.ts'

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

test('many pictures are tagged, judged and noted at once, each step is taken back, and the rest outlives a restart', async ({
  start,
}) => {
  test.slow()
  const first = await start()
  const { page } = first.studio
  const { keyboard } = page
  await importFiles(page, drawPictureFiles(8))
  const library = await first.window.goToLibrary()
  await library.chooseFrom('picture-007', 3)
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 selected')

  // Tags, one of them by completion. Each is there at once and is a step of its own.
  await keyboard.press('t')
  const tags = dialog(page, 'Tags of 4 pictures')
  await expect(tags.getByRole('combobox')).toBeFocused()
  await keyboard.type('바다,')
  await keyboard.type('Winter night')
  await keyboard.press('Enter')
  await expect(tags.getByRole('button', { name: 'Remove tag 바다' })).toBeVisible()
  await expect(tags.getByRole('button', { name: 'Remove tag Winter night' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(tags).toBeHidden()
  await expect(library.picture('picture-004')).toBeFocused()
  await library.choose('picture-003')
  await keyboard.press('t')
  await keyboard.type('win')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(
    dialog(page, 'Tags of one picture').getByRole('button', { name: 'Remove tag Winter night' }),
  ).toBeVisible()
  await keyboard.press('Escape')
  await library.find('tag:"Winter night"')
  await expect(library.pictures).toHaveCount(5)
  await library.find('tag:바다')
  await expect(library.pictures).toHaveCount(4)

  // The newest step goes first, then the one before it.
  await library.find('')
  await expect(library.pictures).toHaveCount(8)
  await library.choose('picture-007')
  await keyboard.press('ControlOrMeta+z')
  await keyboard.press('ControlOrMeta+z')
  await expect(page.getByText('Undone: tagging of 4 pictures')).toBeVisible()
  await library.find('tag:"Winter night"')
  await expect(library.pictures).toHaveCount(0)
  await library.find('tag:바다')
  await expect(library.pictures).toHaveCount(4)

  // Hearts and stars, on all of them.
  await library.choose('picture-007')
  await keyboard.press('ControlOrMeta+a')
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('4 selected')
  await keyboard.press('4')
  await keyboard.press('f')
  for (const name of ['picture-004', 'picture-007']) await expect(library.picture(name)).toContainText('Rated 4 of 5')
  await expect(page.getByText('4 pictures added to favourites')).toBeVisible()
  await keyboard.press('ControlOrMeta+z')
  await expect(library.picture('picture-007')).not.toContainText('Favourite')
  await keyboard.press('f')
  await expect(library.picture('picture-007')).toContainText('Favourite')

  // A note is found like any other word.
  await library.choose('picture-005')
  await first.window.provenance.getByRole('textbox', { name: 'Note' }).fill('The mast is too short, 다시 해 보기')
  await first.window.provenance.getByRole('textbox', { name: 'Note' }).press('Tab')
  await library.find('다시 해')
  await expect(library.pictures).toHaveCount(1)
  expect(first.studio.complaints).toEqual([])
  await first.studio.close()

  const again = await start()
  const reopened = await again.window.goToLibrary()
  await reopened.find('tag:바다 rating>=4 is:favorite')
  await expect(reopened.pictures).toHaveCount(4)
  await reopened.find('mast')
  await expect(reopened.pictures).toHaveCount(1)
  await reopened.choose('picture-005')
  await expect(again.window.provenance.getByRole('button', { name: 'Remove tag 바다' })).toBeVisible()
  await expect(again.window.provenance.getByRole('textbox', { name: 'Note' })).toHaveValue(
    'The mast is too short, 다시 해 보기',
  )
})

test('collections are made, filled, nested, renamed and removed without the mouse, and a removal is taken back', async ({
  start,
}) => {
  test.slow()
  const first = await start()
  const { page } = first.studio
  const { keyboard } = page
  await importFiles(page, drawPictureFiles(6))
  const library = await first.window.goToLibrary()

  // One that is not there yet is made on the way.
  await library.chooseFrom('picture-005', 2)
  await keyboard.press('Shift+C')
  await expect(dialog(page, 'Add 3 pictures to…').getByRole('combobox')).toBeFocused()
  await keyboard.type('봄 전시회')
  await keyboard.press('Enter')
  await expect(page.getByText('3 pictures added to the collection')).toBeVisible()
  await expect(library.collection('봄 전시회')).toContainText('3 pictures')

  await first.window.run('New collection')
  await expect(dialog(page, 'New collection').getByRole('textbox', { name: 'Name' })).toBeFocused()
  await keyboard.type('Posters')
  await keyboard.press('Enter')
  await expect(library.collection('Posters')).toContainText('0 pictures')
  await library.choose('picture-000')
  await keyboard.press('Shift+C')
  await keyboard.type('post')
  await keyboard.press('Enter')
  await expect(library.collection('Posters')).toContainText('1 picture')

  // Into another one by dragging, renamed where it stands; what is inside counts as in it.
  await library.collection('Posters').dragTo(library.collection('봄 전시회'))
  await expect(library.collection('봄 전시회')).toContainText('4 pictures')
  await library.collection('All pictures').focus()
  await keyboard.press('ArrowDown')
  await expect(library.collection('봄 전시회')).toBeFocused()
  await expect(library.collection('봄 전시회')).toHaveAttribute('aria-expanded', 'true')
  await keyboard.press('ArrowRight')
  await expect(library.collection('Posters')).toBeFocused()
  await keyboard.press('F2')
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('포스터 시안')
  await keyboard.press('Enter')
  await expect(library.collection('포스터 시안')).toBeFocused()
  await keyboard.press('Enter')
  await expect(library.pictures).toHaveCount(1)
  await keyboard.press('ArrowUp')
  await keyboard.press('Enter')
  await expect(library.pictures).toHaveCount(4)

  // Out again: a picture, then the whole of it.
  await library.choose('picture-003')
  await first.window.run('Remove from “봄 전시회”')
  await expect(library.pictures).toHaveCount(3)
  await library.undo()
  await expect(library.pictures).toHaveCount(4)
  await library.collection('봄 전시회').focus()
  await keyboard.press('Delete')
  await expect(dialog(page, 'Remove “봄 전시회”?')).toContainText('the one inside it')
  await dialog(page, 'Remove “봄 전시회”?').getByRole('button', { name: 'Remove collection' }).click()
  await expect(library.collection('봄 전시회')).toBeHidden()
  await expect(library.pictures).toHaveCount(6)
  await library.undo()
  await expect(library.collection('봄 전시회')).toContainText('4 pictures')
  await expect(library.collection('포스터 시안')).toBeVisible()
  expect(first.studio.complaints).toEqual([])
  await first.studio.close()

  const again = await start()
  const reopened = await again.window.goToLibrary()
  await reopened.collection('봄 전시회').click()
  await expect(reopened.pictures).toHaveCount(4)
})

test('the Trash gives back, keeps the record of dropped pixels, and is emptied only after a question', async ({
  start,
  folder,
}) => {
  const { studio, window } = await start()
  const { page } = studio
  const { keyboard } = page
  const originals = (): number =>
    readdirSync(join(foldersIn(folder).libraryFolder, 'blobs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(png|jpe?g|webp|gif)$/.test(name),
    ).length
  await importFiles(page, drawPictureFiles(6))
  const library = await window.goToLibrary()

  // The pixels go, the record stays.
  await library.choose('picture-000')
  await window.run('Drop the pixels')
  const drop = dialog(page, 'Drop the pixels of this picture?')
  await expect(drop).toContainText('This cannot be undone')
  await expect(drop.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await drop.getByRole('button', { name: 'Drop the pixels' }).click()
  await expect(library.pictures).toHaveCount(6)
  const record = page.getByRole('img', { name: 'picture-000.png, Only the record is kept' })
  await expect(record).toBeVisible()
  await record.click()
  await expect(window.provenance).toContainText('picture-000.png')
  await expect.poll(originals).toBe(5)

  // To the Trash, and back by a button.
  await library.chooseFrom('picture-005', 3)
  await keyboard.press('Delete')
  await expect(library.pictures).toHaveCount(2)
  await library.toggleTrash()
  await expect(library.pictures).toHaveCount(4)
  await library.choose('picture-005')
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(library.pictures).toHaveCount(3)

  // One for good, then all of them, each only after a question that says how many.
  await library.choose('picture-004')
  await keyboard.press('Delete')
  await dialog(page, 'Delete this picture for good?').getByRole('button', { name: 'Delete for good' }).click()
  await expect(library.pictures).toHaveCount(2)
  await page.getByRole('button', { name: 'Empty Trash', exact: true }).click()
  const empty = dialog(page, 'Empty the Trash?')
  await expect(empty).toContainText('2 pictures are deleted for good')
  await empty.getByRole('button', { name: 'Cancel' }).click()
  await expect(library.pictures).toHaveCount(2)
  await page.getByRole('button', { name: 'Empty Trash', exact: true }).click()
  await empty.getByRole('button', { name: 'Empty Trash', exact: true }).click()
  await expect(page.getByText('The Trash is empty')).toBeVisible()
  await expect.poll(originals).toBe(2)
  await page.getByRole('button', { name: 'Back to the library' }).click()
  await expect(library.pictures).toHaveCount(3)
  expect(studio.complaints).toEqual([])
})

test('duplicates are found, compared and thrown away with one way back', async ({ start }) => {
  test.slow()
  const { studio, window } = await start()
  const { page } = studio
  const { keyboard } = page
  const create = await window.goToCreate()
  // The same words are the same sketch.
  for (const [count, prompt] of ['a fox in the snow', 'a blue boat', 'a fox in the snow'].entries()) {
    await create.generate(prompt)
    await expect(page.getByRole('main').locator('img[src*="/thumb/"]')).toHaveCount(count + 1)
  }
  const library = await window.goToLibrary()
  await expect(library.pictures).toHaveCount(3)

  // Two of one's own choice, side by side.
  await library.choose('a fox in the snow')
  await keyboard.press('c')
  await expect(page.getByText('Choose the picture to compare with')).toBeVisible()
  await library.picture('a blue boat').click()
  const compare = dialog(page, 'Compare two pictures')
  await expect(compare).toContainText('boat')
  await keyboard.press('x')
  await expect(compare.getByRole('region', { name: 'Left' }).getByRole('img').first()).toHaveAttribute(
    'alt',
    'a blue boat',
  )
  await keyboard.press('Escape')
  await expect(compare).toBeHidden()

  await window.run('Find duplicates')
  await page.getByRole('button', { name: 'Review' }).first().click()
  const duplicates = dialog(page, 'Duplicates')
  await expect(duplicates.getByRole('group', { name: 'Group 1: The same file, 2 pictures' })).toBeVisible()
  await duplicates.getByRole('button', { name: 'Move 1 picture to Trash' }).click()
  await expect(duplicates).toContainText('No duplicates are left')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(duplicates.getByRole('group', { name: 'Group 1: The same file, 2 pictures' })).toBeVisible()
  await duplicates.getByRole('button', { name: 'Move the others to Trash' }).click()
  await keyboard.press('Escape')
  await expect(duplicates).toBeHidden()
  await expect(library.pictures).toHaveCount(2)
  expect(studio.complaints).toEqual([])
})

test('a recipe goes into the draft and out of it again, and what came of it is shown as its lineage', async ({
  start,
}) => {
  const { studio, window } = await start()
  const create = await window.goToCreate()
  await create.choose('Size', '512 × 512')
  await create.generate('a fox in the snow')
  await create.choose('Size', '1024 × 1536')
  await create.write('something quite different, half written')

  const library = await window.goToLibrary()
  await library.choose('a fox in the snow')
  await window.provenance.getByRole('button', { name: 'Use everything' }).click()
  await expect(create.prompt).toHaveValue('a fox in the snow')
  await expect(create.choice('Size')).toContainText('512 × 512')
  await create.undo()
  await expect(create.prompt).toHaveValue('something quite different, half written')
  await expect(create.choice('Size')).toContainText('1024 × 1536')

  await window.goToLibrary()
  await library.choose('a fox in the snow')
  await window.run('Use everything')
  await create.generate('an owl at night')
  await window.goToLibrary()
  await library.choose('a fox in the snow')
  await expect(
    window.provenance.getByRole('button', { name: /^Led to \(all settings\): an owl at night$/ }),
  ).toBeVisible()
  expect(studio.complaints).toEqual([])
})
