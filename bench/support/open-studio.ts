import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchStudio, type Studio } from '#test/e2e/launch-studio.ts'
import { StudioWindow } from '#test/e2e/page-models/studio-window.ts'

export interface OpenStudio extends Studio, AsyncDisposable {
  readonly window: StudioWindow
}

/** The built studio on a library, with a profile of its own, which goes with it. */
export async function openStudio(
  libraryFolder: string,
  options: {
    /** CSS pixels a picture takes in the grid. */
    readonly cellSize?: number
    /** Of the window's page. */
    readonly viewport?: { readonly width: number; readonly height: number }
  } = {},
): Promise<OpenStudio> {
  const profileFolder = mkdtempSync(join(tmpdir(), 'diptych-bench-'))
  const studio = await launchStudio({ libraryFolder, profileFolder })
  const { app, page } = studio
  const window = new StudioWindow(studio)
  await window.waitUntilShown()
  if (options.viewport !== undefined)
    await app.evaluate(
      ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
      options.viewport,
    )
  if (options.cellSize !== undefined) {
    await page.evaluate((size) => localStorage.setItem('library-cell-size', String(size)), options.cellSize)
    await page.reload()
    await window.waitUntilShown()
  }
  return {
    ...studio,
    window,
    [Symbol.asyncDispose]: async () => {
      await studio.close()
      rmSync(profileFolder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
