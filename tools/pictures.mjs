import { rmSync } from 'node:fs'
import path from 'node:path'
import { buildIfStale } from './build.mjs'
import { runPlaywright } from './playwright.mjs'
import { root, runWhenStarted } from './run.mjs'
import { setUp } from './set-up.mjs'

/** Drives the app through every screen and leaves the pictures in `pictures/`. Arguments go to Playwright. */
await runWhenStarted(import.meta.url, async (args) => {
  const toolchain = await setUp({ quiet: true })
  await buildIfStale(toolchain, { quiet: true })
  const folder = path.join(root, 'pictures')
  // A screen that is gone must not linger as a picture; a chosen part replaces only its own.
  if (args.length === 0) rmSync(folder, { recursive: true, force: true })
  const { code } = await runPlaywright(toolchain, 'pictures', args, { show: true })
  console.log(`Pictures: ${folder}`)
  return code ?? 1
})
