import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestLibrary, type TestLibrary } from '#test/support/open-test-library.ts'

let zone: string | undefined
beforeAll(() => {
  zone = process.env['TZ']
  // Clocks go forward there on 8 March 2026, and back on 1 November.
  process.env['TZ'] = 'America/New_York'
})
afterAll(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

const enter = (
  { library }: TestLibrary,
  atMs: number,
  microUsd: number | null,
  change: {
    readonly model?: string
    readonly connection?: string
    readonly label?: string
    readonly experiment?: number
  } = {},
) =>
  library.db
    .prepare(
      `INSERT INTO ledger_entries (purpose, experiment_id, provider, connection_id, connection_label, model, price_version,
         cost_micro_usd, created_at_ms) VALUES ('picture', ?, 'openai-images', ?, ?, ?, 'v', ?, ?)`,
    )
    .run(
      change.experiment ?? null,
      change.connection ?? 'c1',
      change.label ?? 'OpenAI',
      change.model ?? 'gpt-image-2',
      microUsd,
      atMs,
    )
const at = (month: number, day: number, hour: number, minute = 0): number =>
  new Date(2026, month - 1, day, hour, minute).getTime()

test('An empty ledger has nothing, and a chart of this month', async () => {
  await using library = await openTestLibrary()
  const nothing = { microUsd: 0, entryCount: 0, unknownCount: 0 }
  const summary = library.readOperations.summariseLedger({ period: 'month', nowMs: at(2, 10, 12) })
  expect(summary.totals).toEqual({ today: nothing, month: nothing, all: nothing })
  expect(summary.groups).toEqual({ model: [], connection: [], experiment: [], purpose: [] })
  expect(summary.slices).toHaveLength(28)
})

test('A day ends at midnight here, and what is unknown is counted beside what is known', async () => {
  await using library = await openTestLibrary()
  enter(library, at(3, 7, 23, 59), 1)
  enter(library, at(3, 8, 0), 10)
  enter(library, at(3, 8, 23, 59), 100)
  enter(library, at(3, 8, 12), null)
  enter(library, at(3, 9, 0), 1000)
  enter(library, at(2, 28, 23, 59), 10_000)
  const { totals, slices } = library.readOperations.summariseLedger({ period: 'today', nowMs: at(3, 8, 15) })
  expect(totals).toEqual({
    today: { microUsd: 110, entryCount: 3, unknownCount: 1 },
    month: { microUsd: 1111, entryCount: 5, unknownCount: 1 },
    all: { microUsd: 11_111, entryCount: 6, unknownCount: 1 },
  })
  // The hour from two to three was left out.
  expect([slices.length, slices.at(-1)]).toEqual([
    23,
    { startMs: at(3, 8, 23), spent: { microUsd: 100, entryCount: 1, unknownCount: 0 } },
  ])
})

test.each([
  ['today' as const, 25, 11],
  ['month' as const, 30, 11],
  ['all' as const, 3, 9],
])('The slices of %s follow each other without a gap, whatever the clocks do', async (period, count, firstMonth) => {
  await using library = await openTestLibrary()
  const [nowMs, startMs] = [at(11, 1, 12), at(firstMonth, 1, 0)]
  enter(library, at(9, 30, 23, 59), 7)
  enter(library, at(11, 1, 1, 30), 5)
  const { slices, totals } = library.readOperations.summariseLedger({ period, nowMs })
  expect([slices.length, slices[0]?.startMs]).toEqual([count, startMs])
  expect(slices.reduce((sum, { spent }) => sum + spent.microUsd, 0)).toBe(totals[period].microUsd)
})

test('What went where: most expensive first, a renamed connection under its last name', async () => {
  await using library = await openTestLibrary()
  enter(library, at(3, 1, 1), 5, { label: 'Old name', experiment: 7 })
  enter(library, at(3, 2, 1), 20, { model: 'gpt-image-1.5', connection: 'c2', label: 'Relay' })
  enter(library, at(3, 3, 1), null, { label: 'New name', experiment: 7 })
  const { groups } = library.readOperations.summariseLedger({ period: 'month', nowMs: at(3, 8, 15) })
  const c1 = { microUsd: 5, entryCount: 2, unknownCount: 1 }
  const c2 = { microUsd: 20, entryCount: 1, unknownCount: 0 }
  expect(groups).toEqual({
    model: [
      { key: 'gpt-image-1.5', label: 'gpt-image-1.5', spent: c2 },
      { key: 'gpt-image-2', label: 'gpt-image-2', spent: c1 },
    ],
    connection: [
      { key: 'c2', label: 'Relay', spent: c2 },
      { key: 'c1', label: 'New name', spent: c1 },
    ],
    experiment: [
      { key: null, label: null, spent: c2 },
      { key: '7', label: null, spent: c1 },
    ],
    purpose: [{ key: 'picture', label: null, spent: { microUsd: 25, entryCount: 3, unknownCount: 1 } }],
  })
})

test('An experiment is called by its title, and by its number where it is not here', async () => {
  await using library = await openTestLibrary()
  library.library.db.exec(
    "INSERT INTO experiments (id, title, repeats, seed, status, created_at_ms) VALUES (7, '등대', 1, 1, 'draft', 0)",
  )
  enter(library, at(3, 8, 12), 3, { experiment: 7 })
  enter(library, at(3, 8, 12), 2, { experiment: 8 })
  enter(library, at(3, 8, 12), 1)
  const { groups } = library.readOperations.summariseLedger({ period: 'all', nowMs: at(3, 8, 15) })
  expect(groups.experiment.map(({ key, label }) => [key, label])).toEqual([
    ['7', '등대'],
    ['8', null],
    [null, null],
  ])
})
