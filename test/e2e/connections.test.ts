import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeJsonAnswer } from '#test/support/fake-openai/make-answer.ts'
import { findViolations } from './find-violations.ts'
import { expect } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { test } from './openai-fixture.ts'

test('with a key for OpenAI, Create begins with its newest model, and a choice made stands from then on', async ({
  start,
  environment,
}) => {
  const first = await start({ environment })
  const create = await first.window.goToCreate()
  await expect(create.choice('Connection')).toHaveText(/OpenAI/)
  await expect(create.choice('Model')).toHaveText(/GPT Image 2\.6 Sunburst/)

  await create.chooseModel('GPT Image 2')
  // Newer than its last save, whatever the studio is doing when it is closed.
  await create.write('A choice that stands')
  await first.studio.close()
  const again = await (await start({ environment })).window.goToCreate()
  await expect(again.choice('Model')).toHaveText('GPT Image 2')
  await again.chooseConnection('Sketch')
  await expect(again.choice('Model')).toHaveText('Sketch')
})

test('without a key, Create begins with the sketch', async ({ start }) => {
  const create = await (await start()).window.goToCreate()
  await expect(create.choice('Connection')).toHaveText('Sketch')
  await expect(create.choice('Model')).toHaveText('Sketch')
})

test('a server of one’s own is added, tested, and makes pictures with a model that nobody listed; removed, it is remembered', async ({
  start,
  fake,
}) => {
  const first = await start()
  const settings = await first.window.goToSettings()
  await settings.addConnection('연구실', fake.baseUrl, 'LiteLLM')
  const card = settings.connection('연구실')
  await expect(card).toContainText('LiteLLM')
  await settings.enterKey('연구실', fake.apiKey, 'Until the studio closes')
  await card.getByRole('button', { name: /^Test/ }).click()
  await expect(card).toContainText('It works: 8 models are available.')
  await card.getByText('8 models to choose from').click()
  await expect(card.getByText('GPT Image 2.5 Flare')).toBeVisible()

  const create = await first.window.goToCreate()
  await create.chooseConnection('연구실')
  await create.findModel('flux-dev')
  await expect(create.choice('Model')).toHaveText(/^flux-dev\s*unknown$/)
  await expect(create.choice('Quality')).toBeHidden()
  const picture = { model: 'flux-dev', prompt: 'A lantern', n: 1, size: '1024x1024', quality: 'low' } as const
  const answer = makeJsonAnswer({
    ...picture,
    background: 'opaque',
    outputFormat: 'png',
    partialImages: 0,
    isStream: false,
    frameCount: 0,
    isEdit: false,
  })
  fake.setBehaviour({ kind: 'raw', body: JSON.stringify(answer) })
  await create.generate('A lantern')
  expect(fake.requests.at(-1)).toMatchObject({
    path: '/v1/images/generations',
    body: { model: 'flux-dev', prompt: 'A lantern', n: 1, size: 'auto' },
  })
  await first.studio.close()

  const second = await start()
  const { page } = second.studio
  const again = await second.window.goToSettings()
  await expect(again.connection('연구실')).toContainText('8 models found')
  await again.connection('연구실').getByRole('button', { name: 'More for 연구실' }).click()
  await page.getByRole('menuitem', { name: 'Remove connection' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(again.connection('연구실')).toHaveCount(0)
  const createAgain = await second.window.goToCreate()
  await expect(createAgain.choice('Connection')).toHaveText('Sketch')
  await expect(createAgain.pictureOf('A lantern')).toBeVisible()
  const told = await page.evaluate(() => window.diptych.call('generations.recent', { limit: 5 }))
  expect(told).toMatchObject({
    value: { generations: [{ status: 'succeeded', connectionLabel: '연구실', model: 'flux-dev' }] },
  })
})

test('what ends soon carries a badge, and what a test learns of an end is shown', async ({
  start,
  fake,
  environment,
}) => {
  const { studio, window } = await start({ environment })
  const { page } = studio
  const soon = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  fake.setBehaviour({
    kind: 'raw',
    body: JSON.stringify({
      data: [{ id: 'gpt-image-2', shutdown_date: soon }, { id: 'gpt-image-3' }, { id: 'gpt-5' }],
    }),
  })
  const settings = await window.goToSettings()
  await settings.connection('OpenAI').getByRole('button', { name: /^Test/ }).click()
  await expect(settings.connection('OpenAI')).toContainText('It works: 3 models are available.')

  const create = await window.goToCreate()
  await create.choice('Model').click()
  const ending = page.getByRole('group', { name: 'Ending' }).getByRole('option', { name: /^GPT Image 2 / })
  await expect(ending).toContainText(`ends ${soon}`)
  await expect(page.getByRole('option', { name: /^gpt-image-3/ })).toContainText('unknown')
  await expect(page.getByRole('option', { name: /^gpt-5/ })).toHaveCount(0)
  expect(studio.complaints).toEqual([])
  expect(await findViolations(page)).toEqual([])
  await ending.click()
  await expect(create.choice('Model')).toContainText(`ends ${soon}`)
})

test('connection and model are chosen with the keyboard alone, and the Enter that ends a syllable chooses nothing', async ({
  start,
  environment,
}) => {
  const { studio, window } = await start({ environment })
  const { page } = studio
  const create = await window.goToCreate()
  const connection = create.choice('Connection')
  const model = create.choice('Model')
  const search = page.getByRole('combobox', { name: 'Search', exact: true })

  // Typing on the closed box begins the search.
  await model.focus()
  await page.keyboard.type('flare')
  await expect(search).toHaveValue('flare')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(model).toHaveText('GPT Image 2.5 Flare')
  await expect(model).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(search).toBeFocused()
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Input.imeSetComposition', { text: '하', selectionStart: 1, selectionEnd: 1 })
  await cdp.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    windowsVirtualKeyCode: 229,
    key: 'Enter',
    code: 'Enter',
  })
  await cdp.send('Input.insertText', { text: '하' })
  await expect(search).toHaveValue('하')
  await expect(page.getByRole('option', { name: 'Use “하”' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await expect(model).toHaveText('GPT Image 2.5 Flare')
  await expect(model).toBeFocused()

  await page.keyboard.press('Shift+Tab')
  await expect(connection).toBeFocused()
  await page.keyboard.type('sket')
  await page.keyboard.press('Enter')
  await expect(connection).toHaveText('Sketch')
  await expect(create.prompt).toHaveValue('')
})

test('connections of an older profile are taken over with their keys, and each library keeps its own', async ({
  start,
  fake,
  folder,
}) => {
  const { profileFolder } = foldersIn(folder)
  mkdirSync(profileFolder, { recursive: true })
  const host = new URL(fake.baseUrl).host
  writeFileSync(
    join(profileFolder, 'connections.json'),
    JSON.stringify({ connections: [{ id: 'older', label: 'Older server', baseUrl: fake.baseUrl }] }),
  )
  writeFileSync(
    join(profileFolder, 'api-keys.json'),
    JSON.stringify({ keysByConnection: { older: { storage: 'plain', host, key: fake.apiKey } } }),
  )

  const first = await start()
  const create = await first.window.goToCreate()
  await create.chooseModel('GPT Image 2', 'Older server')
  await create.generate('As before')
  await first.studio.close()

  const elsewhere = await start({ libraryFolder: join(folder, 'another library') })
  const settings = await elsewhere.window.goToSettings()
  await expect(settings.connection('OpenAI')).toBeVisible()
  await expect(settings.connection('Older server')).toHaveCount(0)
})

test('the dialog for a connection warns of plain http and stands the test of accessibility, in both languages', async ({
  start,
}) => {
  for (const language of ['en', 'ko'] as const) {
    const { studio } = await start({ language })
    const { page } = studio
    const words =
      language === 'en'
        ? { add: 'Add connection', address: 'Address', warning: 'This address is not encrypted' }
        : { add: '연결 추가', address: '주소', warning: '암호화되지 않은 주소예요' }
    await page.getByRole('navigation').getByRole('link').last().click()
    await page.getByRole('main').getByRole('button', { name: words.add }).click()
    await page.getByRole('dialog').getByLabel(words.address).fill('http://10.0.0.7:8080')
    await expect(page.getByText(words.warning)).toBeVisible()
    expect(await findViolations(page)).toEqual([])
    await studio.close()
  }
})
