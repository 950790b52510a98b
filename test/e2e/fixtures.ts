import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { foldersIn, launchStudio, type Studio, type StudioOptions } from './launch-studio.ts'
import { openDisplay } from './open-display.ts'
import { StudioWindow } from './page-models/studio-window.ts'

export interface Fixtures {
  /** Removed after the test. */
  readonly folder: string
  /** Starts a studio on the test's own library; called again after `close`, it is a restart. */
  readonly start: (
    options?: Partial<StudioOptions>,
  ) => Promise<{ readonly studio: Studio; readonly window: StudioWindow }>
}

export const test = base.extend<Fixtures, { readonly display: undefined }>({
  display: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      await using _display = await openDisplay()
      await use(undefined)
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures a fixture needs from this pattern.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'diptych-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  start: async ({ folder }, use) => {
    const started: Studio[] = []
    await use(async (options = {}) => {
      const studio = await launchStudio({ ...foldersIn(folder), ...options })
      started.push(studio)
      const window = new StudioWindow(studio)
      await window.waitUntilShown()
      return { studio, window }
    })
    for (const studio of started) await studio.close()
  },
})

export { expect }
