import { expect, test } from 'vitest'
import { costOf } from '#main/providers/pricing.ts'
import type { Budget } from '#shared/ledger.ts'
import { makePng } from '#test/support/make-picture.ts'
import { done, image, openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'

const nowMs = new Date(2026, 10, 20, 12).getTime()
const day = (limitMicroUsd: number, isHard = true): Budget => ({ period: 'day', limitMicroUsd, isHard })

/** A picture of at most 211,000 micro-dollars, and 5 for its one letter. */
const begin = (
  { operations }: TestLibrary,
  change: { readonly model?: string; readonly provider?: 'sketch'; readonly atMs?: number } = {},
) =>
  operations.beginGeneration({
    draft: {
      connectionId: 'c1',
      model: change.model ?? 'gpt-image-2',
      typedPrompt: 'x',
      params: { size: '1024x1024', n: 1, quality: 'high' },
    },
    provider: change.provider ?? 'openai-images',
    connectionLabel: 'OpenAI',
    sentPrompt: 'x',
    createdAtMs: change.atMs ?? nowMs,
  })
const spend = ({ operations }: TestLibrary, atMs: number, outputTokens: number) =>
  operations.recordTextCall({
    purpose: 'rewrite',
    generationId: null,
    provider: 'openai-images',
    connectionId: 'c1',
    connectionLabel: 'OpenAI',
    model: 'gpt-4o-mini',
    usage: {
      inputTokens: 0,
      inputTextTokens: null,
      inputImageTokens: null,
      outputTokens,
      outputImageTokens: null,
      outputTextTokens: null,
      totalTokens: null,
    },
    raw: null,
    isBatch: false,
    isLost: false,
    atMs,
  })
const open = () => openTestLibrary({ world: { costOf } })
const rows = ({ library }: TestLibrary) => library.db.prepare('SELECT count(*) FROM generations').pluck().get()

test('A hard budget lets begin what fits beside everything that waits, and nothing that could go over it', async () => {
  await using library = await open()
  library.operations.setBudgets({ budgets: [day(500_000)] })
  const begun = [await begin(library), await begin(library), await begin(library)]
  expect(begun.map(({ ok }) => ok)).toEqual([true, true, false])
  expect(begun[2]).toEqual({
    ok: false,
    failure: {
      kind: 'budget-reached',
      period: 'day',
      limitMicroUsd: 500_000,
      spentMicroUsd: 0,
      inFlightMicroUsd: 422_010,
      upperMicroUsd: 211_005,
    },
  })
  expect(rows(library)).toBe(2)
})

test('A budget that only warns stops nothing', async () => {
  await using library = await open()
  library.operations.setBudgets({ budgets: [day(1, false)] })
  expect((await begin(library)).ok).toBe(true)
  expect(library.operations.budgetStates({ nowMs })).toEqual([
    {
      budget: day(1, false),
      spent: { microUsd: 0, entryCount: 0, unknownCount: 0 },
      inFlight: { upperMicroUsd: 211_005, unknownCount: 0 },
    },
  ])
})

test('What waits is looked at again before it leaves: a budget lowered meanwhile holds', async () => {
  await using library = await open()
  const begun = await begin(library)
  if (!begun.ok) throw new Error('not begun')
  const { id } = begun.value
  library.operations.setBudgets({ budgets: [day(211_004)] })
  expect(library.operations.markSent({ id, nowMs })).toMatchObject({ kind: 'budget-reached', inFlightMicroUsd: 0 })
  expect(library.operations.getGeneration({ id })?.status).toBe('queued')
  library.operations.setBudgets({ budgets: [day(211_005)] })
  expect(library.operations.markSent({ id, nowMs })).toBe(null)
  expect(library.operations.getGeneration({ id })?.status).toBe('sent')
})

test('Days and months are those of this computer', async () => {
  await using library = await open()
  library.operations.setBudgets({ budgets: [day(211_005), { period: 'month', limitMicroUsd: 300_000, isHard: true }] })
  // 60,000 micro-dollars, in the last second of yesterday.
  spend(library, new Date(2026, 10, 19, 23, 59, 59).getTime(), 100_000)
  expect((await begin(library)).ok).toBe(true)
  library.library.db.exec('DELETE FROM generations')
  spend(library, new Date(2026, 10, 1).getTime(), 50_000)
  expect(await begin(library)).toMatchObject({
    failure: { kind: 'budget-reached', period: 'month', spentMicroUsd: 90_000 },
  })
  const nextMonth = new Date(2026, 11, 1).getTime()
  expect((await begin(library, { atMs: nextMonth })).ok).toBe(true)
})

test('A cost that nobody can say beforehand may leave until the budget is used up; what is free always may', async () => {
  await using library = await open()
  library.operations.setBudgets({ budgets: [day(60_000)] })
  expect((await begin(library, { model: 'flux' })).ok).toBe(true)
  spend(library, nowMs, 99_999)
  expect((await begin(library, { model: 'flux' })).ok).toBe(true)
  spend(library, nowMs, 1)
  spend(library, nowMs, 1)
  expect(await begin(library, { model: 'flux' })).toMatchObject({
    failure: { kind: 'budget-reached', upperMicroUsd: null },
  })
  expect((await begin(library, { provider: 'sketch' })).ok).toBe(true)
  expect(library.operations.budgetStates({ nowMs })).toMatchObject([
    { spent: { microUsd: 60_001 }, inFlight: { upperMicroUsd: 0, unknownCount: 2 } },
  ])
  library.operations.setOwnPrice({
    connectionId: 'c1',
    model: 'flux',
    rates: { kind: 'per-image', microUsd: 0 },
    nowMs,
  })
  expect((await begin(library, { model: 'flux' })).ok).toBe(true)
})

test('A call for text is held to the same budget', async () => {
  await using library = await open()
  library.operations.setBudgets({ budgets: [day(1000)] })
  const text = { provider: 'openai-images', connectionId: 'c1', model: 'gpt-4o-mini', inputBytes: 1000, nowMs }
  // 1000 × 0.15 + 1416 × 0.6 = 999.6
  expect([
    library.operations.textBudgetProblem({ ...text, maxOutputTokens: 1416 }),
    library.operations.textBudgetProblem({ ...text, maxOutputTokens: 1417 }),
    library.operations.textBudgetProblem({ ...text, maxOutputTokens: null }),
  ]).toMatchObject([null, { kind: 'budget-reached', upperMicroUsd: 1001 }, null])
})

test('Pictures that settled are what was spent, at their real cost', async () => {
  await using library = await openTestLibrary()
  const usage = {
    inputTokens: 1,
    inputTextTokens: null,
    inputImageTokens: null,
    outputTokens: 1000,
    outputImageTokens: null,
    outputTextTokens: null,
    totalTokens: null,
  }
  await library.generate([image(makePng()), { kind: 'usage', usage }, done])
  library.operations.setBudgets({ budgets: [day(40_000)] })
  expect(library.operations.budgetStates({ nowMs: 2000 })).toMatchObject([
    { spent: { microUsd: 40_000, entryCount: 1 }, inFlight: { upperMicroUsd: 0 } },
  ])
})
