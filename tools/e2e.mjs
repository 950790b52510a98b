import { buildIfStale } from './build.mjs'
import { runPlaywright } from './playwright.mjs'
import { runWhenStarted } from './run.mjs'
import { setUp } from './set-up.mjs'

await runWhenStarted(import.meta.url, async (args) => {
  const toolchain = await setUp({ quiet: true })
  await buildIfStale(toolchain, { quiet: true })
  return (await runPlaywright(toolchain, 'e2e', args, { show: true })).code ?? 1
})
