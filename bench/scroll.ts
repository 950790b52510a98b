import { printBound, printFigure, quantile } from './support/figure.ts'
import { layEmptyScroller, scrollAndLook, scrollEvenly, timeOfTwoFrames, timeToPictures } from './support/in-page.ts'
import { type OpenStudio, openStudio } from './support/open-studio.ts'
import { seedLibrary } from './support/seed-library.ts'

/**
 * 100,000 pictures under the hand: frames while scrolling, beside an empty element scrolled the same way in the same
 * page; a jump to the middle; and the way to the Library, beside that in a library of 400. With
 * `DIPTYCH_BENCH_MILLION=1` also in one of 1,000,000.
 */
const rounds = 3
const scrollMs = 3000
/** A frame later than this was missed by the eye. */
const lateMs = 25

const bench = 'scroll'

async function measureFrames({ page, window }: OpenStudio): Promise<void> {
  const { grid } = await window.goToLibrary()
  await grid.getByRole('img').first().waitFor()
  const height = await grid.evaluate((element) => element.scrollHeight)
  // A place that was not seen yet each time, so that no picture comes from memory.
  let places = 0
  const fresh = (): number => height * ((places++ * 0.0618) % 0.9) + 1000

  for (const pxPerS of [1500, 6000, 30_000]) {
    const gaps: number[] = []
    const emptyGaps: number[] = []
    const lateShares: number[] = []
    const blankShares: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const empty = await page.evaluateHandle(layEmptyScroller, height)
      emptyGaps.push(...(await empty.evaluate(scrollEvenly, { fromPx: fresh(), pxPerS, ms: scrollMs })))
      await empty.evaluate((element) => element.remove())
      const found = await grid.evaluate(scrollEvenly, { fromPx: fresh(), pxPerS, ms: scrollMs })
      gaps.push(...found)
      lateShares.push((100 * found.filter((gap) => gap > lateMs).length) / found.length)
      const blanks = await grid.evaluate(scrollAndLook, { fromPx: fresh(), pxPerS, ms: scrollMs })
      blankShares.push((100 * sum(blanks)) / blanks.length)
    }
    const at = `at ${pxPerS.toLocaleString('en')} px/s`
    // Even frames: as many a second, and 19 of 20 in time.
    const mean = { samples: [sum(gaps) / gaps.length], floorSamples: [sum(emptyGaps) / emptyGaps.length] }
    printFigure({ bench, metric: `mean frame ${at}, ms`, ...mean, limit: 1 / 0.95 })
    printFigure({
      bench,
      metric: `frames ${at}, p95, ms`,
      samples: gaps,
      floorSamples: emptyGaps,
      share: 0.95,
      limit: 1.05,
    })
    printBound({
      bench,
      metric: `frames later than ${lateMs} ms ${at}, %`,
      samples: [quantile(lateShares, 0.5)],
      bound: 5,
    })
    // Faster than a picture can be seen, none is loaded.
    if (pxPerS <= 6000)
      printBound({ bench, metric: `places without picture ${at}, %`, samples: [quantile(blankShares, 0.5)], bound: 1 })
    else console.log(`Places without picture ${at}: ${quantile(blankShares, 0.5).toFixed(0)} %.`)
  }
}

async function measureJumps({ page, window }: OpenStudio): Promise<void> {
  const { grid } = await window.goToLibrary()
  const height = await grid.evaluate((element) => element.scrollHeight)
  const jumps: number[] = []
  const frames: number[] = []
  for (let jump = 0; jump < 12; jump += 1) {
    const scrollTo = height * (0.5 + jump * 0.01)
    const empty = await page.evaluateHandle(layEmptyScroller, height)
    frames.push(await empty.evaluate(timeOfTwoFrames, scrollTo))
    await empty.evaluate((element) => element.remove())
    await page.waitForTimeout(400)
    jumps.push(await grid.evaluate(timeToPictures, { scrollTo }))
    await page.waitForTimeout(400)
  }
  const metric = 'jump to the middle until all pictures are there, ms'
  printFigure({ bench, metric, samples: jumps, floorSamples: frames, limit: 3 })
}

async function measureWays(): Promise<void> {
  const sizes = process.env['DIPTYCH_BENCH_MILLION'] === '1' ? [400, 100_000, 1_000_000] : [400, 100_000]
  const folders = new Map<number, string>()
  for (const rows of sizes) folders.set(rows, await seedLibrary(rows))
  const firstMs = new Map<number, number[]>(sizes.map((rows) => [rows, []]))
  const againMs = new Map<number, number[]>(sizes.map((rows) => [rows, []]))
  for (let round = 0; round < 7; round += 1)
    for (const [rows, folder] of folders) {
      await using studio = await openStudio(folder)
      const { page, window } = studio
      const library = page.getByRole('link', { name: 'Library', exact: true })
      // Started, and at rest.
      await page.waitForTimeout(1500)
      firstMs.get(rows)?.push(await library.evaluate(timeToPictures, 'click' as const))
      for (let time = 0; time < 3; time += 1) {
        await page.waitForTimeout(300)
        await window.goToCreate()
        await page.waitForTimeout(300)
        againMs.get(rows)?.push(await library.evaluate(timeToPictures, 'click' as const))
      }
    }
  for (const rows of sizes.slice(1))
    for (const [name, found] of [
      ['for the first time', firstMs],
      ['again', againMs],
    ] as const)
      printFigure({
        bench,
        metric: `to the Library ${name}, ${rows.toLocaleString('en')} against 400, ms`,
        samples: found.get(rows) ?? [],
        floorSamples: found.get(400) ?? [],
        limit: 1.1,
      })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

{
  await using studio = await openStudio(await seedLibrary(100_000))
  // What is done after every start (`library-care.ts`) is done by then.
  await studio.page.waitForTimeout(12_000)
  await measureFrames(studio)
  await measureJumps(studio)
}
await measureWays()
