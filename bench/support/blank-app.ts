import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An Electron app that shows an empty page in a window of the studio's size: what no app can do without. */
export function writeBlankApp(folder: string): string {
  const page = join(folder, 'index.html')
  const main = join(folder, 'blank.cjs')
  writeFileSync(page, '<!doctype html><meta charset="utf-8"><title>Blank</title><body></body>')
  writeFileSync(
    main,
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false })
  window.once('ready-to-show', () => window.show())
  window.loadFile(${JSON.stringify(page)})
})
app.on('window-all-closed', () => app.quit())
`,
  )
  return main
}
