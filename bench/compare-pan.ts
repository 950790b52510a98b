import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { importFiles } from '#test/e2e/picture-files.ts'
import { drawPicture } from './support/draw-picture.ts'
import { printBound, printFigure, quantile } from './support/figure.ts'
import { watchFrames } from './support/in-page.ts'
import { type OpenStudio, openStudio } from './support/open-studio.ts'

/**
 * Two pictures of 1536 × 1024 under the hand: the gaps between frames while they are dragged at twice their size, in every
 * view that shows both, beside the same page dragged the same way without its pictures. And how long it takes until the
 * difference of the two is there.
 */
const bench = 'compare-pan'
const rounds = 3
const panMs = 2500
/** A frame later than this was missed by the eye. */
const lateMs = 25
const views = ['Side by side', 'Wipe', 'Overlay', 'Difference', 'Single'] as const

/** Drags in a circle with the real pointer while the page counts its frames. */
async function pan(page: Page): Promise<readonly number[]> {
  const stage = await page.locator('section[data-side="right"]').boundingBox()
  if (stage === null) throw new Error('no stage')
  const middle = { x: stage.x + stage.width * 0.75, y: stage.y + stage.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  const watching = page.evaluate(watchFrames, panMs)
  const endMs = performance.now() + panMs
  for (let step = 0; performance.now() < endMs; step += 1) {
    const turn = step / 20
    await page.mouse.move(middle.x + Math.cos(turn) * 120 - 120, middle.y + Math.sin(turn) * 120)
  }
  const gaps = await watching
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.up()
  return gaps
}

const showPictures = (page: Page, areShown: boolean): Promise<void> =>
  page.evaluate((areShown) => {
    for (const picture of document.querySelectorAll<HTMLElement>('[role="dialog"] :is(img, canvas)'))
      picture.style.display = areShown ? '' : 'none'
  }, areShown)

async function measurePanning({ page }: OpenStudio): Promise<void> {
  for (const view of views) {
    await page.getByRole('radio', { name: view, exact: true }).click()
    if (view === 'Difference') await page.getByText(/pixels differ/).waitFor()
    await page.waitForTimeout(500)
    const gaps: number[] = []
    const emptyGaps: number[] = []
    const lateShares: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await showPictures(page, false)
      emptyGaps.push(...(await pan(page)))
      await showPictures(page, true)
      await page.waitForTimeout(300)
      const found = await pan(page)
      gaps.push(...found)
      lateShares.push((100 * found.filter((gap) => gap > lateMs).length) / found.length)
    }
    const mean = { samples: [meanOf(gaps)], floorSamples: [meanOf(emptyGaps)] }
    printFigure({ bench, metric: `mean frame while panning, ${view}, ms`, ...mean, limit: 1 / 0.95 })
    printFigure({
      bench,
      metric: `frames while panning, ${view}, p95, ms`,
      samples: gaps,
      floorSamples: emptyGaps,
      share: 0.95,
      limit: 1.05,
    })
    printBound({
      bench,
      metric: `frames later than ${lateMs} ms, ${view}, %`,
      samples: [quantile(lateShares, 0.5)],
      bound: 5,
    })
  }
}

/** Beside what nobody can do without: reading and decoding both files. */
async function measureDifferences({ page }: OpenStudio): Promise<void> {
  const samples: number[] = []
  const floorSamples: number[] = []
  for (let round = 0; round < 7; round += 1) {
    await page.getByRole('radio', { name: 'Single', exact: true }).click()
    await page.waitForTimeout(300)
    floorSamples.push(
      await page.evaluate(async () => {
        const start = performance.now()
        const images = document.querySelectorAll<HTMLImageElement>('[role="dialog"] section img')
        for (const { src } of images) {
          const bitmap = await createImageBitmap(await (await fetch(src)).blob())
          bitmap.close()
        }
        return performance.now() - start
      }),
    )
    samples.push(
      await page.getByRole('radio', { name: 'Difference', exact: true }).evaluate(async (radio: HTMLElement) => {
        const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
        const start = performance.now()
        radio.click()
        do await frame()
        while (!/pixels differ/.test(document.body.textContent ?? ''))
        return performance.now() - start
      }),
    )
  }
  printFigure({ bench, metric: 'until the difference is said, ms', samples, floorSamples, limit: 4 })
}

const meanOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length

const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-compare-'))
try {
  await using studio = await openStudio(folder)
  const { page, window } = studio
  await importFiles(
    page,
    ['one', 'other'].map((seed) => ({ fileName: `${seed}.png`, bytes: drawPicture(seed, 1536, 1024) })),
  )
  const library = await window.goToLibrary()
  await library.choose('one.png')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('c')
  await page.getByRole('radiogroup', { name: 'View' }).waitFor()
  await page.waitForTimeout(2000)
  const zoomIn = page.getByRole('button', { name: 'Zoom in' })
  while (!(await page.getByText('Zoom: 200%').isVisible())) await zoomIn.click()
  await measurePanning(studio)
  await measureDifferences(studio)
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
