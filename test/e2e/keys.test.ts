import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startFakeOpenAi } from '#test/support/fake-openai/start-fake-openai.ts'
import { expect, test } from './fixtures.ts'

const key = 'sk-test-secretsecret-9876543210-QrSt'

/** Files under `folder` that hold any 12 characters of the key. */
const filesWithKey = (folder: string): readonly string[] => {
  const pieces = Array.from({ length: key.length - 11 }, (_, at) => key.slice(at, at + 12))
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return pieces.some((piece) => bytes.includes(piece) || bytes.includes(Buffer.from(piece, 'utf16le')))
    })
}

/** All that a script in the page could learn of connections and keys. */
const askEverything = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answers = await Promise.all([
      window.diptych.call('connections.list', {}),
      window.diptych.call('settings.get', {}),
      window.diptych.call('generations.recent', { limit: 50 }),
      window.diptych.call('app.info', {}),
    ])
    return JSON.stringify(answers)
  })

test('a key for this session makes pictures, shows four characters, and is in no file the studio wrote', async ({
  start,
  folder,
}) => {
  const fake = await startFakeOpenAi({ apiKey: key })
  const first = await start()
  const settings = await first.window.goToSettings()
  await settings.addConnection('Own server', fake.baseUrl)
  await settings.enterKey('Own server', key, 'Until the studio closes')
  await expect(settings.connection('Own server')).toContainText('QrSt')
  await settings.connection('Own server').getByRole('button', { name: /^Test/ }).click()
  await expect(settings.connection('Own server')).toContainText('It works')

  const create = await first.window.goToCreate()
  await create.chooseModel('GPT Image 2', 'Own server')
  await create.generate('A key that nobody sees')
  fake.setBehaviour({ kind: 'error', name: 'invalidApiKey' })
  await create.start('A refusal that repeats the key')
  await expect(first.window.page.getByRole('main').getByText('The key was refused').first()).toBeVisible()

  const everythingTold = await askEverything(first.studio.page)
  expect(everythingTold).not.toContain(key.slice(0, 16))
  await first.studio.close()
  expect(filesWithKey(folder)).toEqual([])

  const { window } = await start()
  await expect((await window.goToSettings()).connection('Own server')).toContainText('No key')
  await fake.close()
})

test('without a keyring, storing is offered only after a plain warning, and survives a restart', async ({
  start,
  folder,
}) => {
  const fake = await startFakeOpenAi({ apiKey: key })
  const first = await start()
  const settings = await first.window.goToSettings()
  await settings.addConnection('Own server', fake.baseUrl)
  await settings
    .connection('Own server')
    .getByRole('button', { name: /^Add key/ })
    .click()
  const dialog = first.window.page.getByRole('dialog', { name: 'Key for Own server' })
  await expect(dialog.getByRole('radio', { name: 'Encrypted on this computer', exact: true })).toBeDisabled()
  await expect(dialog.getByRole('radio', { name: 'Until the studio closes', exact: true })).toBeChecked()
  await dialog.getByRole('radio', { name: 'Unencrypted on this computer', exact: true }).click()
  await expect(dialog).toContainText('Anyone who can read your files can read this key')
  await dialog.getByLabel('API key').fill(key)
  await dialog.getByRole('button', { name: 'Save key' }).click()
  await expect(dialog).toBeHidden()
  await first.studio.close()

  expect(filesWithKey(folder)).toEqual([join(folder, 'profile', 'api-keys.json')])
  const { window } = await start()
  await expect((await window.goToSettings()).connection('Own server')).toContainText('stored unencrypted')
  await fake.close()
})
