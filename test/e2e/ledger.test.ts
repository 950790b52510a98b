import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import Papa from 'papaparse'
import { expect } from './fixtures.ts'
import { foldersIn } from './launch-studio.ts'
import { test } from './openai-fixture.ts'

interface Entry {
  readonly model: string
  readonly usage: string | null
  readonly price_version: string | null
  readonly cost_micro_usd: number | null
}

function entriesIn(folder: string): readonly Entry[] {
  const db = new Database(join(foldersIn(folder).libraryFolder, 'diptych.db'), { readonly: true })
  try {
    return db
      .prepare<[], Entry>('SELECT model, usage, price_version, cost_micro_usd FROM ledger_entries ORDER BY id')
      .all()
  } finally {
    db.close()
  }
}

/** By the bill of gpt-image-2: $5 and $8 a million tokens in, $30 out. */
function billed(usage: string | null): number {
  // As the fake sent it.
  const { input_tokens_details: input, output_tokens } = JSON.parse(usage ?? '') as {
    readonly input_tokens_details: { readonly text_tokens: number; readonly image_tokens: number }
    readonly output_tokens: number
  }
  return input.text_tokens * 5 + input.image_tokens * 8 + output_tokens * 30
}

test('every call is entered, adds up to the micro-dollar, and goes out as CSV', async ({
  start,
  folder,
  fake,
  environment,
}) => {
  const { studio, window } = await start({ environment })
  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.generate('a blue door')
  fake.setBehaviour({ kind: 'reset' })
  await create.start('a door that never came')
  await expect(window.page.getByText(/may have been billed/).first()).toBeVisible()
  await create.chooseModel('Sketch', 'Sketch')
  await create.generate('a drawn door')

  const [paid, lost, sketch] = entriesIn(folder)
  expect(paid?.cost_micro_usd).toBe(billed(paid?.usage ?? null))
  expect([lost?.cost_micro_usd, lost?.price_version, lost?.usage]).toEqual([null, null, null])
  expect([sketch?.cost_micro_usd, sketch?.price_version]).toEqual([0, 'free'])

  const ledger = await window.goToLedger()
  const sum = `$${((paid?.cost_micro_usd ?? 0) / 1_000_000).toFixed(4).replace(/(\.\d\d\d*?)0+$/, '$1')}`
  for (const period of ['Today', 'This month', 'All time'] as const) {
    await expect(ledger.total(period)).toContainText(sum)
    await expect(ledger.total(period)).toContainText('3 calls')
    await expect(ledger.total(period)).toContainText('1 of unknown cost')
  }
  expect(await ledger.groups('Model')).toEqual([
    ['GPT Image 2', sum, '2', '1'],
    ['Sketch', '$0', '1', '0'],
  ])
  expect(await ledger.groups('Purpose')).toEqual([['Pictures', sum, '3', '1']])

  const path = join(folder, 'spent.csv')
  await studio.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
  await window.page.getByRole('button', { name: 'Export CSV…' }).click()
  await expect(window.page.getByText('1 file exported')).toBeVisible()
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').slice(1), {
    header: true,
    skipEmptyLines: true,
  })
  expect(data.map((row) => row['cost_micro_usd'])).toEqual([String(paid?.cost_micro_usd), '', '0'])
  expect(studio.complaints).toEqual([])
})

test('a hard budget stops before anything is sent, says why, and lets go when it is raised', async ({
  start,
  fake,
  environment,
}) => {
  const { studio, window } = await start({ environment })
  const sent = () => fake.requests.filter(({ path }) => path === '/v1/images/generations').length
  const ledger = await window.goToLedger()
  await ledger.setDailyBudget('0.01', 'Stop sending')

  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.choose('Quality', 'High')
  await create.start('a picture beyond the budget')
  const refusal = window.page.getByRole('alert').filter({ hasText: 'This could go over your budget' })
  await expect(refusal).toContainText('Nothing was sent or billed')
  expect(sent()).toBe(0)

  await refusal.getByRole('button', { name: 'Change the budget' }).click()
  await ledger.setDailyBudget('5', 'Stop sending')
  const again = await window.goToCreate()
  await again.generate('a picture beyond the budget')
  expect(sent()).toBe(1)
  expect(studio.complaints).toEqual([])
})

test('a price of one’s own counts from now on, in the estimate and in the ledger', async ({
  start,
  folder,
  environment,
}) => {
  const { window } = await start({ environment })
  const ledger = await window.goToLedger()
  await ledger.setPricePerPicture('gpt-image-2', '0.025')
  await expect(window.page.getByText('$0.025 a picture')).toBeVisible()

  const create = await window.goToCreate()
  await create.chooseModel('GPT Image 2')
  await create.write('two for five cents')
  await expect(create.estimate).toContainText('by your own price')
  await create.generate('one for two and a half cents')
  expect(entriesIn(folder).map(({ price_version, cost_micro_usd }) => [price_version, cost_micro_usd])).toEqual([
    ['own-1', 25_000],
  ])
})
