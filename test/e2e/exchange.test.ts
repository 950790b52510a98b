import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { drawPictureFiles } from './picture-files.ts'

/** The file dialogs of the system answer with this from now on. */
const answerDialogs = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, path)

test('a folder comes in with its refusals listed, and all of it goes out again', async ({ start, folder }) => {
  const { studio, window } = await start()
  const { app, page } = studio
  const inbox = join(folder, 'Holiday')
  const out = join(folder, 'Out')
  const backup = join(folder, 'Backup')
  for (const made of [inbox, out, backup]) mkdirSync(made)
  for (const { fileName, bytes } of drawPictureFiles(12)) writeFileSync(join(inbox, fileName), bytes)
  for (const name of ['notes.txt', 'bad.png']) writeFileSync(join(inbox, name), 'not a picture')

  await answerDialogs(app, inbox)
  await window.goToLibrary()
  await page.getByRole('main').getByRole('button', { name: 'Import…' }).first().click()
  await page.getByRole('button', { name: /^A folder…/ }).click()
  await expect(page.getByText('12 imported, 2 refused')).toBeVisible()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByText('12 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Tasks' }).click()
  await page.getByRole('button', { name: 'Show refused files' }).click()
  await expect(page.getByRole('dialog', { name: '2 files were left out' }).getByRole('listitem')).toHaveCount(2)
  await page.keyboard.press('Escape')

  await answerDialogs(app, out)
  await page.keyboard.press('ControlOrMeta+Shift+e')
  const dialog = page.getByRole('dialog', { name: 'Export 12 pictures' })
  await dialog.getByRole('textbox', { name: 'File names' }).fill('{n} {prompt}')
  await expect(dialog.getByText(/^For example: 01 /)).toBeVisible()
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect(page.getByText('12 files exported')).toBeVisible()
  expect(readdirSync(out)).toHaveLength(12)

  await answerDialogs(app, join(folder, 'all.diptych'))
  await window.run('Export library')
  await page.getByRole('dialog', { name: 'Export library' }).getByRole('button', { name: 'Export…' }).click()
  await expect.poll(() => readdirSync(folder)).toContain('all.diptych')

  await window.run('Verify library')
  await expect(page.getByText('The library is in order')).toBeVisible()
  await answerDialogs(app, backup)
  await window.run('Back up now')
  await expect(page.getByText('Backup finished')).toBeVisible()
  expect(studio.complaints).toEqual([])
})

test('an archive is taken in by another studio, and a backup restored into an empty one by a click', async ({
  start,
  folder,
}) => {
  const archive = join(folder, 'all.diptych')
  const backup = join(folder, 'Backup')
  mkdirSync(backup)
  const prompts = ['a red fox', '비 오는 서울의 밤']
  const first = await start()
  const create = await first.window.goToCreate()
  for (const prompt of prompts) await create.generate(prompt)
  await answerDialogs(first.studio.app, archive)
  await first.window.run('Export library')
  const dialog = first.studio.page.getByRole('dialog', { name: 'Export library' })
  await dialog.getByRole('button', { name: 'Export…' }).click()
  await expect.poll(() => readdirSync(folder)).toContain('all.diptych')
  await answerDialogs(first.studio.app, backup)
  await first.window.run('Back up now')
  await expect(first.studio.page.getByText('Backup finished')).toBeVisible()
  await first.studio.close()

  const elsewhere = { libraryFolder: join(folder, 'second'), profileFolder: join(folder, 'second profile') }
  const second = await start(elsewhere)
  await answerDialogs(second.studio.app, archive)
  const library = await second.window.goToLibrary()
  for (const outcome of [/^2 imported/, /2 already here/]) {
    await second.window.run('Import')
    await second.studio.page.getByRole('button', { name: /^Import archive…/ }).click()
    await expect(second.studio.page.getByText(outcome).first()).toBeVisible()
    await expect(library.pictures).toHaveCount(2)
  }
  for (const prompt of prompts) await expect(library.picture(prompt)).toBeVisible()

  const empty = { libraryFolder: join(folder, 'third'), profileFolder: join(folder, 'third profile') }
  const third = await start(empty)
  await answerDialogs(third.studio.app, backup)
  // The studio that would come up is started below, where it can be looked at.
  await third.studio.app.evaluate(({ app }) => {
    app.relaunch = () => undefined
  })
  await third.window.goToSettings()
  const ended = third.studio.app.waitForEvent('close')
  await third.studio.page.getByRole('button', { name: 'Restore', exact: true }).click()
  await ended
  const restored = await start(empty)
  const restoredLibrary = await restored.window.goToLibrary()
  await expect(restoredLibrary.pictures).toHaveCount(2)
  for (const prompt of prompts) await expect(restoredLibrary.picture(prompt)).toBeVisible()
})
