import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabaseReadOnly } from '#main/library/database.ts'
import { libraryPaths } from '#main/library/library-paths.ts'
import { printBound, quantile } from './support/figure.ts'
import { heapsOf } from './support/heaps-of.ts'
import { type OpenStudio, openStudio } from './support/open-studio.ts'

/**
 * 500 generations queued on the sketch, 8 at once: every row gets its end, what has ended leaves nothing in memory, and
 * the window answers a key within 100 ms at the 99th percentile meanwhile, from the press to the next frame.
 */
const bench = 'queue'
const count = 500
const side = 256
/** Between two keys. */
const typingMs = 120

async function queueAll({ page }: OpenStudio): Promise<void> {
  await page.evaluate(
    async ({ count, side }) => {
      const must = (answer: { readonly ok: boolean }): void => {
        if (!answer.ok) throw new Error(JSON.stringify(answer))
      }
      must(
        await window.diptych.call('connections.update', {
          id: 'sketch',
          settings: { maxConcurrent: 8, typedModels: [] },
        }),
      )
      must(await window.diptych.call('queue.hold', { isHeld: true }))
      for (let index = 0; index < count; index += 1)
        must(
          await window.diptych.call('generations.start', {
            connectionId: 'sketch',
            model: 'sketch',
            typedPrompt: `바다 위의 달, a lighthouse ${index}`,
            params: { size: `${side}x${side}`, n: 1 },
          }),
        )
      must(await window.diptych.call('queue.hold', { isHeld: false }))
    },
    { count, side },
  )
}

const leftIn = ({ page }: OpenStudio): Promise<number> =>
  page.evaluate(async () => {
    const answer = await window.diptych.call('queue.get', {})
    if (!answer.ok) throw new Error(answer.failure.kind)
    return answer.value.state.lanes.reduce(
      (sum, { waitingCount, runningCount }) => sum + waitingCount + runningCount,
      0,
    )
  })

/** From here on, milliseconds of each key from its press to the next frame (Event Timing counts in steps of 8). */
const watchKeys = ({ page }: OpenStudio): Promise<void> =>
  page.evaluate(() => {
    const latenciesMs: number[] = []
    Object.assign(window, { latenciesMs })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown') latenciesMs.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })

/** Of so many keys, since they were taken last. Those quicker than 16 ms are not told one by one. */
async function takeLatencies({ page }: OpenStudio, pressed: number): Promise<readonly number[]> {
  // Put there by `watchKeys`.
  const told = await page.evaluate(() =>
    (window as unknown as { readonly latenciesMs: number[] }).latenciesMs.splice(0),
  )
  return [...told, ...Array.from({ length: Math.max(0, pressed - told.length) }, () => 16)]
}

function statusesIn(libraryFolder: string): Readonly<Record<string, number>> {
  const db = openDatabaseReadOnly(libraryPaths(libraryFolder).database)
  try {
    const rows = db
      .prepare<[], { readonly status: string; readonly count: number }>(
        'SELECT status, count(*) AS count FROM generations GROUP BY status',
      )
      .all()
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  } finally {
    db.close()
  }
}

const out = join(import.meta.dirname, '../out')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(out, 'bench-queue-'))
try {
  const libraryFolder = join(folder, 'library')
  let pressed = 0
  let atRest: readonly number[] = []
  let meanwhile: readonly number[] = []
  {
    await using studio = await openStudio(libraryFolder)
    const create = await studio.window.goToCreate()
    await watchKeys(studio)
    await create.prompt.click()
    const press = async (): Promise<void> => {
      await studio.page.keyboard.press(pressed % 60 === 59 ? 'Enter' : 'a')
      pressed += 1
      await studio.page.waitForTimeout(typingMs)
    }
    while (pressed < 150) await press()
    atRest = await takeLatencies(studio, pressed)
    pressed = 0
    await queueAll(studio)
    await create.prompt.click()
    const sinceMs = performance.now()
    const type = async (until: number): Promise<void> => {
      while ((await leftIn(studio)) > until) await press()
    }
    // A fifth first: whatever is loaded once and kept is there by then.
    await type(count * 0.8)
    const early = await heapsOf(studio)
    await type(0)
    const seconds = (performance.now() - sinceMs) / 1000
    const atEnd = await heapsOf(studio)
    meanwhile = await takeLatencies(studio, pressed)
    console.log(`${count} pictures of ${side} px a side in ${seconds.toFixed(0)} s; ${pressed} keys.`)
    console.log(
      `Main ${early.main.toFixed(1)} → ${atEnd.main.toFixed(1)} MB, page ${early.page.toFixed(1)} → ${atEnd.page.toFixed(1)} MB.`,
    )
    printBound({
      bench,
      metric: "main's heap after 500 beyond after 100, MB",
      samples: [atEnd.main - early.main],
      bound: 2,
    })
    printBound({
      bench,
      metric: "the page's heap after 500 beyond after 100, MB",
      samples: [atEnd.page - early.page],
      bound: 5,
    })
  }
  const { succeeded = 0, ...others } = statusesIn(libraryFolder)
  console.log(JSON.stringify({ succeeded, ...others }))
  printBound({ bench, metric: 'rows without their picture', samples: [count - succeeded], bound: 0.5 })
  const say = (samples: readonly number[]): string =>
    [0.5, 0.95, 0.99].map((share) => quantile(samples, share)).join(', ')
  console.log(`A key until its frame, median, p95, p99: at rest ${say(atRest)} ms, meanwhile ${say(meanwhile)} ms.`)
  printBound({ bench, metric: 'a key until its frame, p99, ms', samples: [quantile(meanwhile, 0.99)], bound: 100 })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
