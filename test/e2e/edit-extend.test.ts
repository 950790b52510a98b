import { expect, test } from './fixtures.ts'

test('room is added to a picture, masked and filled, and what was there stays to the pixel', async ({ start }) => {
  const prompt = 'A lighthouse, evening'
  const { studio, window: shown } = await start()
  const { page } = studio
  await (await shown.goToCreate()).generate(prompt)
  const edit = await shown.goToEdit()
  await edit.choosePicture(prompt)
  await edit.chooseKind('Extend the canvas')
  await expect(edit.prompt).toHaveValue('Continue the picture beyond its edges, without a seam.')
  await edit.writeNumber('Right', 256)
  await page.getByRole('button', { name: 'Extend to 1280 × 1024' }).click()
  await expect(page.getByText('20% of the image will be changed')).toBeVisible()
  await edit.run('More of the sea')
  await expect(edit.report.getByRole('status')).toHaveText('Changed what you masked; elsewhere untouched.')
  expect(studio.complaints).toEqual([])
})

test('a kept mask is taken up on another picture', async ({ start }) => {
  const { studio, window: shown } = await start()
  const { page } = studio
  const create = await shown.goToCreate()
  await create.generate('A red fox')
  await create.generate('A blue whale')
  const edit = await shown.goToEdit()
  await edit.choosePicture('A red fox')
  await edit.chooseTool('Rectangle')
  await edit.drag([0.45, 0.3], [0.55, 0.5])
  const drawn = await edit.coverage()
  await page.locator('summary', { hasText: 'Masks' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Head')
  await page.getByRole('button', { name: 'Keep this mask' }).click()
  await expect(page.getByText('Kept as “Head”, version 1')).toBeVisible()

  await shown.run('Another picture')
  await edit.choosePicture('A blue whale')
  await page.locator('summary', { hasText: 'Masks' }).click()
  await page.getByRole('button', { name: 'Use “Head”, version 1' }).click()
  expect(await edit.coverage()).toBe(drawn)
  expect(studio.complaints).toEqual([])
})
