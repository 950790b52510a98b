import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importFiles } from '#test/e2e/picture-files.ts'
import { drawPicture } from './support/draw-picture.ts'
import { printBound, printFigure, quantile } from './support/figure.ts'
import { openStudio } from './support/open-studio.ts'
import { timeStrokes } from './support/strokes-in-page.ts'

/**
 * Strokes of a brush on a picture of 1024 × 1024: what one move of the pen takes beside a bare canvas in the same page, and
 * what lifting it takes at the first strokes and at the sixtieth.
 */
const bench = 'brush'
const size = { width: 1024, height: 1024 }
/** Until the code is compiled, the first strokes say nothing of the sixtieth. */
const warmUpStrokes = 20
const strokes = 60
const atEachEnd = 8

const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-brush-'))
try {
  await using studio = await openStudio(folder)
  const { page, window } = studio
  await importFiles(page, [{ fileName: 'one.png', bytes: drawPicture('one', size.width, size.height) }])
  const library = await window.goToLibrary()
  await library.choose('one.png')
  await page.keyboard.press('e')
  const canvas = page.getByRole('application', { name: 'Mask editor' })
  await canvas.hover()
  await canvas.evaluate(timeStrokes, { strokes: warmUpStrokes, ...size })
  await page.getByRole('button', { name: 'Clear' }).click()
  const { moves, bareMoves, commits } = await canvas.evaluate(timeStrokes, { strokes, ...size })
  printFigure({ bench, metric: 'one move of the pen, ms', samples: moves, floorSamples: bareMoves, limit: 2 })
  printFigure({
    bench,
    metric: `pen up at stroke ${strokes} beside stroke 1, ms`,
    samples: commits.slice(-atEachEnd),
    floorSamples: commits.slice(0, atEachEnd),
    limit: 1.2,
  })
  printBound({ bench, metric: 'pen up, ms', samples: [quantile(commits, 0.5)], bound: 5 })
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
