import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBlankApp } from './support/blank-app.ts'
import { printFigure } from './support/figure.ts'
import { seedLibrary } from './support/seed-library.ts'
import { timeToPaint } from './support/time-to-paint.ts'

/**
 * Start-up: from `spawn` to the first frame in which the prompt can be typed into, for the built studio on an existing
 * library, against a blank Electron window that paints an empty page; and on a library of 100,000 pictures, against that.
 * All are started alternately, in the same run, with the same switches and window size, each on a profile of its own that
 * was started once before (a first start creates files, which is another measurement). The windows stay hidden until they
 * have painted, so the frame that is timed is the one that is shown.
 */
const bench = 'start'
const rounds = 9

const executable = process.env['ELECTRON_EXEC_PATH']
if (executable === undefined) throw new Error('Start this with "npm run bench -- start", which finds Electron.')

const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-start-'))
const blank = writeBlankApp(folder)
const switches = process.env['NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []

const startStudio = (libraryFolder: string): Promise<number> =>
  timeToPaint({
    executable,
    args: [...switches, `--user-data-dir=${join(folder, 'studio-profile')}`, '.'],
    environment: { DIPTYCH_LIBRARY: libraryFolder, DIPTYCH_LANG: 'en' },
    selector: 'textarea:enabled',
  })

const startBlank = (): Promise<number> =>
  timeToPaint({
    executable,
    args: [...switches, `--user-data-dir=${join(folder, 'blank-profile')}`, blank],
    environment: {},
    selector: 'body',
  })

try {
  const small = join(folder, 'library')
  const large = await seedLibrary(100_000)
  await startBlank()
  await startStudio(small)
  await startStudio(large)

  const blankMs: number[] = []
  const smallMs: number[] = []
  const largeMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    blankMs.push(await startBlank())
    smallMs.push(await startStudio(small))
    largeMs.push(await startStudio(large))
  }
  const ready = 'prompt ready'
  printFigure({ bench, metric: `${ready}, ms`, samples: smallMs, floorSamples: blankMs, limit: 1.25 })
  printFigure({ bench, metric: `${ready}, 100,000 pictures, ms`, samples: largeMs, floorSamples: smallMs, limit: 1.1 })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
