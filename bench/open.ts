import { openDatabase } from '#main/library/database.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { printBound, printFigure } from './support/figure.ts'
import { seedLibrary } from './support/seed-library.ts'
import { timeOf } from './support/time-of.ts'

/**
 * From a closed library to the cards of its first page, as the library's worker does it, beside what no opening can do
 * without: SQLite opens the same file, notes durably that it is open, and reads as many ids. A library ten times as large
 * must open as fast. And how long closing takes when a row was changed: main waits five seconds for it (`index.ts`).
 */
const bench = 'open'
const sizes = (process.env['DIPTYCH_BENCH_ROWS'] ?? '100000,1000000').split(',').map(Number)
const rounds = 20
const page = {
  query: { text: '', place: 'library', collectionId: null },
  arrangement: { sort: 'newest', groupBy: 'none', isStacked: false },
  limit: 60,
} as const

function openBarely(folder: string): void {
  const db = openDatabase(`${folder}/diptych.db`)
  db.exec('UPDATE library SET is_closed = 0')
  db.prepare('SELECT id FROM images WHERE deleted_at_ms IS NULL ORDER BY id DESC LIMIT 60').all()
  db.exec('UPDATE library SET is_closed = 1')
  db.close()
}

const opensBySize = new Map<number, number[]>()
for (const rows of sizes) {
  const folder = await seedLibrary(rows)
  const label = rows.toLocaleString('en')
  const openMs: number[] = []
  const bareMs: number[] = []
  for (let round = -2; round < rounds; round += 1) {
    const bare = await timeOf(() => openBarely(folder))
    const start = performance.now()
    await using opened = await openTestLibrary({ folder, world: { nowMs: Date.now } })
    opened.operations.firstImages(page)
    const open = performance.now() - start
    if (round < 0) continue
    bareMs.push(bare)
    openMs.push(open)
  }
  opensBySize.set(rows, openMs)
  printFigure({ bench, metric: `to first page, ${label}, ms`, samples: openMs, floorSamples: bareMs, limit: 3 })

  const closeMs: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const { operations, [Symbol.asyncDispose]: close } = await openTestLibrary({ folder, world: { nowMs: Date.now } })
    const change = { kind: 'favorite', isFavorite: round % 2 === 0 } as const
    operations.markImages({ ids: [1], change })
    closeMs.push(await timeOf(close))
  }
  printBound({ bench, metric: `closing after a change, ${label}, ms`, samples: closeMs, bound: 5000 })
}

const [smaller, larger] = sizes
if (smaller !== undefined && larger !== undefined)
  printFigure({
    bench,
    metric: `to first page, ${larger.toLocaleString('en')} against ${smaller.toLocaleString('en')}, ms`,
    samples: opensBySize.get(larger) ?? [],
    floorSamples: opensBySize.get(smaller) ?? [],
    limit: 1.1,
  })
