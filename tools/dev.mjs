import path from 'node:path'
import { Refusal, root, run, runWhenStarted } from './run.mjs'
import { setUp } from './set-up.mjs'

await runWhenStarted(import.meta.url, async (args) => {
  const { node, env, hasDisplay } = await setUp({ quiet: true })
  if (!hasDisplay) {
    throw new Refusal('There is no display here to develop on. "npm run pictures" shows every screen without one.')
  }
  const bundler = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  return (await run(node, [bundler, 'dev', ...args], { env, show: true })).code ?? 1
})
