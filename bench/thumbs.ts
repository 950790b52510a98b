import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forkNodeProcess } from '#main/image-pool/fork-node-process.ts'
import { createImagePool, type ImagePool } from '#main/image-pool/image-pool.ts'
import { libraryPaths } from '#main/library/library-paths.ts'
import { openTestLibrary } from '#test/support/open-test-library.ts'
import { copiesOf, drawPicture } from './support/draw-picture.ts'
import { printBound, printFigure } from './support/figure.ts'
import { timeToPictures } from './support/in-page.ts'
import { openStudio } from './support/open-studio.ts'
import { timeOf } from './support/time-of.ts'
import { watchMain } from './support/watch-main.ts'

/**
 * Thumbnails of PNGs of 1024 pixels a side, through the image pool, beside the bare decoding of the same files by the
 * same decoder in the same kind of process. Then a first screen of pictures without thumbnails in the real studio, and
 * how long main was held up by it.
 */
const bench = 'thumbs'
const cores = availableParallelism()
const rounds = 7
const startRounds = 5
const pictures = Array.from({ length: 12 }, (_, index) => drawPicture(`thumbnail ${index}`))

const poolOf = (file: string, size: number): ImagePool => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return createImagePool({ fork: () => forkNodeProcess(path, []), size, timeoutMs: 60_000 })
}

/** Milliseconds a picture, when as many are asked for at once as there are processes. */
async function perPicture(pool: ImagePool): Promise<number> {
  const ms = await timeOf(async () => {
    for (const made of await Promise.all(pictures.map((png) => pool.thumbnail(png))))
      if (!made.ok) throw new Error(made.failure.kind)
  })
  return ms / pictures.length
}

const decoder = poolOf('./support/decode-process.ts', 1)
const one = poolOf('../src/main/image-pool/image-worker.ts', 1)
const many = poolOf('../src/main/image-pool/image-worker.ts', cores)
const decodeMs: number[] = []
const oneMs: number[] = []
const manyMs: number[] = []
try {
  for (let round = -1; round < rounds; round += 1) {
    const [decode, single, several] = [await perPicture(decoder), await perPicture(one), await perPicture(many)]
    // The first one starts the processes.
    if (round < 0) continue
    decodeMs.push(decode)
    oneMs.push(single)
    manyMs.push(several)
  }
} finally {
  for (const pool of [decoder, one, many]) pool.close()
}
const floorSamples = decodeMs
printFigure({ bench, metric: 'thumbnail, one in flight, ms', samples: oneMs, floorSamples, limit: 1.25 })
printFigure({ bench, metric: `thumbnail, ${cores} in flight, ms each`, samples: manyMs, floorSamples, limit: 0.8 })

const out = join(import.meta.dirname, '../out')
mkdirSync(out, { recursive: true })
const folder = mkdtempSync(join(out, 'bench-thumbs-'))
try {
  {
    await using library = await openTestLibrary({ folder })
    for (const png of pictures)
      for (const bytes of copiesOf(png, 5)) await library.operations.importImage({ bytes, fileName: null, nowMs: 1 })
  }
  const screenMs: number[] = []
  const bareMs: number[] = []
  const stallMs: number[] = []
  for (let start = 0; start < startRounds; start += 1) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(libraryPaths(folder).thumbnails + suffix, { force: true })
    await using studio = await openStudio(folder, { cellSize: 124 })
    await studio.page.waitForTimeout(1500)
    const longestStall = await watchMain(studio.app)
    const link = studio.page.getByRole('link', { name: 'Library', exact: true })
    screenMs.push(await link.evaluate(timeToPictures, 'click' as const))
    stallMs.push(await longestStall())
    const inSight = await studio.window.page.evaluate(
      () =>
        [...document.querySelectorAll('[role="gridcell"]')].filter(
          (cell) => cell.getBoundingClientRect().top < innerHeight,
        ).length,
    )
    console.log(`${inSight} places in sight.`)
    // As many processes decode in the studio: it leaves one core to the page.
    bareMs.push((inSight * (decodeMs[start] ?? Number.NaN)) / Math.max(1, cores - 1))
  }
  printFigure({
    bench,
    metric: 'first screen without thumbnails, ms',
    samples: screenMs,
    floorSamples: bareMs,
    limit: 1.6,
  })
  printBound({ bench, metric: "main's longest stall meanwhile, ms", samples: stallMs, bound: 8 })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
