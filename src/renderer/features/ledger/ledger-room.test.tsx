import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useAppStore } from '#renderer/app-store.ts'
import type { Handlers } from '#shared/contract.ts'
import type { Budget, LedgerPeriod, LedgerSummary, OwnPrice } from '#shared/ledger.ts'
import { err, ok } from '#shared/result.ts'
import { installFakeBridge } from '#test/support/fake-bridge.ts'
import { renderInApp } from '#test/support/render-in-app.tsx'
import { openAiConnection } from '#test/support/sample-records.ts'
import { LedgerRoom } from './ledger-room.tsx'

beforeEach(() => useAppStore.setState(useAppStore.getInitialState(), true))

const nothing = { microUsd: 0, entryCount: 0, unknownCount: 0 }
const spent = (microUsd: number, entryCount: number, unknownCount = 0) => ({ microUsd, entryCount, unknownCount })
const startMs = new Date(2026, 10, 20).getTime()

const summaryOf = (period: LedgerPeriod): LedgerSummary => ({
  totals: { today: spent(211_060, 2, 1), month: spent(5_000_000, 40), all: spent(0, 3, 3) },
  period,
  groups: {
    model: [
      { key: 'gpt-image-2', label: 'gpt-image-2', spent: spent(4_000_000, 30) },
      { key: 'flux', label: 'flux', spent: spent(0, 10, 10) },
    ],
    connection: [{ key: 'gone', label: 'My old relay', spent: spent(5_000_000, 40) }],
    experiment: [
      { key: '7', label: null, spent: spent(1_000_000, 10) },
      { key: null, label: null, spent: spent(4_000_000, 30) },
    ],
    purpose: [{ key: 'rewrite', label: null, spent: spent(5_000_000, 40) }],
  },
  slices: [
    { startMs, spent: spent(5_000_000, 40, 2) },
    { startMs: startMs + 86_400_000, spent: nothing },
  ],
})

function show(handlers: Partial<Handlers> = {}, language: 'en' | 'ko' = 'en') {
  const bridge = installFakeBridge({
    'catalogue.list': () => ok({ models: [] }),
    'connections.list': () => ok({ connections: [openAiConnection] }),
    'ledger.get': ({ period }) => ok(summaryOf(period)),
    'ledger.budgets': () => ok({ states: [] }),
    'ledger.ownPrices': () => ok({ prices: [] }),
    'ledger.export': () => ok({ taskId: 1 }),
    ...handlers,
  })
  return { bridge, ...renderInApp(<LedgerRoom />, { language }) }
}
const cellsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent))

test('it says what was spent today, this month and in all, and never takes unknown for nothing', async () => {
  show()
  const totals = (await screen.findAllByRole('definition')).map(({ textContent }) => textContent)
  expect(totals).toEqual(['$0.21112 calls1 of unknown cost', '$5.0040 calls', 'Unknown3 calls3 of unknown cost'])
})

test('the chart has a name that says the sum, and a table with the same figures', async () => {
  const { user, bridge } = show()
  expect((await screen.findByRole('img')).getAttribute('aria-label')).toBe('Spending, This month: $5.00 in 40 calls')
  await user.click(screen.getByRole('radio', { name: 'Table' }))
  expect(cellsOf(screen.getByRole('table', { name: 'Spending' }))).toEqual([
    ['Time', 'Spent', 'Calls', 'Unknown cost'],
    ['Nov 20', '$5.00', '40', '2'],
  ])
  await user.click(screen.getByRole('radio', { name: 'Today' }))
  await waitFor(() => expect(bridge.inputsOf('ledger.get')).toEqual([{ period: 'month' }, { period: 'today' }]))
})

test('where it went is told by model, connection, experiment and purpose', async () => {
  const { user } = show()
  const namesBy = async (dimension: string) => {
    await user.click(await screen.findByRole('radio', { name: dimension }))
    return cellsOf(screen.getByRole('table', { name: 'Where it went' }))
      .slice(1)
      .map(([name, amount]) => [name, amount])
  }
  expect([
    await namesBy('Model'),
    await namesBy('Connection'),
    await namesBy('Experiment'),
    await namesBy('Purpose'),
  ]).toEqual([
    [
      ['gpt-image-2', '$4.00'],
      ['flux', 'Unknown'],
    ],
    [['My old relay', '$5.00']],
    [
      ['Experiment 7', '$1.00'],
      ['No experiment', '$4.00'],
    ],
    [['Rewriting prompts', '$5.00']],
  ])
})

test('loading, empty and failed are told apart, and each leads on', async () => {
  const { user, unmount } = show({
    'ledger.get': ({ period }) =>
      ok({ ...summaryOf(period), totals: { today: nothing, month: nothing, all: nothing } }),
  })
  expect(screen.getAllByText('Reading the ledger…').length).toBeGreaterThan(0)
  await user.click(await screen.findByRole('button', { name: 'Make a picture' }))
  expect(useAppStore.getState().room).toBe('create')
  unmount()

  const failing = show({ 'ledger.get': () => err({ kind: 'unexpected', logId: 'a1' }) })
  expect((await screen.findByRole('alert')).textContent).toContain('a1')
  failing.unmount()
})

test('budgets are read as amounts, and what is no amount is said beside its field and not saved', async () => {
  let budgets: readonly Budget[] = []
  const { user, bridge } = show({
    'ledger.budgets': () =>
      ok({
        states: budgets.map((budget) => ({
          budget,
          spent: spent(4_100_000, 3, 1),
          inFlight: { upperMicroUsd: 0, unknownCount: 1 },
        })),
      }),
    'ledger.setBudgets': (asked) => {
      budgets = asked.budgets
      bridge.emit('ledger.changed', {})
      return ok({})
    },
  })
  const perDay = await screen.findByRole('textbox', { name: 'Per day (US$)' })
  await user.type(perDay, 'five{Enter}')
  expect(await screen.findByText('An amount in dollars, such as 5 or 12.50.')).toBeTruthy()
  expect(bridge.inputsOf('ledger.setBudgets')).toEqual([])
  await user.clear(perDay)
  await user.type(perDay, '5')
  const whenReached = screen.getByRole('radiogroup', { name: 'When the day’s budget is reached' })
  await user.click(within(whenReached).getByRole('radio', { name: 'Stop sending' }))
  await user.click(screen.getByRole('button', { name: 'Save budgets' }))
  await screen.findByText('The budgets were saved')
  expect(bridge.inputsOf('ledger.setBudgets')).toEqual([
    { budgets: [{ period: 'day', limitMicroUsd: 5_000_000, isHard: true }] },
  ])
  expect((await screen.findByText('Today’s budget is nearly used up')).tagName).toBe('P')
  expect(screen.getByRole('meter', { name: 'Used today' }).getAttribute('value')).toBe('82')
  expect(screen.getByText('2 calls of unknown cost are not counted.')).toBeTruthy()
})

test('a price of one’s own is set by the picture or by the token, shown, and taken back', async () => {
  let prices: readonly OwnPrice[] = []
  const { user, bridge } = show({
    'ledger.ownPrices': () => ok({ prices: [...prices] }),
    'ledger.setOwnPrice': ({ rates, ...price }) => {
      prices = rates === null ? [] : [{ ...price, rates, sinceMs: 1 }]
      bridge.emit('ledger.changed', {})
      return ok({})
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Set a price…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Price of a model' }))
  await user.click(dialog.getByRole('button', { name: 'Save price' }))
  expect(dialog.getByText('Enter the id of the model.')).toBeTruthy()
  await user.type(dialog.getByRole('combobox', { name: 'Model' }), 'flux-dev')
  await user.type(dialog.getByRole('textbox', { name: 'US$ a picture' }), '0.025')
  await user.click(dialog.getByRole('button', { name: 'Save price' }))
  const { id: connectionId } = openAiConnection
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.setOwnPrice')).toEqual([
      { connectionId, model: 'flux-dev', rates: { kind: 'per-image', microUsd: 25_000 } },
    ]),
  )
  expect(await screen.findByText(/\$0\.025 a picture/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Use the published price of flux-dev again' }))
  expect(await screen.findByText('Published prices apply everywhere.')).toBeTruthy()
})

test('it goes out as CSV at a press, and says why when it cannot', async () => {
  const { user, bridge } = show({ 'ledger.export': () => err({ kind: 'bad-request', field: 'path' }) })
  await user.click(screen.getByRole('button', { name: 'Export CSV…' }))
  expect((await screen.findByRole('alert')).textContent).toContain('outside the library')
  expect(bridge.inputsOf('ledger.export')).toEqual([{}])
})

test('it speaks Korean', async () => {
  show({}, 'ko')
  expect(await screen.findByRole('heading', { name: '지출 기록', level: 1 })).toBeTruthy()
  expect(await screen.findByText('$0.2111')).toBeTruthy()
  expect(screen.getAllByText('비용을 모르는 호출 1건').length).toBe(1)
})
