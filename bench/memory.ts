import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron, type Locator } from '@playwright/test'
import { sandboxArgs } from '#test/e2e/launch-studio.ts'
import { writeBlankApp } from './support/blank-app.ts'
import { printFigure } from './support/figure.ts'
import { showEverything } from './support/in-page.ts'
import { memoryOf } from './support/memory-of.ts'
import { type OpenStudio, openStudio } from './support/open-studio.ts'
import { seedLibrary } from './support/seed-library.ts'

/**
 * Memory of all processes together: the studio with 100,000 pictures at rest, beside a blank window; after every picture
 * was shown once, beside before; and after every one was shown again, beside after the first time.
 */
const bench = 'memory'
const settleMs = 10_000
/** Small places and a large window: the most pictures at a time, and the shortest way through all of them. */
const cellSize = 112
const viewport = { width: 1900, height: 1100 }

async function blankMemory(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-blank-'))
  const app = await _electron.launch({
    chromiumSandbox: sandboxArgs().length === 0,
    args: [writeBlankApp(folder), `--user-data-dir=${join(folder, 'profile')}`, ...sandboxArgs()],
  })
  try {
    await app.firstWindow()
    return await restingMemory({ app })
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** After what was going on has settled. */
async function restingMemory({ app }: Pick<OpenStudio, 'app'>): Promise<number> {
  await setTimeout(settleMs)
  return memoryOf(app.process().pid ?? 0)
}

async function openLibrary({ window }: OpenStudio): Promise<Locator> {
  const { grid } = await window.goToLibrary()
  await grid.getByRole('img').first().waitFor()
  return grid
}

async function measureAtRest(folder: string, blankMb: number): Promise<void> {
  await using studio = await openStudio(folder)
  const floorSamples = [blankMb]
  const started = [await restingMemory(studio)]
  printFigure({ bench, metric: 'started, MB', samples: started, floorSamples, limit: 1.25 })
  await openLibrary(studio)
  const inLibrary = [await restingMemory(studio)]
  printFigure({ bench, metric: 'in the Library, MB', samples: inLibrary, floorSamples, limit: 1.25 })
}

async function measureScrolled(folder: string): Promise<void> {
  await using studio = await openStudio(folder, { cellSize, viewport })
  const grid = await openLibrary(studio)
  const before = await restingMemory(studio)
  const after: number[] = []
  for (const time of ['once', 'twice']) {
    console.log(`${await grid.evaluate(showEverything)} pictures shown ${time}.`)
    after.push(await restingMemory(studio))
  }
  const [once = Number.NaN, twice = Number.NaN] = after
  printFigure({ bench, metric: 'everything shown once, MB', samples: [once], floorSamples: [before], limit: 2.5 })
  printFigure({ bench, metric: 'everything shown twice, MB', samples: [twice], floorSamples: [once], limit: 1.1 })
}

if (process.platform === 'linux') {
  const blankMb = await blankMemory()
  const folder = await seedLibrary(100_000)
  await measureAtRest(folder, blankMb)
  await measureScrolled(folder)
} else console.log('Memory is measured on Linux.')
