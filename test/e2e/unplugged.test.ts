import { readdirSync, renameSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { hashTree } from '#test/support/hash-tree.ts'
import { expect, test } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'

const askForPicture = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    window.diptych.call('generations.start', {
      connectionId: 'sketch',
      model: 'sketch',
      typedPrompt: 'while it was unplugged',
      params: { size: '512x512', n: 1 },
    }),
  )

test('a library whose folder goes away is said, nothing is written elsewhere, and all is well when it returns', async ({
  start,
  folder,
}) => {
  const { studio, window } = await start()
  const { page } = studio
  const create = await window.goToCreate()
  await create.generate('before it was unplugged')
  const { libraryFolder } = foldersIn(folder)
  const away = `${libraryFolder}-on-a-drive`
  const placesBefore = readdirSync(folder)
  renameSync(libraryFolder, away)
  const before = await hashTree(away)

  const refused = await askForPicture(page)
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'library-missing', path: libraryFolder } })
  await expect(page.getByRole('heading', { name: 'The library folder is not there' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('the studio goes on by itself')
  expect(readdirSync(folder)).toEqual(placesBefore.map((name) => (name === 'library' ? 'library-on-a-drive' : name)))
  expect(await hashTree(away)).toEqual(before)

  renameSync(away, libraryFolder)
  await expect(page.getByText('The library is there again')).toBeVisible()
  await (await window.goToCreate()).generate('after it was plugged in')
  const library = await window.goToLibrary()
  await expect(library.picture('before it was unplugged')).toBeVisible()
  await expect(library.pictures).toHaveCount(2)
  await studio.close()

  const again = await start()
  await expect((await again.window.goToLibrary()).pictures).toHaveCount(2)
  expect(again.studio.complaints).toEqual([])
})
