import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printFigure } from './support/figure.ts'
import { timeToPaint } from './support/time-to-paint.ts'

/**
 * Start-up: from `spawn` to the first frame in which the prompt can be typed into, for the built studio on an existing
 * library, against a blank Electron window that paints an empty page. Both are started alternately, in the same run, with
 * the same switches and window size, each on a profile of its own that was started once before (a first start creates
 * files, which is another measurement). Both windows stay hidden until they have painted, so the frame that is
 * timed is the one that is shown.
 */
const pairs = 9
const limit = 1.25

const executable = process.env['ELECTRON_EXEC_PATH']
if (executable === undefined) throw new Error('Start this with "npm run bench -- start", which finds Electron.')

const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-start-'))
const blank = join(folder, 'blank.cjs')
const switches = process.env['NO_SANDBOX'] === '1' ? ['--no-sandbox'] : []

const startStudio = (): Promise<number> =>
  timeToPaint({
    executable,
    args: [...switches, `--user-data-dir=${join(folder, 'studio-profile')}`, '.'],
    environment: { DIPTYCH_LIBRARY: join(folder, 'library'), DIPTYCH_LANG: 'en' },
    selector: 'textarea:enabled',
  })

const startBlank = (): Promise<number> =>
  timeToPaint({
    executable,
    args: [...switches, `--user-data-dir=${join(folder, 'blank-profile')}`, blank],
    environment: {},
    selector: 'body',
  })

const writeBlankApp = (): void => {
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><title>Blank</title><body></body>')
  writeFileSync(
    blank,
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false })
  window.once('ready-to-show', () => window.show())
  window.loadFile(${JSON.stringify(join(folder, 'index.html'))})
})
app.on('window-all-closed', () => app.quit())
`,
  )
}

try {
  writeBlankApp()
  await startBlank()
  await startStudio()

  const studioMs: number[] = []
  const blankMs: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    blankMs.push(await startBlank())
    studioMs.push(await startStudio())
  }
  printFigure({ bench: 'start', metric: 'prompt ready, ms', samples: studioMs, floorSamples: blankMs, limit })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
