import { fileURLToPath } from 'node:url'
import { forkNodeProcess } from '#main/image-pool/fork-node-process.ts'
import { createImagePool } from '#main/image-pool/image-pool.ts'
import { maskOf, noise } from '#test/support/pixel-pictures.ts'
import { printBound } from './support/figure.ts'
import { timeOf } from './support/time-of.ts'

/**
 * Measuring and compositing pictures of 1536 × 1024 that differ in every pixel, through the image pool: nothing takes
 * longer. A report has to be there within a second.
 */
const bench = 'edits'
const rounds = 7
const [width, height] = [1536, 1024]
const [before, after] = [noise(width, height, 'before').png, noise(width, height, 'after').png]
const mask = maskOf(width, height, (x, y) => (x - 700) ** 2 + (y - 500) ** 2 < 300 ** 2)

const pool = createImagePool({
  fork: () => forkNodeProcess(fileURLToPath(new URL('../src/main/image-pool/image-worker.ts', import.meta.url)), []),
  size: 1,
  timeoutMs: 60_000,
})
const measureMs: number[] = []
const compositeMs: number[] = []
try {
  for (let round = -1; round < rounds; round += 1) {
    const measured = await timeOf(async () => {
      const result = await pool.measure(before, after, mask)
      if (!result.ok) throw new Error(result.failure.kind)
    })
    const composited = await timeOf(async () => {
      const result = await pool.composite({ original: before, changed: after, mask, featherPx: 64 })
      if (!result.ok) throw new Error(result.failure.kind)
    })
    // The first one starts the process.
    if (round < 0) continue
    measureMs.push(measured)
    compositeMs.push(composited)
  }
} finally {
  pool.close()
}
printBound({ bench, metric: 'change report, ms', samples: measureMs, bound: 1000 })
printBound({ bench, metric: 'composite with the widest feather, ms', samples: compositeMs, bound: 3000 })
